'use client'

import { Notice } from '@/components/feedback/notice'
import { useConnectionKey } from '@/components/form/connection-context'
import { Field } from '@/components/form/field'
import { type Option, RadioCards } from '@/components/form/inputs'
import { isArn, PolicyPicker } from '@/components/policies/policy-picker'
import { useWizard } from '@/components/setup/wizard-context'
import { FIELDS } from '@/lib/deployments/setup/form-fields'
import { managedPolicyWarning } from '@/lib/policies/evaluate/danger'

/** One managed policy: those that are recommended at a click, and every other by a search. */
export function ManagedChoice({ recommended }: { recommended: Option[] }) {
  const { values, errors, update } = useWizard()
  const arn = values.managedPolicyArn ?? ''
  const isOther = !recommended.some(({ value }) => value === arn)
  const warning = managedPolicyWarning(arn)

  return (
    <>
      <Field
        group
        name="managedPolicyArn"
        label={FIELDS.managedPolicyArn.label}
        required
        errors={errors.managedPolicyArn}
      >
        <RadioCards
          name="managedPolicyArn"
          columns={2}
          options={[...recommended.map(cardOf), { value: OTHER, ...otherCard(isOther ? arn : '') }]}
          value={isOther ? OTHER : arn}
          onChange={(value) => update({ managedPolicyArn: value === OTHER ? '' : value })}
        />
      </Field>
      {isOther ? <OtherPolicy arn={arn} onArn={(managedPolicyArn) => update({ managedPolicyArn })} /> : null}
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

/** `ReadOnlyAccess: reads nearly everything` as a card. */
function cardOf({ value, label }: Option) {
  const [name = '', about = ''] = label.split(': ')
  return { value, label: name, description: `${about.charAt(0).toUpperCase()}${about.slice(1)}.` }
}

function otherCard(arn: string) {
  return {
    label: isArn(arn) ? <span className="break-all">{arn.slice(arn.lastIndexOf('/') + 1)}</span> : 'Another policy',
    description: isArn(arn) ? 'Chosen below.' : 'Search all of AWS’s own, and this account’s.',
  }
}
