import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { AppError, type Failure, fail, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import type { Span } from '@/lib/usage/metrics/range'
import { METRIC_NAMES, NOTHING, sumOfTotals, TOTAL_KEYS, type Totals } from '@/lib/usage/metrics/totals'

/** AWS says that its figures of AgentCore come up to an hour late. */
export const METRICS_LATE_MS = 3_600_000
const PAGES = 20

/** One period of a runtime; `at` in milliseconds since 1970, latencies in milliseconds, null where nothing was called. */
export type Period = Totals & { at: number; p50: number | null; p95: number | null }
export type UsageMetrics = {
  /** Those in which there was something, the oldest first. */
  periods: Period[]
  whole: Totals
  /** Each of the endpoints that were asked for: a part of `whole`, never to be added to it. */
  endpoints: { name: string; totals: Totals }[]
}

type Series = { key: keyof Totals | 'p50' | 'p95'; stat: string; metric: string; endpoint?: string }
type Point = { at: number; value: number }

/** What a runtime did in a span. Some days of it with ten endpoints are one call of GetMetricData; more points come in pages. */
export async function readMetrics(
  connection: Connection,
  runtime: Pick<RuntimeDetail, 'arn' | 'name'>,
  span: Span,
  endpoints: readonly string[],
): Promise<Result<UsageMetrics>> {
  const read = await readSeries(connection, runtime, span, seriesOf(endpoints))

  if (!read.ok) {
    return read
  }
  const own = read.data.filter(({ series }) => series.endpoint === undefined)
  const periods = periodsOf(own)
  return {
    ok: true,
    data: {
      periods,
      whole: sumOfTotals(periods),
      endpoints: endpoints.map((name) => ({
        name,
        totals: sumOfTotals(periodsOf(read.data.filter(({ series }) => series.endpoint === name))),
      })),
    },
  }
}

/** What it used alone: one call with two series of days. */
export async function readUse(
  connection: Connection,
  runtime: Pick<RuntimeDetail, 'arn' | 'name'>,
  span: Span,
): Promise<Result<Pick<Totals, 'vcpuHours' | 'gbHours'>>> {
  const read = await readSeries(connection, runtime, span, [sum('vcpuHours'), sum('gbHours')])
  return read.ok ? { ok: true, data: sumOfTotals(periodsOf(read.data)) } : read
}

function sum(key: keyof Totals): Series {
  return { key, stat: 'Sum', metric: METRIC_NAMES[key] }
}

function seriesOf(endpoints: readonly string[]): Series[] {
  const latency = (['p50', 'p95'] as const).map((key) => ({ key, stat: key, metric: 'Latency' }))
  return [
    ...TOTAL_KEYS.map(sum),
    ...latency,
    ...endpoints.flatMap((endpoint) => TOTAL_KEYS.map((key) => ({ ...sum(key), endpoint }))),
  ]
}

const UNREAD: Failure = {
  code: 'unavailable',
  message: 'CloudWatch could not give some of the figures.',
  remedy: 'Try again in a minute.',
}
const FORBIDDEN: Failure = { code: 'access-denied', message: 'CloudWatch kept some of the figures back.' }

type Read = { series: Series; points: Point[] }

async function readSeries(
  connection: Connection,
  { arn, name }: Pick<RuntimeDetail, 'arn' | 'name'>,
  { from, to, periodSeconds }: Span,
  all: readonly Series[],
): Promise<Result<Read[]>> {
  const { cloudwatch } = awsClients(connection)
  const reads = all.map((series): Read => ({ series, points: [] }))
  const read = await attempt(async () => {
    let NextToken: string | undefined

    for (let page = 0; page < PAGES; page += 1) {
      const answer = await cloudwatch.getMetricData({
        StartTime: new Date(from),
        EndTime: new Date(to),
        ScanBy: 'TimestampAscending',
        NextToken,
        MetricDataQueries: all.map(({ stat, metric, endpoint }, at) => ({
          Id: `m${at}`,
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Bedrock-AgentCore',
              MetricName: metric,
              Dimensions: [
                { Name: 'Service', Value: 'AgentCore.Runtime' },
                { Name: 'Resource', Value: arn },
                ...(endpoint === undefined ? [] : [{ Name: 'Name', Value: `${name}::${endpoint}` }]),
              ],
            },
            Period: periodSeconds,
            Stat: stat,
          },
        })),
      })

      for (const { Id = '', Timestamps = [], Values = [], StatusCode } of answer.MetricDataResults ?? []) {
        // An answer with a fault of its own has no figures, which are not none.
        if (StatusCode === 'InternalError' || StatusCode === 'Forbidden') {
          throw new AppError(StatusCode === 'Forbidden' ? FORBIDDEN : UNREAD)
        }
        const points = Timestamps.map((time, at) => ({ at: time.getTime(), value: Values[at] ?? 0 }))
        reads[Number(Id.slice(1))]?.points.push(...points)
      }
      NextToken = answer.NextToken

      if (!NextToken) {
        break
      }
    }
    return reads
  })
  return read.ok || read.error.code !== 'access-denied' ? read : fail(named(read.error))
}

/** AWS's refusal need not name the action. */
function named<T extends { message: string }>(failure: T): T {
  const action = 'cloudwatch:GetMetricData'
  return failure.message.includes(action)
    ? failure
    : { ...failure, message: `${failure.message} The figures take ${action}.` }
}

function periodsOf(reads: readonly Read[]): Period[] {
  const periods = new Map<number, Period>()

  for (const { series, points } of reads) {
    for (const { at, value } of points) {
      const period = periods.get(at) ?? { ...NOTHING, at, p50: null, p95: null }
      period[series.key] = value
      periods.set(at, period)
    }
  }
  return [...periods.values()].sort((one, other) => one.at - other.at)
}
