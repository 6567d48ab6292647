'use client'

import { Plus, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import { Field } from '@/components/form/field'
import { TextArea, TextInput } from '@/components/form/inputs'
import { isArn, PolicyPicker } from '@/components/policies/policy-picker'
import { useWizard } from '@/components/setup/wizard-context'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { FIELDS } from '@/lib/deployments/setup/form-fields'
import { listOf } from '@/lib/deployments/setup/form-lines'
import { formatPolicies, type NamedDocument, parsePolicies } from '@/lib/deployments/setup/form-policies'

/** All that a role may do: managed policies by their ARN, and policies of one's own by name. */
export function PolicyLists() {
  return (
    <>
      <ManagedList />
      <InlineList />
    </>
  )
}

function ManagedList() {
  const { values, errors, update } = useWizard()
  const connection = useConnectionKey()
  const [typed, setTyped] = useState('')
  const room = useRef<HTMLDivElement>(null)
  const arns = listOf(values.managedPolicyArns ?? '')

  function keep(next: string[]) {
    update({ managedPolicyArns: next.join('\n') })
  }

  function add(arn: string) {
    if (arn.trim() !== '') {
      keep([...arns, arn])
      setTyped('')
    }
  }

  return (
    <section aria-label="Managed policies" className="flex min-w-0 flex-col gap-2">
      <p className="font-medium">Managed policies</p>
      <PolicyRows
        empty="No managed policy."
        rows={arns.map((arn) => ({ name: arn.slice(arn.lastIndexOf('/') + 1), detail: arn }))}
        onRemove={(removed) => {
          keep(arns.filter((_, index) => index !== removed))
          room.current?.querySelector('input')?.focus()
        }}
      />
      <div ref={room}>
        <PolicyPicker
          connection={connection}
          label={FIELDS.managedPolicyArns.label}
          name="managedPolicyArns"
          hint={FIELDS.managedPolicyArns.hint}
          errors={errors.managedPolicyArn}
          text={typed}
          onText={setTyped}
          onChoose={add}
          onEnter={() => isArn(typed) && add(typed)}
          taken={arns}
        >
          <Button onClick={() => add(typed)} disabled={!isArn(typed)}>
            Add
          </Button>
        </PolicyPicker>
      </div>
    </section>
  )
}

type PolicyRowsProps = {
  rows: { name: string; detail: string }[]
  empty: string
  onRemove: (index: number) => void
}

function PolicyRows({ rows, empty, onRemove }: PolicyRowsProps) {
  return rows.length === 0 ? (
    <p className="text-muted">{empty}</p>
  ) : (
    <ul className="rounded-lg border bg-surface">
      {rows.map(({ name, detail }, index) => (
        <li key={detail} className="flex min-w-0 items-center gap-2 border-b px-3 py-2 last:border-b-0">
          <div className="min-w-0 flex-1">
            <p className="break-words font-medium">{name}</p>
            <p className="break-all font-mono text-muted text-table">{detail}</p>
          </div>
          <IconButton label={`Remove ${name}`} onClick={() => onRemove(index)}>
            <X aria-hidden />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function InlineList() {
  const { values, errors, update } = useWizard()
  const addRef = useRef<HTMLDivElement>(null)
  const policies = parsePolicies(values.inlinePolicies)
  const numbered = policies.map((policy, index) => ({ policy, number: index + 1 }))
  const keep = (next: NamedDocument[]) => update({ inlinePolicies: formatPolicies(next) })

  return (
    <Field
      group
      name="inlinePolicies"
      label={FIELDS.inlinePolicies.label}
      required={false}
      errors={errors.customPolicy}
    >
      <div className="flex min-w-0 flex-col gap-3">
        {numbered.map(({ policy, number }) => (
          <InlinePolicy
            key={number}
            policy={policy}
            number={number}
            onChange={(change) =>
              keep(policies.map((other, place) => (place + 1 === number ? { ...other, ...change } : other)))
            }
            onRemove={() => {
              keep(policies.filter((_, place) => place + 1 !== number))
              addRef.current?.querySelector('button')?.focus()
            }}
          />
        ))}
        <div ref={addRef}>
          <Button size="sm" onClick={() => keep([...policies, { name: '', document: '' }])}>
            <Plus aria-hidden />
            Add a policy of your own
          </Button>
        </div>
      </div>
    </Field>
  )
}

type InlinePolicyProps = {
  policy: NamedDocument
  number: number
  onChange: (change: Partial<NamedDocument>) => void
  onRemove: () => void
}

function InlinePolicy({ policy, number, onChange, onRemove }: InlinePolicyProps) {
  const name = policy.name || `policy ${number}`

  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border p-3">
      <legend className="px-1 font-medium">{policy.name || `Policy ${number}`}</legend>
      <Field name={`policyName${number}`} label="Policy name" required>
        <TextInput mono value={policy.name} onChange={(event) => onChange({ name: event.target.value })} />
      </Field>
      <Field name={`policyDocument${number}`} label="Policy document (JSON)" required>
        <TextArea
          mono
          rows={8}
          value={policy.document}
          onChange={(event) => onChange({ document: event.target.value })}
        />
      </Field>
      <div>
        <Button size="sm" variant="ghost" onClick={onRemove}>
          <X aria-hidden />
          {`Remove ${name}`}
        </Button>
      </div>
    </fieldset>
  )
}
