'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { postJson } from '@/components/policy-editor/texts/post-json'
import type { ConnectionKey } from '@/lib/aws/connection'
import { DOCUMENT_TEXT_LIMIT } from '@/lib/policies/document/limits'
import type { Finding } from '@/lib/policies/findings/model'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

export type AwsFindings = {
  state: 'idle' | 'asking' | 'answered' | 'not-allowed' | 'failed'
  answer: { text: string; findings: Finding[] } | null
  failure?: Failure
  ask: () => void
}

/** Access Analyzer's word on exactly the text that stands there, once typing pauses. After a refusal it is asked on demand only. */
export function useAwsFindings(connection: ConnectionKey, { kind }: RoleDocument, text: string): AwsFindings {
  const [known, setKnown] = useState<Omit<AwsFindings, 'ask'>>({ state: 'idle', answer: null })
  const last = useRef(0)

  async function ask() {
    last.current += 1
    const turn = last.current
    setKnown(({ answer }) => ({ state: 'asking', answer }))
    const asked = await postJson<{ state: 'answered'; findings: Finding[] } | { state: 'not-allowed' }>(
      '/api/policies/validate',
      { connection, text, kind: kind === 'trust' ? 'trust' : 'identity' },
    )

    if (turn !== last.current) {
      return
    }
    if (!asked.ok) {
      setKnown({ state: 'failed', answer: null, failure: asked.error })
    } else if (asked.data.state === 'not-allowed') {
      setKnown({ state: 'not-allowed', answer: null })
    } else {
      setKnown({ state: 'answered', answer: { text, findings: asked.data.findings } })
    }
  }
  const askUnasked = useEffectEvent(() => {
    if (!['not-allowed', 'failed'].includes(known.state) && known.answer?.text !== text && isWorthAsking(text)) {
      ask()
    }
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text or another kind is asked about anew
  useEffect(() => {
    const timer = setTimeout(askUnasked, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, kind])

  return { ...known, ask }
}

const PAUSE_MS = 1500

/** What isn't JSON, or is longer than IAM takes, needs nobody's opinion. */
function isWorthAsking(text: string): boolean {
  try {
    return text.length <= DOCUMENT_TEXT_LIMIT && typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
