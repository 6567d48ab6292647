import type { Datapoint, GetMetricStatisticsInput, GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch'
import { Metrics, NAMESPACE } from '@/lib/practice/cloudwatch/metrics'
import { checkPeriod, checkTimes } from '@/lib/practice/cloudwatch/refusals'
import { bucketsOf, statisticOf } from '@/lib/practice/cloudwatch/statistics'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const MOST_POINTS = 1440

export function getMetricStatistics(input: GetMetricStatisticsInput, call: Call): GetMetricStatisticsOutput {
  const { Namespace, MetricName = '', Dimensions = [], Period = 0, Unit } = input
  const { Statistics: plain = [], ExtendedStatistics: extended = [] } = input
  const times = checkTimes(input.StartTime, input.EndTime)
  checkPeriod(Period)

  if ((plain.length === 0) === (extended.length === 0)) {
    throw new ServiceError(
      'InvalidParameterCombinationException',
      'Either Statistics or ExtendedStatistics must be given, and not both.',
    )
  }
  const points = Math.ceil((times.to - times.from) / (Period * 1000))

  if (points > MOST_POINTS) {
    throw new ServiceError(
      'InvalidParameterCombinationException',
      `You have requested up to ${points} datapoints, which exceeds the limit of ${MOST_POINTS}. Reduce the time range, or make Period longer.`,
    )
  }
  const statistics = [...plain, ...extended].map((name) => [name, wanted(name)] as const)
  const dimensions = Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value]))
  const series = Namespace === NAMESPACE ? new Metrics(call).find(MetricName, dimensions) : undefined

  if (!series || (Unit !== undefined && Unit !== series.unit)) {
    return { Label: MetricName, Datapoints: [] }
  }
  const buckets = bucketsOf(series.samples, { ...times, periodMs: Period * 1000, now: call.now() })
  const datapoints = buckets.map(({ at, values }): Datapoint => {
    const computed = statistics.map(([name, statistic]) => [name, statistic(values)] as const)
    const shown = Object.fromEntries(computed)
    return {
      Timestamp: new Date(at),
      Unit: series.unit,
      ...(extended.length > 0 ? { ExtendedStatistics: shown } : shown),
    }
  })
  return { Label: MetricName, Datapoints: datapoints }
}

function wanted(name: string) {
  const statistic = statisticOf(name)

  if (!statistic) {
    throw notHeld(`the statistic ${name}`)
  }
  return statistic
}
