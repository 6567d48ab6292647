import Link from 'next/link'
import { Disclosure } from '@/components/ui/disclosure'
import { Cell, Row, Table } from '@/components/ui/table'
import type { Entry, Outcome } from '@/lib/activity/model'
import { type Bucket, bucketsOf } from '@/lib/activity/view/buckets'
import { utcMinute } from '@/lib/activity/view/lead'
import { type ActivityQuery, writeActivityQuery } from '@/lib/activity/view/query'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

const COUNT = 30
const BAR = 10
const HEIGHT = 24
const COLUMNS = [
  { label: 'From' },
  { label: 'Service' },
  { label: 'Allowed', align: 'end' as const },
  { label: 'Refused', align: 'end' as const },
  { label: 'Failed', align: 'end' as const },
  { label: 'Not known', align: 'end' as const },
]

type ChartProps = {
  entries: readonly Entry[]
  range: { since: number; until: number }
  query: ActivityQuery
  id: string
}

/** When each service was used, and what was refused; the same as a table below. */
export function StripChart({ entries, range, query, id }: ChartProps) {
  const buckets = bucketsOf(entries, { ...range, count: COUNT })
  const services = [...new Set(buckets.flatMap((bucket) => bucket.services.map(({ service }) => service)))].sort()
  const most = Math.max(1, ...buckets.flatMap((bucket) => bucket.services.map(({ counts }) => totalOf(counts))))

  return (
    <figure aria-label="Entries over time by service" className="flex flex-col gap-2 rounded-lg border bg-surface p-4">
      <ul className="flex flex-col gap-1.5">
        {services.map((service) => (
          <Strip key={service} service={service} buckets={buckets} most={most} />
        ))}
      </ul>
      <div aria-hidden className="flex justify-between text-muted text-table sm:pl-40">
        <span>{utcMinute(range.since, range.until)}</span>
        <span>{utcMinute(range.until, range.until)}</span>
      </div>
      <figcaption className="text-muted text-table">Blue: allowed. Red, from above: refused or failed.</figcaption>
      <Disclosure summary="The chart as a table">
        <CountTable buckets={buckets} until={range.until} query={query} id={id} />
      </Disclosure>
    </figure>
  )
}

function totalOf({ allowed, refused, failed, unknown }: Record<Outcome, number>): number {
  return allowed + refused + failed + unknown
}

function Strip({ service, buckets, most }: { service: string; buckets: readonly Bucket[]; most: number }) {
  const bars = buckets.map(({ from, services }) => ({
    from,
    counts: services.find((one) => one.service === service)?.counts,
  }))
  const total = bars.reduce((sum, { counts }) => sum + (counts ? totalOf(counts) : 0), 0)
  const bad = bars.reduce((sum, { counts }) => sum + (counts ? counts.refused + counts.failed : 0), 0)

  const refused = bars.reduce((sum, { counts }) => sum + (counts?.refused ?? 0), 0)

  return (
    <li className="grid grid-cols-[7rem_1fr] items-center gap-x-3 text-table sm:grid-cols-[9.25rem_1fr]">
      <span className="min-w-0">
        <span className="block truncate font-medium">{visibleText(service)}</span>
        <span className="block text-muted">
          {total.toLocaleString('en')}
          {refused > 0 ? `, ${refused.toLocaleString('en')} refused` : ''}
        </span>
      </span>
      <svg
        role="img"
        aria-label={`${visibleText(service)}: ${counted(total, 'entry', 'entries')}, ${bad} refused or failed`}
        viewBox={`0 0 ${COUNT * BAR} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-7 w-full border-b"
      >
        {bars.map(({ from, counts }, at) => {
          const all = counts ? totalOf(counts) : 0
          const full = all === 0 ? 0 : Math.max(3, (all / most) * HEIGHT)
          const wrong = counts && all > 0 ? ((counts.refused + counts.failed) / all) * full : 0
          return all === 0 ? null : (
            <g key={from}>
              <rect
                x={at * BAR + 1}
                width={BAR - 2}
                y={HEIGHT - full + wrong}
                height={full - wrong}
                className="fill-accent"
              />
              <rect x={at * BAR + 1} width={BAR - 2} y={HEIGHT - full} height={wrong} fill="var(--danger)" />
            </g>
          )
        })}
      </svg>
    </li>
  )
}

type CountTableProps = { buckets: readonly Bucket[]; until: number; query: ActivityQuery; id: string }

function CountTable({ buckets, until, query, id }: CountTableProps) {
  const { last: _, entry: __, filter } = query
  const rows = buckets.flatMap(({ from, services }, at) =>
    services.map((one) => ({ from, end: buckets[at + 1]?.from ?? until, ...one })),
  )

  return (
    <Table label="Entries by time and service" columns={COLUMNS}>
      {rows.map(({ from, end, service, counts }) => (
        <Row key={`${from} ${service}`}>
          <Cell label="From" narrow="first">
            <Link
              prefetch={false}
              className="text-accent underline underline-offset-4"
              href={routes.runtimeActivityAt(
                id,
                writeActivityQuery({ filter: { ...filter, since: from, until: end } }),
              )}
            >
              {utcMinute(from, until)}
            </Link>
          </Cell>
          <Cell label="Service" narrow="end">
            {visibleText(service)}
          </Cell>
          {(['allowed', 'refused', 'failed', 'unknown'] as const).map((outcome, at) => (
            <Cell key={outcome} label={COLUMNS[at + 2]?.label ?? ''} align="end" narrow="named">
              <span className="tabular-nums">{counts[outcome]}</span>
            </Cell>
          ))}
        </Row>
      ))}
    </Table>
  )
}
