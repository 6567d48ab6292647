'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { Checkbox, Select, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { Status } from '@/components/ui/status'
import { idle } from '@/lib/form-state'
import { changeFaultsAction } from '@/lib/practice-account/actions'
import type { FaultChoice } from '@/lib/practice-account/fault-plan'
import { DELAYS, FAULT_PRESETS, FAULT_SERVICES, TROUBLES } from '@/lib/practice-account/fault-presets'

const TIMES = [
  { value: '1', label: 'The next call' },
  { value: '2', label: 'The next 2 calls' },
  { value: '5', label: 'The next 5 calls' },
  { value: '20', label: 'The next 20 calls' },
  { value: 'always', label: 'Every call, until switched off' },
]

export function FaultForm({ choice }: { choice: FaultChoice }) {
  const [state, submit] = useActionState(changeFaultsAction, idle)
  const errors = state.status === 'failed' ? (state.failure.fields ?? {}) : {}

  return (
    // The key makes the boxes show what the practice account has after a change; without one, nothing typed is reset.
    <form
      key={JSON.stringify(choice)}
      action={submit}
      onReset={(event) => event.preventDefault()}
      className="flex flex-col gap-6"
    >
      <ConnectionField />
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-3 font-medium">On the wire</legend>
        {FAULT_PRESETS.map(({ type, label, text }) => (
          <Checkbox
            key={type}
            name="wire"
            value={type}
            label={label}
            hint={text}
            defaultChecked={choice.wire.includes(type)}
          />
        ))}
        <div className="grid max-w-xl gap-4 pt-1 sm:grid-cols-2">
          <Field name="service" label="Where" required>
            <Select name="service" options={[...FAULT_SERVICES]} defaultValue={choice.service} />
          </Field>
          <Field name="times" label="How often" required>
            <Select name="times" options={TIMES} defaultValue={timesValue(choice.times)} />
          </Field>
        </div>
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="pb-3 font-medium">Inside the services</legend>
        {TROUBLES.map(({ name, label, text }) => (
          <Checkbox
            key={name}
            name="troubles"
            value={name}
            label={label}
            hint={text}
            defaultChecked={choice.troubles.includes(name)}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend className="pb-3 font-medium">How long things take, in seconds</legend>
        <div className="grid max-w-xl gap-4 sm:grid-cols-2">
          {DELAYS.map(({ name, label }) => (
            <Field key={name} name={name} label={label} required errors={errors[name]}>
              <TextInput name={name} inputMode="decimal" defaultValue={String(choice.delays[name])} />
            </Field>
          ))}
        </div>
      </fieldset>
      {state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton pendingLabel="Applying…">Apply to the practice account</SubmitButton>
        <span role="status">{state.status === 'done' ? <Status tone="success" label="Applied" /> : null}</span>
      </div>
    </form>
  )
}

function timesValue(times: number | null): string {
  return TIMES.find(({ value }) => value === String(times ?? 'always'))?.value ?? '1'
}
