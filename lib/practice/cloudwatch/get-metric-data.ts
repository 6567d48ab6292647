import { createHash } from 'node:crypto'
import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataQuery,
  MetricDataResult,
  MetricStat,
} from '@aws-sdk/client-cloudwatch'
import { Metrics, NAMESPACE } from '@/lib/practice/cloudwatch/metrics'
import { checkPeriod, checkTimes, invalid } from '@/lib/practice/cloudwatch/refusals'
import { bucketsOf, statisticOf } from '@/lib/practice/cloudwatch/statistics'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const MOST_QUERIES = 500
const MOST_POINTS = 100_800

type Point = { at: number; value: number }
/** A page's place: the query that it stopped in, and the points of it that were given. */
type Place = { index: number; given: number }

export function getMetricData(input: GetMetricDataInput, call: Call): GetMetricDataOutput {
  const queries = checkQueries(input.MetricDataQueries ?? [])
  const times = checkTimes(input.StartTime, input.EndTime)
  const most = input.MaxDatapoints ?? MOST_POINTS

  if (!Number.isInteger(most) || most < 1 || most > MOST_POINTS) {
    throw invalid(`The parameter MaxDatapoints must be from 1 to ${MOST_POINTS}, not ${most}.`)
  }
  const digest = digestOf(input, call.region)
  const place = input.NextToken === undefined ? { index: 0, given: 0 } : readToken(input.NextToken, digest)
  const metrics = new Metrics(call)
  const results: MetricDataResult[] = []
  let left = most

  for (const [index, query] of queries.entries()) {
    if (index < place.index) {
      continue
    }
    if (left === 0) {
      return { MetricDataResults: results, NextToken: tokenOf(digest, { index, given: 0 }), Messages: [] }
    }
    const points = pointsOf(query.MetricStat, { ...times, now: call.now() }, metrics)
    const ordered = input.ScanBy === 'TimestampAscending' ? points : points.reverse()
    const skipped = index === place.index ? place.given : 0
    const page = ordered.slice(skipped, skipped + left)
    const isWhole = skipped + page.length === ordered.length
    left -= page.length
    results.push(resultOf(query, page, isWhole))

    if (!isWhole) {
      const next = { index, given: skipped + page.length }
      return { MetricDataResults: results, NextToken: tokenOf(digest, next), Messages: [] }
    }
  }
  return { MetricDataResults: results, Messages: [] }
}

type Asked = MetricDataQuery & { MetricStat: MetricStat }

function checkQueries(queries: MetricDataQuery[]): Asked[] {
  if (queries.length === 0 || queries.length > MOST_QUERIES) {
    throw invalid(`The collection MetricDataQueries must have from 1 to ${MOST_QUERIES} members.`)
  }
  const ids = new Set<string>()

  for (const { Id = '', Expression, MetricStat: stat, Label = '' } of queries) {
    if (!/^[a-z]\w*$/.test(Id) || ids.has(Id)) {
      throw invalid(`The value ${Id} for the parameter MetricDataQueries.Id is not valid, or is there twice.`)
    }
    if ((Expression === undefined) === (stat === undefined)) {
      throw invalid(`The query ${Id} must have either MetricStat or Expression.`)
    }
    if (Expression !== undefined) {
      throw notHeld('metric math, SEARCH and Metrics Insights: a query with Expression')
    }
    if (Label.includes('${')) {
      throw notHeld('labels with parts to fill in')
    }
    ids.add(Id)
    checkStat(stat)
  }
  return queries.filter((query): query is Asked => query.ReturnData !== false)
}

function checkStat(stat: MetricStat | undefined): void {
  checkPeriod(stat?.Period ?? 0)

  if (!statisticOf(stat?.Stat ?? '')) {
    throw notHeld(`the statistic ${stat?.Stat}`)
  }
}

function pointsOf(stat: MetricStat, times: { from: number; to: number; now: number }, metrics: Metrics): Point[] {
  const { Metric: metric, Period = 60, Stat = '', Unit: unit } = stat
  const dimensions = (metric?.Dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value])
  const series =
    metric?.Namespace === NAMESPACE ? metrics.find(metric.MetricName ?? '', Object.fromEntries(dimensions)) : undefined
  const statistic = statisticOf(Stat)

  if (!series || !statistic || (unit !== undefined && unit !== series.unit)) {
    return []
  }
  return bucketsOf(series.samples, { ...times, periodMs: Period * 1000 }).map(({ at, values }) => ({
    at,
    value: statistic(values),
  }))
}

function resultOf({ Id, Label, MetricStat: stat }: Asked, points: Point[], isWhole: boolean): MetricDataResult {
  return {
    Id,
    Label: Label ?? stat.Metric?.MetricName,
    Timestamps: points.map(({ at }) => new Date(at)),
    Values: points.map(({ value }) => value),
    StatusCode: isWhole ? 'Complete' : 'PartialData',
  }
}

function digestOf({ MetricDataQueries, StartTime, EndTime, ScanBy }: GetMetricDataInput, region: string): string {
  const asked = JSON.stringify([region, MetricDataQueries, StartTime, EndTime, ScanBy])
  return createHash('sha256').update(asked).digest('base64url')
}

function tokenOf(digest: string, { index, given }: Place): string {
  return Buffer.from(JSON.stringify([digest, index, given])).toString('base64url')
}

function readToken(token: string, digest: string): Place {
  try {
    const [own, index, given] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]

    if (own === digest && typeof index === 'number' && typeof given === 'number') {
      return { index, given }
    }
  } catch {
    // Not one of ours.
  }
  throw new ServiceError('InvalidNextToken', 'The token is not valid, or belongs to another question.')
}
