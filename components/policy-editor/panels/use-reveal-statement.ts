'use client'

import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import type { EditorHandle } from '@/components/code-editor/model'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { statementPlace } from '@/lib/policies/document/statement-place'
import type { RoleDocument } from '@/lib/roles/document'

/** A statement of one of the role's policies. */
export type StatementReference = { policy: string; statement: number }

type RevealOptions = {
  texts: Texts
  document: RoleDocument
  select: (id: string) => void
  editor: RefObject<EditorHandle | null>
}

/** Leads to a statement, also of a policy that has to be opened for it. */
export function useRevealStatement({ texts, document, select, editor }: RevealOptions) {
  const [goal, setGoal] = useState<{ id: string; statement: number } | null>(null)

  const reach = useEffectEvent(({ statement }: { statement: number }) => {
    const place = statementPlace(texts.workingOf(document).text, statement)

    if (place) {
      editor.current?.focusAt(place.offset, place.offset + place.length)
    }
    setGoal(null)
  })

  useEffect(() => {
    if (goal?.id === document.id) {
      reach(goal)
    }
  }, [goal, document.id])

  return ({ policy, statement }: StatementReference) => {
    const target = texts.documents.find(({ name, kind }) => name === policy && kind !== 'trust')

    if (target) {
      select(target.id)
      setGoal({ id: target.id, statement })
    }
  }
}
