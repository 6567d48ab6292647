'use client'

import { createContext, type ReactNode, use } from 'react'

type Errors = Record<string, string[]>

const Context = createContext<Errors>({})

/** Messages by field name, for fields that the server has rendered. */
export function FieldErrors({ value, children }: { value: Errors; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** The messages of a field, those of its entries included (`redirectUris.0`). */
export function useFieldErrors(name: string): string[] {
  const errors = use(Context)
  const found = Object.entries(errors).filter(([key]) => key === name || key.startsWith(`${name}.`))
  return [...new Set(found.flatMap(([, messages]) => messages))]
}
