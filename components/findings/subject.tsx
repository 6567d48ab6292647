'use client'

import { createContext, type ReactNode, use } from 'react'
import type { Subject } from '@/lib/troubles/remedies'

const SubjectContext = createContext<Subject>({})

/** Says what the troubles inside are of: where their remedies lead, and which role may be given something. */
export function SubjectProvider({ subject, children }: { subject: Subject; children: ReactNode }) {
  return <SubjectContext value={subject}>{children}</SubjectContext>
}

export function useSubject(): Subject {
  return use(SubjectContext)
}
