'use client'

import { createContext, type ReactNode, use } from 'react'
import { Defined } from '@/components/ui/tooltip'
import type { TermName } from '@/lib/glossary'

type Meanings = Partial<Record<TermName, string>>

const Context = createContext<Meanings>({})

/** What the terms of the questions mean. The server hands them over, so no script carries the glossary. */
export function Definitions({ meanings, children }: { meanings: Meanings; children: ReactNode }) {
  return <Context value={meanings}>{children}</Context>
}

/** The label of a question, with what its term means where it has one. */
export function DefinedLabel({ term, children }: { term: TermName | undefined; children: ReactNode }) {
  const meanings = use(Context)
  const means = term && meanings[term]
  return means ? <Defined means={means}>{children}</Defined> : children
}
