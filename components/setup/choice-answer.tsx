'use client'

import type { ReactNode } from 'react'
import { Field } from '@/components/form/field'
import { RadioCards, type RadioOption } from '@/components/form/inputs'
import { useWizard } from '@/components/setup/wizard-context'

type ChoiceAnswerProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  options: RadioOption[]
  columns?: 1 | 2 | 3
}

/** One of a few, each explained in a sentence or two. */
export function ChoiceAnswer({ name, label, hint, options, columns = 1 }: ChoiceAnswerProps) {
  const { values, errors, update } = useWizard()

  return (
    <Field group name={name} label={label} hint={hint} required errors={errors[name]}>
      <RadioCards
        name={name}
        options={options}
        columns={columns}
        value={values[name] ?? ''}
        onChange={(value) => update({ [name]: value })}
      />
    </Field>
  )
}
