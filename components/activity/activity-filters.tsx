import Form from 'next/form'
import { Select, TextInput } from '@/components/form/inputs'
import { Button } from '@/components/ui/button'
import type { Entry } from '@/lib/activity/model'
import { utcMinute } from '@/lib/activity/view/lead'
import { type ActivityQuery, LASTS } from '@/lib/activity/view/query'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

type FiltersProps = { id: string; query: ActivityQuery; entries: readonly Entry[] }

/** A form whose answers are the page's address. */
export function ActivityFilters({ id, query: { last, filter }, entries }: FiltersProps) {
  const lasts = Object.entries(LASTS).map(([value, { label }]) => ({ value, label }))
  const { since, until } = filter
  const fixed = last === undefined && since !== undefined ? [{ value: '', label: spanText(since, until) }] : []

  return (
    <Form action={routes.runtimeTab(id, 'activity')} className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-4">
      <Select name="last" aria-label="Time" defaultValue={last ?? ''} options={[...fixed, ...lasts]} />
      {fixed.length > 0 && since !== undefined ? (
        <>
          <input type="hidden" name="since" value={new Date(since).toISOString()} />
          {until === undefined ? null : <input type="hidden" name="until" value={new Date(until).toISOString()} />}
        </>
      ) : null}
      <Choice name="service" label="Service" any="Any service" chosen={filter.service} of={entries} />
      <Choice name="session" label="Session" any="Any session" chosen={filter.session} of={entries} />
      <Choice name="client" label="Client" any="Any client" chosen={filter.client} of={entries} />
      <Select
        name="access"
        aria-label="Kind"
        defaultValue={filter.access ?? ''}
        options={[
          { value: '', label: 'Reads and writes' },
          { value: 'read', label: 'Reads' },
          { value: 'write', label: 'Writes' },
        ]}
      />
      <Select
        name="refused"
        aria-label="Outcome"
        defaultValue={filter.refused ? '1' : ''}
        options={[
          { value: '', label: 'Any outcome' },
          { value: '1', label: 'Refused' },
        ]}
      />
      <TextInput
        name="text"
        type="search"
        aria-label="Search in entries"
        placeholder="Action, resource, code"
        defaultValue={filter.text}
        className="max-sm:col-span-2"
      />
      <Button type="submit" className="max-sm:col-span-2">
        Filter
      </Button>
    </Form>
  )
}

function spanText(since: number, until = Date.now()): string {
  return `${utcMinute(since, until)} to ${utcMinute(until, until)}`
}

type ChoiceProps = {
  name: 'service' | 'session' | 'client'
  label: string
  any: string
  chosen: string | undefined
  of: readonly Entry[]
}

const MOST_OPTIONS = 200

function Choice({ name, label, any, chosen = '', of }: ChoiceProps) {
  const found = [...new Set(of.flatMap((entry) => entry[name] ?? []))].sort().slice(0, MOST_OPTIONS)
  const named = [...new Set([...found, chosen])].filter((value) => value !== '')
  const options = named.map((value) => ({ value, label: visibleText(value) }))
  return (
    <Select name={name} aria-label={label} defaultValue={chosen} options={[{ value: '', label: any }, ...options]} />
  )
}
