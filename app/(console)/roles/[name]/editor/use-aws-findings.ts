'use client'

import { useState } from 'react'
import { postJson } from '@/app/(console)/roles/[name]/editor/post-json'
import type { ConnectionKey } from '@/lib/aws/connection'
import type { Finding } from '@/lib/policies/findings/model'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

export type AwsFindings = {
  state: 'idle' | 'asking' | 'answered' | 'not-allowed' | 'failed'
  answer: { text: string; findings: Finding[] } | null
  failure?: Failure
  ask: () => void
}

/** Access Analyzer's word on exactly the text that stands there, when it is asked for. */
export function useAwsFindings(connection: ConnectionKey, { kind }: RoleDocument, text: string): AwsFindings {
  const [known, setKnown] = useState<Omit<AwsFindings, 'ask'>>({ state: 'idle', answer: null })

  async function ask() {
    setKnown({ state: 'asking', answer: null })
    const body = { connection, text, kind: kind === 'trust' ? 'trust' : 'identity' }
    const asked = await postJson<{ state: 'answered'; findings: Finding[] } | { state: 'not-allowed' }>(
      '/api/policies/validate',
      body,
    )

    if (!asked.ok) {
      setKnown({ state: 'failed', answer: null, failure: asked.error })
    } else if (asked.data.state === 'not-allowed') {
      setKnown({ state: 'not-allowed', answer: null })
    } else {
      setKnown({ state: 'answered', answer: { text, findings: asked.data.findings } })
    }
  }
  return { ...known, ask }
}
