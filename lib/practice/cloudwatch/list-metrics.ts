import type { DimensionFilter, ListMetricsInput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch'
import { type Dimensions, Metrics, NAMESPACE } from '@/lib/practice/cloudwatch/metrics'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const PAGE = 500
const HOUR_MS = 3_600_000
/** AWS lists what had data in the last two weeks. */
const LISTED_MS = 14 * 24 * HOUR_MS

export function listMetrics(input: ListMetricsInput, call: Call): ListMetricsOutput {
  const { Namespace, MetricName, Dimensions: filters = [], RecentlyActive, NextToken } = input
  const since = call.now() - (RecentlyActive === 'PT3H' ? 3 * HOUR_MS : LISTED_MS)
  const isOurs = Namespace === undefined || Namespace === NAMESPACE
  const found = [...(isOurs ? new Metrics(call).all() : [])]
    .filter(({ metricName }) => MetricName === undefined || metricName === MetricName)
    .filter(({ dimensions }) => filters.every((filter) => fits(dimensions, filter)))
    .filter(({ samples }) => (samples.at(-1)?.at ?? 0) >= since)
  const from = NextToken === undefined ? 0 : readToken(NextToken)
  const page = found.slice(from, from + PAGE).map(({ metricName, dimensions }) => ({
    Namespace: NAMESPACE,
    MetricName: metricName,
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
  }))
  const next = from + PAGE < found.length ? { NextToken: Buffer.from(String(from + PAGE)).toString('base64url') } : {}
  return { Metrics: page, ...next }
}

function fits(dimensions: Dimensions, { Name = '', Value }: DimensionFilter): boolean {
  return Object.hasOwn(dimensions, Name) && (Value === undefined || dimensions[Name] === Value)
}

function readToken(token: string): number {
  const from = Buffer.from(token, 'base64url').toString('utf8')

  if (!/^\d{1,9}$/.test(from)) {
    throw new ServiceError('InvalidParameterValueException', 'The token in NextToken is not valid.')
  }
  return Number(from)
}
