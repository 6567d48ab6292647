'use client'

import { CalendarClock } from 'lucide-react'
import { type FormEvent, useId } from 'react'
import { clockInput, clockTime, readClockInput } from '@/components/log-viewer/bar/times'
import type { Settings, Zone } from '@/components/log-viewer/settings'
import { BaseButton } from '@/components/ui/base-controls'
import { Button, buttonClass } from '@/components/ui/button'
import { Menu } from '@/components/ui/menu'
import { menuItemClass } from '@/components/ui/menu-item'
import { RANGES, rangeOf } from '@/lib/logs/ranges'

type RangeMenuProps = {
  range: Settings['range']
  zone: Zone
  onChange: (range: Settings['range']) => void
  onJump: (at: number) => void
}

/** How far back, from when to when, or to a moment. */
export function RangeMenu({ range, zone, onChange, onJump }: RangeMenuProps) {
  return (
    <Menu
      label={`Range: ${rangeLabel(range, zone)}`}
      trigger={
        <>
          <CalendarClock aria-hidden />
          {rangeLabel(range, zone)}
        </>
      }
      triggerClassName={buttonClass({ size: 'sm' })}
      className="w-72"
    >
      {RANGES.map(({ id, label }) => (
        <BaseButton
          key={id}
          data-closes
          aria-current={range.type === 'live' && range.id === id ? 'true' : undefined}
          onClick={() => onChange({ type: 'live', id })}
          className={menuItemClass}
        >
          {`Last ${label}`}
        </BaseButton>
      ))}
      <CustomRange range={range} zone={zone} onChange={onChange} />
      <Jump zone={zone} onJump={onJump} />
    </Menu>
  )
}

function rangeLabel(range: Settings['range'], zone: Zone): string {
  return range.type === 'live'
    ? `Last ${rangeOf(range.id).label}`
    : `${clockTime(range.from, zone)} – ${clockTime(range.to, zone)}`
}

const INPUT = 'h-7 w-full rounded-md border border-control bg-surface px-2 text-table'

function CustomRange({ range, zone, onChange }: Omit<RangeMenuProps, 'onJump'>) {
  const id = useId()
  const [from, to] = range.type === 'fixed' ? [range.from, range.to] : [undefined, undefined]

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const chosen = [data.get('from'), data.get('to')].map((text) => readClockInput(String(text), zone))
    const [start, end] = [chosen[0] ?? null, chosen[1] ?? null]
    if (start !== null && end !== null && start < end) {
      onChange({ type: 'fixed', from: start, to: end })
    }
  }

  return (
    <form key={`${from} ${to} ${zone}`} onSubmit={apply} className="mt-1 flex flex-col gap-1.5 border-t p-2">
      <label htmlFor={`${id}-from`} className="text-muted text-xs">{`From, ${zoneLabel(zone)}`}</label>
      <input
        id={`${id}-from`}
        name="from"
        type="datetime-local"
        step={1}
        required
        defaultValue={clockInput(from, zone)}
        className={INPUT}
      />
      <label htmlFor={`${id}-to`} className="text-muted text-xs">{`To, ${zoneLabel(zone)}`}</label>
      <input
        id={`${id}-to`}
        name="to"
        type="datetime-local"
        step={1}
        required
        defaultValue={clockInput(to, zone)}
        className={INPUT}
      />
      <Button type="submit" size="sm">
        Show this range
      </Button>
    </form>
  )
}

function Jump({ zone, onJump }: Pick<RangeMenuProps, 'zone' | 'onJump'>) {
  const id = useId()

  function jump(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const at = readClockInput(String(new FormData(event.currentTarget).get('at')), zone)
    if (at !== null) {
      onJump(at)
    }
  }

  return (
    <form onSubmit={jump} className="flex flex-col gap-1.5 border-t p-2">
      <label htmlFor={id} className="text-muted text-xs">{`Moment, ${zoneLabel(zone)}`}</label>
      <input id={id} name="at" type="datetime-local" step={1} required className={INPUT} />
      <Button type="submit" size="sm">
        Jump there
      </Button>
    </form>
  )
}

function zoneLabel(zone: Zone): string {
  return zone === 'utc' ? 'in UTC' : 'in your time zone'
}
