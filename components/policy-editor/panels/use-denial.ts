'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { takeStatements } from '@/components/policies/kept-statements'
import { messageOf, type Refused } from '@/components/policy-editor/texts/refused'
import type { useAddress } from '@/components/policy-editor/texts/use-address'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { addStatement } from '@/lib/policies/document/add-statement'
import { applyEdits } from '@/lib/policies/document/text-edits'
import { inlineDocument, type RoleDocument } from '@/lib/roles/document'

const ADDED = 'AddedPermissions'

/** The message of the dialog that turns a refusal into a statement; null while it is closed. */
export function useDenial(canWrite: boolean, texts: Texts, address: ReturnType<typeof useAddress>) {
  const [message, setMessage] = useState<string | null>(null)
  const { document, refused, isProposingKept, select, forgetRefused } = address

  /** On the open document, or on another one that can take the statement. */
  function propose(wanted: Refused) {
    const target = takesStatements(document) ? document : texts.documents.find(takesStatements)

    if (!target) {
      texts.rebase(inlineDocument(ADDED, ''), null, '')
    }
    select(target?.id ?? `inline:${ADDED}`)
    setMessage(messageOf(wanted))
  }
  const proposeLinked = useEffectEvent((wanted: Refused) => {
    propose(wanted)
    forgetRefused()
  })

  /** Several at once become one change of a policy of their own, to be looked at and saved as any other. */
  const proposeKept = useEffectEvent(() => {
    const target = texts.documents.find(({ id }) => id === `inline:${ADDED}`) ?? inlineDocument(ADDED, '')
    const { base, text } = texts.workingOf(target)
    const statements = takeStatements(texts.store.place)
    const next = statements.reduce((one, statement) => applyEdits(one, addStatement(one, statement)), text)

    if (next !== text) {
      texts.rebase(target, texts.documents.includes(target) ? base : null, next)
    }
    if (statements.length > 0) {
      select(target.id)
    }
    forgetRefused()
  })

  useEffect(() => {
    if (isProposingKept && canWrite) {
      proposeKept()
    }
  }, [isProposingKept, canWrite])

  useEffect(() => {
    if (refused && canWrite) {
      proposeLinked(refused)
    }
  }, [refused, canWrite])

  return { message, setMessage, propose: canWrite ? propose : undefined }
}

function takesStatements({ kind, isEditable }: RoleDocument): boolean {
  return isEditable && kind !== 'trust'
}

export type DenialState = ReturnType<typeof useDenial>
