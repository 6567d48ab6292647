'use client'

import { clsx } from 'clsx'
import { useRouter } from 'next/navigation'
import { type ReactNode, startTransition, useId, useOptimistic } from 'react'
import { type Chosen, connectHref } from '@/components/clients/connect-href'
import { rememberChoice } from '@/components/clients/remember-choice'
import { Select } from '@/components/form/inputs'
import type { Choice, Way } from '@/lib/clients/choice'

type ConnectPickersProps = {
  chosen: Chosen
  clients: { heading: string; clients: { id: string; name: string }[] }[]
  ways: { heading: string; ways: Way[] }[]
}

const SYSTEMS = [
  { value: 'mac', label: 'macOS' },
  { value: 'linux', label: 'Linux' },
  { value: 'windows', label: 'Windows' },
] as const

/** Which client, on which system, by which way: one line, all of it in the address, and remembered for the next time. */
export function ConnectPickers({ chosen, clients: groups, ways }: ConnectPickersProps) {
  const router = useRouter()
  const [choice, setChoice] = useOptimistic(chosen.choice)

  function change(changed: Partial<Choice>) {
    const next = { ...choice, form: 'file' as const, ...changed }
    rememberChoice(next)
    startTransition(() => {
      setChoice(next)
      router.push(connectHref({ ...chosen, choice: next }, {}), { scroll: false })
    })
  }
  const allWays = ways.flatMap((group) => group.ways)

  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-[2fr_1fr_2fr]">
      <Picker label="Client" isWide value={choice.client} onChange={(client) => change({ client })}>
        {groups.map(({ heading, clients }) => (
          <optgroup key={heading} label={heading}>
            {clients.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </Picker>
      <Picker
        label="System"
        value={choice.os}
        onChange={(value) => change({ os: SYSTEMS.find((system) => system.value === value)?.value ?? choice.os })}
      >
        {SYSTEMS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Picker>
      <Picker
        label="Way"
        value={shownWay(allWays, choice)}
        onChange={(value) => change(allWays.find(({ label }) => label === value)?.change ?? {})}
      >
        {ways.map((group) => (
          <optgroup key={group.heading} label={group.heading}>
            {group.ways.map(({ label }) => (
              <option key={label} value={label}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </Picker>
    </div>
  )
}

/** A launcher that this runtime has no use for, as in a link from another one, is its plain way. */
function shownWay(ways: Way[], { launcher, server }: Choice): string {
  const fitting = ways.filter(({ change }) => change.server === server)
  const plain = fitting.find(({ change }) => change.launcher !== 'slipway')
  return (fitting.find(({ change }) => change.launcher === launcher) ?? plain)?.label ?? ''
}

type PickerProps = {
  label: string
  value: string
  onChange: (value: string) => void
  /** Has a line of its own on a phone. */
  isWide?: boolean
  children: ReactNode
}

function Picker({ label, value, onChange, isWide = false, children }: PickerProps) {
  const id = useId()

  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', isWide && 'max-sm:col-span-2')}>
      <label htmlFor={id} className="w-fit text-muted text-table">
        {label}
      </label>
      <Select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {children}
      </Select>
    </div>
  )
}
