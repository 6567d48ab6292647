import Form from 'next/form'
import Link from 'next/link'
import { CallTable } from '@/components/calls/call-table'
import { GuardRules } from '@/components/calls/guard-rules'
import { EmptyState } from '@/components/feedback/empty-state'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Select, TextInput } from '@/components/form/inputs'
import { Section } from '@/components/layout/page'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Button, ButtonLink } from '@/components/ui/button'
import { type CallFilter, fitsFilter, OUTCOMES, readCallFilter, SINCES } from '@/lib/bridge/recording/call-filter'
import { callsOf } from '@/lib/bridge/recording/calls'
import { rulesNow } from '@/lib/bridge/rules'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

export type CallSearch = Promise<Parameters<typeof readCallFilter>[0]>

/** More would be scrolled by nobody; the command line has them all. */
const MAX_ROWS = 200

/** What went through the bridges on this computer, and what their guard lets pass. */
export async function Calls({ actor, runtime, searchParams }: RuntimeView & { searchParams: CallSearch }) {
  const filter = readCallFilter(await searchParams)
  const all = callsOf(runtime, Date.now() - SINCES[filter.since].ms)
  const fitting = all.filter((entry) => fitsFilter(entry, filter))
  const rules = rulesNow(runtime.name, Date.now())

  return (
    <>
      <Section
        title="Calls"
        description={
          <>
            Calls through Slipway’s bridge on this computer. Clients that reach the runtime by another way, or from
            elsewhere, are not in it: <ActivityLink id={runtime.id} /> has the whole.
          </>
        }
      >
        <Filters id={runtime.id} filter={filter} clients={[...new Set(all.map(({ client }) => client))].sort()} />
        {fitting.length > 0 ? (
          <>
            <p className="text-muted" role="status">
              {fitting.length > MAX_ROWS
                ? `The newest ${MAX_ROWS} of ${counted(fitting.length, 'call')}. The terminal has all of them.`
                : counted(fitting.length, 'call')}
            </p>
            <CallTable entries={fitting.slice(0, MAX_ROWS)} allowFor={actor.canWrite ? runtime.name : undefined} />
          </>
        ) : (
          <NoCalls id={runtime.id} isFiltered={all.length > 0} />
        )}
      </Section>
      <Section
        title="Rules of the guard"
        description="What the guard lets pass or refuses, whatever it would ask for otherwise. It is no boundary of security: what the server may do at most, its execution role says."
      >
        {rules.ok ? (
          <GuardRules name={runtime.name} rules={rules.data} canWrite={actor.canWrite} />
        ) : (
          <FailureNotice failure={rules.error} />
        )}
      </Section>
    </>
  )
}

function ActivityLink({ id }: { id: string }) {
  return (
    <Link className="text-accent underline underline-offset-4" href={routes.runtimeTab(id, 'activity')}>
      Activity
    </Link>
  )
}

type FiltersProps = { id: string; filter: CallFilter; clients: string[] }

function Filters({ id, filter, clients }: FiltersProps) {
  return (
    <Form action={routes.runtimeTab(id, 'calls')} className="grid grid-cols-2 gap-2 lg:flex">
      <Select name="since" aria-label="Since" defaultValue={filter.since} className="lg:max-w-40">
        {Object.entries(SINCES).map(([value, { label }]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select name="outcome" aria-label="Outcome" defaultValue={filter.outcome} className="lg:max-w-52">
        {Object.entries(OUTCOMES).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <Select name="client" aria-label="Client" defaultValue={filter.client} className="lg:max-w-52">
        <option value="">Any client</option>
        {[...new Set([...clients, filter.client])]
          .filter((name) => name !== '')
          .map((name) => (
            <option key={name} value={name}>
              {visibleText(name)}
            </option>
          ))}
      </Select>
      <TextInput
        name="q"
        type="search"
        aria-label="Search in calls"
        placeholder="Tool or class"
        defaultValue={filter.text}
        className="lg:max-w-64"
      />
      <Button type="submit" className="max-lg:col-span-2">
        Filter
      </Button>
    </Form>
  )
}

function NoCalls({ id, isFiltered }: { id: string; isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState
      title="No call fits"
      actions={<ButtonLink href={routes.runtimeTab(id, 'calls')}>Show all calls</ButtonLink>}
    >
      There are calls in this time, but none like this.
    </EmptyState>
  ) : (
    <EmptyState
      title="No calls in this time"
      actions={
        <ButtonLink variant="primary" href={routes.runtimeTab(id, 'connect')}>
          Connect a client
        </ButtonLink>
      }
    >
      Connect a client through Slipway, and ask it something. Each call is then written down here, without its arguments
      and its answer.
    </EmptyState>
  )
}
