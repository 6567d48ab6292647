'use client'

import { lazy, Suspense, useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { useInsights } from '@/components/insights/use-insights'
import { Button } from '@/components/ui/button'
import { SkeletonRows } from '@/components/ui/skeleton'
import { formatBytes } from '@/lib/format/bytes'
import { INSIGHTS_PRICE, type InsightsEstimate, type InsightsProgress } from '@/lib/logs/insights-model'
import type { LogGroupSummary } from '@/lib/logs/model'
import { AHEAD_MS } from '@/lib/logs/ranges'

const InsightsResults = lazy(async () => ({
  default: (await import('@/components/insights/insights-results')).InsightsResults,
}))

type InsightsPanelProps = { groups: LogGroupSummary[] }

const DAY_MS = 86_400_000
const RANGES = [1, 7, 30, 90, 365]

/** Searches a log group where its lines are: the price before the search, progress while it runs, then the lines. */
export function InsightsPanel({ groups }: InsightsPanelProps) {
  const { state, estimate, start, stop } = useInsights()
  const { phase, progress, failure } = state

  function ask(form: FormData) {
    const now = Date.now()
    const [from, to] = [now - Number(form.get('days')) * DAY_MS, now + AHEAD_MS]
    const [group, text] = [String(form.get('group')), String(form.get('text'))]
    void estimate({ group, from, to, text, limit: 1000 })
  }

  return (
    <div className="flex min-w-0 flex-col gap-4">
      <SearchForm groups={groups} isPending={phase === 'asking'} onSubmit={ask} />
      <div role="status" className="flex flex-col gap-3 empty:hidden">
        {state.estimate && phase === 'asked' ? <Price estimate={state.estimate} onStart={() => void start()} /> : null}
        {phase === 'running' ? (
          <Running progress={progress} estimate={state.estimate} onStop={() => void stop()} />
        ) : null}
        {phase === 'ended' && progress ? <p className="text-table">{summaryOf(progress)}</p> : null}
      </div>
      {failure ? <FailureNotice failure={failure} /> : null}
      {progress && state.search ? (
        <Suspense fallback={<SkeletonRows rows={8} label="Opening the lines" />}>
          <InsightsResults events={progress.events} group={groups.find(({ name }) => name === state.search?.group)} />
        </Suspense>
      ) : null}
    </div>
  )
}

type SearchFormProps = { groups: LogGroupSummary[]; isPending: boolean; onSubmit: (form: FormData) => void }

function SearchForm({ groups, isPending, onSubmit }: SearchFormProps) {
  const [days, setDays] = useState('7')

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit(new FormData(event.currentTarget))
      }}
      className="grid min-w-0 gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,2fr)_auto] sm:items-end"
    >
      <Field label="Log group" name="group" required>
        <Select
          name="group"
          options={groups.map(({ name, runtimeId, endpoint }) => ({ value: name, label: `${runtimeId} ${endpoint}` }))}
        />
      </Field>
      <Field label="Range" name="days" required>
        <Select
          name="days"
          value={days}
          onChange={(event) => setDays(event.target.value)}
          options={RANGES.map((count) => ({
            value: String(count),
            label: count === 1 ? 'Last day' : `Last ${count} days`,
          }))}
        />
      </Field>
      <Field label="Lines that contain" name="text">
        <TextInput name="text" mono maxLength={1000} />
      </Field>
      <Button type="submit" pending={isPending}>
        Show the price
      </Button>
    </form>
  )
}

function Price({ estimate: { bytes, dollars }, onStart }: { estimate: InsightsEstimate; onStart: () => void }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3">
      <p className="min-w-0 flex-1 basis-80">
        {`AWS would scan about ${formatBytes(bytes)}, for about ${priceOf(dollars)}. `}
        <span className="text-muted">{`$${INSIGHTS_PRICE.perGb} for each GB in us-east-1, as of ${INSIGHTS_PRICE.asOf}; other regions differ. The newest lines are not counted yet.`}</span>
      </p>
      <Button variant="primary" onClick={onStart}>{`Search for ${priceOf(dollars)}`}</Button>
    </div>
  )
}

type RunningProps = {
  progress: InsightsProgress | undefined
  estimate: InsightsEstimate | undefined
  onStop: () => void
}

function Running({ progress, estimate, onStop }: RunningProps) {
  const scanned = progress?.scanned ?? { bytes: 0, records: 0 }

  return (
    <div className="flex flex-wrap items-center gap-3">
      <progress aria-label="Scanned" max={Math.max(1, estimate?.bytes ?? 1)} value={scanned.bytes} className="w-40" />
      <span className="text-table">{`Searching: ${scanned.records.toLocaleString('en')} lines, ${formatBytes(scanned.bytes)} scanned`}</span>
      <Button size="sm" onClick={onStop}>
        Stop
      </Button>
    </div>
  )
}

function summaryOf({ state, matched, events, scanned }: InsightsProgress): string {
  const end = { running: '', done: '', stopped: 'Stopped. ', failed: 'AWS could not finish the search. ' }[state]
  const shown = events.length < matched ? `, the newest ${events.length.toLocaleString('en')} shown` : ''
  return `${end}${matched.toLocaleString('en')} of ${scanned.records.toLocaleString('en')} lines match${shown}. ${formatBytes(scanned.bytes)} scanned.`
}

function priceOf(dollars: number): string {
  return dollars < 0.01 ? 'less than a cent' : `$${dollars.toFixed(2)}`
}
