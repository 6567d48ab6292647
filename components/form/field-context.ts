'use client'

import { createContext, use } from 'react'

export type FieldIds = { id: string; labelId: string; describedBy: string; invalid: boolean; required: boolean }

export const FieldContext = createContext<FieldIds | null>(null)

/** The ids that tie a control to its label, hint and errors; null outside a Field. */
export function useField(): FieldIds | null {
  return use(FieldContext)
}
