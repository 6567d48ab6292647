'use client'

import { createContext, use } from 'react'
import type { FieldName, SetupValues } from '@/lib/deployments/setup/form-fields'

type Wizard = {
  values: SetupValues
  /** Messages by field, from the last check of this step. */
  errors: Record<string, string[]>
  update: (changes: SetupValues) => void
}

const Context = createContext<Wizard | null>(null)

export const WizardProvider = Context

/** The answers so far, and how to change them. Inside the wizard only. */
export function useWizard(): Wizard {
  const wizard = use(Context)

  if (!wizard) {
    throw new Error('useWizard needs the setup wizard around it')
  }
  return wizard
}

type Editable = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** Props that tie an input to one answer. */
export function useAnswer(name: FieldName) {
  const { values, update } = useWizard()
  return {
    name,
    value: values[name] ?? '',
    onChange: (event: { target: Editable }) => update({ [name]: event.target.value }),
  }
}
