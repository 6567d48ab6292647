'use client'

import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { useFieldErrors } from '@/components/tokens/settings/field-errors'
import type { PolicyForm } from '@/lib/tokens/user-pool/pool-settings'

export function PolicyFields({ policy }: { policy: PolicyForm }) {
  return (
    <>
      <div className="grid w-full gap-3 sm:grid-cols-2">
        <Field
          label="Minimum length (characters)"
          name="minimumLength"
          required
          errors={useFieldErrors('minimumLength')}
        >
          <TextInput name="minimumLength" inputMode="numeric" defaultValue={policy.minimumLength} />
        </Field>
        <Field
          label="Temporary password lifetime (days)"
          name="temporaryDays"
          required
          errors={useFieldErrors('temporaryDays')}
        >
          <TextInput name="temporaryDays" inputMode="numeric" defaultValue={policy.temporaryDays} />
        </Field>
      </div>
      {KINDS.map(({ name, label }) => (
        <Checkbox key={name} name={name} defaultChecked={policy[name]} label={label} />
      ))}
    </>
  )
}

const KINDS = [
  { name: 'uppercase', label: 'A capital letter' },
  { name: 'lowercase', label: 'A small letter' },
  { name: 'numbers', label: 'A digit' },
  { name: 'symbols', label: 'A symbol' },
] as const
