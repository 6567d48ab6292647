'use client'

import type { ReactNode } from 'react'
import { Field } from '@/components/form/field'
import { Checkbox, RadioCards, Select, TextArea, TextInput } from '@/components/form/inputs'
import { DefinedLabel } from '@/components/setup/definitions'
import { useAnswer, useWizard } from '@/components/setup/wizard-context'
import { FIELDS, type FieldName } from '@/lib/deployments/setup/form-fields'

type AnswerProps = {
  name: FieldName
  /** The id of a datalist. */
  list?: string
}

/** One question of the setup, as the table of fields has it. */
export function Answer({ name, ...rest }: AnswerProps) {
  const { label, term, hint, optional, control } = FIELDS[name]
  const { errors } = useWizard()

  return control === 'checkbox' ? (
    <YesAnswer name={name} />
  ) : (
    <Field
      group={control === 'cards'}
      name={name}
      label={<DefinedLabel term={term}>{label}</DefinedLabel>}
      hint={hint}
      required={!optional}
      errors={errors[name]}
    >
      <Control name={name} {...rest} />
    </Field>
  )
}

function Control({ name, list }: AnswerProps): ReactNode {
  const { control, choices = [], columns = 1, mono = false, placeholder, rows } = FIELDS[name]
  const { update } = useWizard()
  const answer = useAnswer(name)

  switch (control) {
    case 'cards':
      return (
        <RadioCards
          name={name}
          options={[...choices]}
          columns={columns}
          value={answer.value}
          onChange={(value) => update({ [name]: value })}
        />
      )
    case 'select':
      return <Select {...answer} options={[...choices]} />
    case 'area':
      return <TextArea mono rows={rows} placeholder={placeholder} {...answer} />
    case 'number':
      return <TextInput inputMode="numeric" placeholder={placeholder} {...answer} />
    default:
      return <TextInput mono={mono} placeholder={placeholder} list={list} {...answer} />
  }
}

/** Ticked or not: `yes` or nothing. */
function YesAnswer({ name }: { name: FieldName }) {
  const { values, update } = useWizard()
  const { label, hint } = FIELDS[name]

  return (
    <Checkbox
      checked={values[name] === 'yes'}
      onChange={(event) => update({ [name]: event.target.checked ? 'yes' : '' })}
      label={label}
      hint={hint}
    />
  )
}
