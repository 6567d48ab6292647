import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { LinkRow } from '@/components/layout/link-row'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { BudgetForm } from '@/components/usage/budget-form'
import { UsageCharts } from '@/components/usage/usage-charts'
import { UsageTables } from '@/components/usage/usage-tables'
import { BillBeside } from '@/components/usage-bills/bill-beside'
import { EstimateBeside } from '@/components/usage-estimate/estimate-beside'
import { UsageLogs } from '@/components/usage-logs/usage-logs'
import { OtherTimeOuts } from '@/components/usage-simulate/other-time-outs'
import { counted } from '@/lib/format/counted'
import { aboutDollars, dollars } from '@/lib/format/dollars'
import { costOf, PRICES_AS_OF, type Priced } from '@/lib/prices'
import { routes } from '@/lib/routes'
import { listEndpoints } from '@/lib/runtimes/queries'
import { readSpend } from '@/lib/usage/budget/read-spend'
import { RANGES, readUsageQuery, spanOf, type UsageQuery, writeUsageQuery } from '@/lib/usage/metrics/range'
import { METRICS_LATE_MS, readMetrics, type UsageMetrics } from '@/lib/usage/metrics/read-metrics'
import { errorsOf } from '@/lib/usage/metrics/totals'

export type UsageSearch = Promise<Record<string, string | string[] | undefined>>

/** What a server did and cost in a span: the sentence first, then charts, tables and the budget. */
export async function Usage({ searchParams, ...view }: RuntimeView & { searchParams: UsageSearch }) {
  const { last, days } = await searchParams
  const texts = Object.entries({ last, days }).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, value]] : [],
  )
  const query = readUsageQuery(new URLSearchParams(texts))

  return (
    <>
      <Suspense key={writeUsageQuery(query)} fallback={<UsageSkeleton />}>
        <Figures {...view} query={query} />
      </Suspense>
      <Section
        id="split"
        title="Start, work and idle"
        description="What sessions were paid for, second by second, from the server’s usage logs."
      >
        <Suspense key={query.last} fallback={<Skeleton className="h-40" />}>
          <UsageLogs {...view} last={query.last} />
        </Suspense>
      </Section>
      <Section title="Other idle time-outs" description="What they would have cost in the last days.">
        <Suspense fallback={<Skeleton className="h-40" />}>
          <OtherTimeOuts {...view} />
        </Suspense>
      </Section>
      <Section title="What AWS bills">
        <Suspense fallback={<Skeleton className="h-24" />}>
          <BillBeside {...view} />
        </Suspense>
      </Section>
      <Section
        id="budget"
        title="Budget"
        description="Health warns, and slipway doctor fails, when a month comes to cost more."
      >
        <Suspense fallback={<Skeleton className="h-24" />}>
          <Budget {...view} />
        </Suspense>
      </Section>
    </>
  )
}

/** As high as the sentence, the switches and two rows of charts. */
export function UsageSkeleton() {
  return (
    <div role="status" aria-label="Reading usage" className="flex flex-col gap-6">
      <Skeleton className="h-20" />
      <Skeleton className="h-9" />
      <Skeleton className="h-96" />
      <Skeleton className="h-72" />
    </div>
  )
}

async function Figures({ connection, runtime, query }: RuntimeView & { query: UsageQuery }) {
  const now = Date.now()
  const span = spanOf(query, now)
  const listed = await listEndpoints(connection, runtime.id)
  const endpoints = listed.ok ? listed.data.map(({ name }) => name) : ['DEFAULT']
  const read = await readMetrics(connection, runtime, span, endpoints)
  const switches = <Switches id={runtime.id} query={query} />

  if (!read.ok) {
    return (
      <>
        <FailureNotice failure={read.error} retry={<RefreshButton label="Try again" />} />
        {switches}
      </>
    )
  }
  const priced = { region: connection.region, platformVersion: runtime.platformVersion }
  const place = { metrics: read.data, span, query, priced }
  return (
    <>
      <Lead metrics={read.data} query={query} priced={priced} now={now} createdAt={runtime.createdAt} />
      {switches}
      {read.data.periods.length > 0 ? (
        <>
          <UsageCharts {...place} />
          <UsageTables {...place} />
        </>
      ) : null}
      {listed.ok ? null : <FailureNotice failure={listed.error} />}
    </>
  )
}

const DAY_MS = 86_400_000

type LeadProps = { metrics: UsageMetrics; query: UsageQuery; priced: Priced; now: number; createdAt: string }

function Lead({ metrics: { whole, periods }, query, priced, now, createdAt }: LeadProps) {
  const { words, days } = RANGES[query.last]
  const cost = costOf(whole, priced)
  const through = new Date(now - METRICS_LATE_MS)
  const time = query.isUtc
    ? `${through.toISOString().slice(11, 16)} UTC`
    : through.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const price = cost === null ? 'AWS publishes no price for this region' : `${dollars(cost)} ${words}`
  // A server of yesterday did not cost that little each day of a month.
  const age = Math.max(1, (now - Date.parse(createdAt)) / DAY_MS)
  const perDay = cost === null || days === 1 ? '' : `, ${aboutDollars(cost / Math.min(days, age))} a day`
  const sentence = `${price}${perDay}; ${counted(whole.calls, 'request')}, ${counted(errorsOf(whole), 'error')}`
  const title = periods.length === 0 ? `Nothing was used ${words}` : sentence.replace(/^l/, 'L')

  return (
    <Notice tone="info" title={title}>
      <p>
        Complete through {time}; metrics come up to 60 min late. A request that AWS refuses counts as an error,
        Slipway’s tests with a wrong token too. At list prices of {PRICES_AS_OF}; the bill may differ.
      </p>
    </Notice>
  )
}

function Switches({ id, query }: { id: string; query: UsageQuery }) {
  const to = (changes: Partial<UsageQuery>) => routes.runtimeUsageAt(id, writeUsageQuery({ ...query, ...changes }))
  const ranges = Object.entries(RANGES) as [UsageQuery['last'], (typeof RANGES)[UsageQuery['last']]][]

  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <LinkRow
        label="Range"
        items={ranges.map(([last, { label }]) => ({ label, href: to({ last }), isOn: last === query.last }))}
      />
      <LinkRow
        label="Days"
        items={[
          { label: 'Days in UTC', href: to({ isUtc: true }), isOn: query.isUtc },
          { label: 'Days of the console', href: to({ isUtc: false }), isOn: !query.isUtc },
        ]}
      />
    </div>
  )
}

async function Budget({ actor, connection, runtime }: RuntimeView) {
  const spend = await readSpend(connection, runtime)

  if (!spend.ok) {
    return <FailureNotice failure={spend.error} />
  }
  const { budget, projectedMonth } = spend.data
  const isOver = budget !== null && projectedMonth !== null && projectedMonth > budget
  return (
    <>
      {projectedMonth === null ? null : (
        <Notice
          tone={isOver ? 'warning' : 'info'}
          title={`A month like the last 30 days: ${dollars(projectedMonth)}${isOver ? ', above the budget' : ''}`}
        />
      )}
      <EstimateBeside actual={projectedMonth} region={connection.region} lifecycle={runtime.lifecycle} />
      <BudgetForm key={budget} runtimeId={runtime.id} budget={budget} canWrite={actor.canWrite} />
    </>
  )
}
