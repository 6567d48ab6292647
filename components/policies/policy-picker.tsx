'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { PolicyGlance } from '@/components/policies/policy-glance'
import { usePolicySearch } from '@/components/policies/use-policy-search'
import { BaseButton } from '@/components/ui/base-controls'
import type { ConnectionKey } from '@/lib/aws/connection'
import type { ManagedGlance } from '@/lib/policies/managed/managed-model'

type PolicyPickerProps = {
  connection: ConnectionKey
  label: string
  name: string
  hint?: ReactNode
  errors?: string[] | undefined
  required?: boolean
  autoFocus?: boolean
  /** Words of a search, or an ARN. */
  text: string
  onText: (text: string) => void
  /** One of the list was chosen. */
  onChoose: (arn: string) => void
  /** Enter in the field. */
  onEnter?: ((text: string) => void) | undefined
  /** ARNs that are there already. */
  taken: string[]
  /** Beside the field. */
  children?: ReactNode
}

/** A managed policy by name, by service, by what it allows, or by its ARN. Arrow keys go through what was found. */
export function PolicyPicker(props: PolicyPickerProps) {
  const { label, name, hint, errors, required = false, autoFocus, text, onText, onChoose, onEnter, children } = props
  const input = useRef<HTMLInputElement>(null)

  function choose(arn: string) {
    onChoose(arn)
    input.current?.focus()
  }

  return (
    <div data-picker className="flex min-w-0 flex-col gap-2">
      <Field label={label} name={name} required={required} errors={errors ?? []} hint={hint}>
        <div className="flex min-w-0 gap-2">
          <TextInput
            ref={input}
            name={name}
            mono
            required={required}
            data-autofocus={autoFocus || undefined}
            value={text}
            onChange={(event) => onText(event.target.value)}
            onKeyDown={(event) => {
              moveFocus(event)

              if (event.key === 'Enter' && onEnter) {
                event.preventDefault()
                onEnter(text)
              }
            }}
          />
          {children}
        </div>
      </Field>
      {isArn(text) ? null : <Found {...props} onChoose={choose} />}
    </div>
  )
}

export function isArn(text: string): boolean {
  return text.trim().startsWith('arn:')
}

function Found({ connection, text, onChoose, taken }: PolicyPickerProps) {
  const { isAsking, own, aws, more, failures } = usePolicySearch(connection, text.trim())
  const count = own.length + aws.length

  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div role="status" className="min-h-5 text-muted text-table">
        {isAsking ? 'Searching…' : foundText(count, more, text.trim())}
      </div>
      {failures.map(({ message }) => (
        <p key={message} className="text-table text-warning">
          Some policies are missing here: {message}
        </p>
      ))}
      {count > 0 ? (
        <div className="flex max-h-72 min-w-0 flex-col gap-2 overflow-y-auto rounded-lg border bg-surface p-1">
          <Group title="Of this account" policies={own} taken={taken} onChoose={onChoose} />
          <Group title="Of AWS" policies={aws} taken={taken} onChoose={onChoose} />
        </div>
      ) : null}
    </div>
  )
}

function foundText(count: number, more: number, question: string): string {
  if (question === '') {
    return 'Search by name, service or level, such as “s3 read-only”. To begin with:'
  }
  if (count === 0) {
    return 'No policy fits. An ARN can be typed, too.'
  }
  return more > 0 ? `The best ${count} of ${(count + more).toLocaleString('en')}` : `${count} found`
}

type GroupProps = { title: string; policies: ManagedGlance[]; taken: string[]; onChoose: (arn: string) => void }

function Group({ title, policies, taken, onChoose }: GroupProps) {
  return policies.length === 0 ? null : (
    <section aria-label={title} className="flex min-w-0 flex-col">
      <p className="px-2 py-1 font-medium text-muted text-xs">{title}</p>
      <ul>
        {policies.map((policy) => (
          <li key={policy.arn}>
            {policy.isAttachable && !taken.includes(policy.arn) ? (
              <BaseButton
                data-choice
                onClick={() => onChoose(policy.arn)}
                onKeyDown={moveFocus}
                className="w-full rounded-md px-2 py-1.5 text-left hover:bg-raised"
              >
                <PolicyGlance policy={policy} />
              </BaseButton>
            ) : (
              <div className="px-2 py-1.5">
                <PolicyGlance policy={policy} note={taken.includes(policy.arn) ? 'Already there.' : undefined} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Down from the field to the first, and between those that can be chosen; up from the first is back in the field. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const picker = event.currentTarget.closest('[data-picker]')

  if (step === undefined || picker === null) {
    return
  }
  const stops = [...picker.querySelectorAll<HTMLElement>('input, [data-choice]')]
  const next = stops[stops.indexOf(event.currentTarget) + step]

  if (next) {
    event.preventDefault()
    next.focus()
  }
}
