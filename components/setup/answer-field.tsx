'use client'

import type { ComponentProps, ReactNode } from 'react'
import { Field } from '@/components/form/field'
import { type Option, Select, TextArea, TextInput } from '@/components/form/inputs'
import { useAnswer, useWizard } from '@/components/setup/wizard-context'

type AnswerProps = { name: string; label: ReactNode; hint?: ReactNode; required?: boolean }

export function TextAnswer({ name, label, hint, required = true, ...rest }: AnswerProps & InputRest) {
  const answer = useAnswer(name)
  const { errors } = useWizard()

  return (
    <Field name={name} label={label} hint={hint} required={required} errors={errors[name]}>
      <TextInput {...rest} {...answer} />
    </Field>
  )
}

type InputRest = Pick<ComponentProps<typeof TextInput>, 'mono' | 'placeholder' | 'inputMode' | 'list'>

type AreaRest = Pick<ComponentProps<typeof TextArea>, 'rows' | 'placeholder'>

/** Text over several lines that a machine reads. */
export function AreaAnswer({ name, label, hint, required = true, ...rest }: AnswerProps & AreaRest) {
  const answer = useAnswer(name)
  const { errors } = useWizard()

  return (
    <Field name={name} label={label} hint={hint} required={required} errors={errors[name]}>
      <TextArea mono {...rest} {...answer} />
    </Field>
  )
}

export function SelectAnswer({ name, label, hint, options }: AnswerProps & { options: Option[] }) {
  const answer = useAnswer(name)
  const { errors } = useWizard()

  return (
    <Field name={name} label={label} hint={hint} required errors={errors[name]}>
      <Select {...answer} options={options} />
    </Field>
  )
}
