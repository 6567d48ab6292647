import type { ReactNode } from 'react'
import { Defined } from '@/components/ui/tooltip'
import { GLOSSARY, type TermName } from '@/lib/glossary'

/** A term of the glossary, by its own name or in the words of a sentence (`children`). For the server only. */
export function Term({ of, children }: { of: TermName; children?: ReactNode }) {
  const { name, means } = GLOSSARY[of]
  return <Defined means={means}>{children ?? name}</Defined>
}
