'use client'

import { Notice } from '@/components/feedback/notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { Field } from '@/components/form/field'
import { useField } from '@/components/form/field-context'
import type { Option } from '@/components/form/inputs'
import { isArn, PolicyPicker } from '@/components/policies/policy-picker'
import { useWizard } from '@/components/setup/wizard-context'
import { BaseInput } from '@/components/ui/base-controls'
import { FIELDS } from '@/lib/deployments/setup/form-fields'
import { managedPolicyWarning } from '@/lib/policies/evaluate/danger'
import { knownPolicy } from '@/lib/policies/risk/known-policies'

/** One managed policy: those that are recommended at a click, and every other by a search. */
export function ManagedChoice({ recommended }: { recommended: Option[] }) {
  const { values, errors, update } = useWizard()
  const arn = values.managedPolicyArn ?? ''
  const chosen = recommended.find(({ value }) => value === arn)
  const warning = managedPolicyWarning(arn)

  return (
    <>
      <Field
        group
        name="managedPolicyArn"
        label={FIELDS.managedPolicyArn.label}
        required
        errors={errors.managedPolicyArn}
        hint={chosen && !knownPolicy(arn) ? aboutOf(chosen) : undefined}
      >
        <Chips
          options={[
            ...recommended.map(({ value, label }) => ({ value, label: label.split(': ')[0] ?? label })),
            { value: OTHER, label: 'Another policy' },
          ]}
          value={chosen ? arn : OTHER}
          onValue={(value) => update({ managedPolicyArn: value === OTHER ? '' : value })}
        />
      </Field>
      {chosen ? null : <OtherPolicy arn={arn} onArn={(managedPolicyArn) => update({ managedPolicyArn })} />}
      {warning ? (
        <Notice tone="danger" title={warning.title}>
          <p>{warning.text}</p>
        </Notice>
      ) : null}
    </>
  )
}

const OTHER = 'other'

type OtherPolicyProps = { arn: string; onArn: (arn: string) => void }

function OtherPolicy({ arn, onArn }: OtherPolicyProps) {
  const connection = useConnectionKey()

  return (
    <PolicyPicker
      connection={connection}
      label="Name, service or ARN of the policy"
      name="otherPolicy"
      required
      text={arn}
      onText={onArn}
      onChoose={onArn}
      // With words of a search in it, Enter is no answer to the step.
      onEnter={isArn(arn) ? undefined : () => undefined}
      taken={[]}
    />
  )
}

/** One of a few words, on a line where there is room. */
function Chips({ options, value, onValue }: { options: Option[]; value: string; onValue: (value: string) => void }) {
  const field = useField()

  return (
    <div
      role="radiogroup"
      aria-labelledby={field?.labelId}
      aria-describedby={field?.describedBy}
      aria-required
      className="flex flex-wrap gap-1.5"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-center gap-1.5 rounded-lg border bg-surface px-2 py-1.5 font-medium text-table hover:border-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <BaseInput
            type="radio"
            name="managedPolicyArn"
            value={option.value}
            checked={option.value === value}
            onChange={() => onValue(option.value)}
            className="size-3.5 shrink-0 accent-accent outline-none"
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

/** `SecurityAudit: reads configuration` → `Reads configuration.` */
function aboutOf({ label }: Option): string {
  const about = label.slice(label.indexOf(': ') + 2)
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}.`
}
