import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { costOf } from '@/lib/prices'
import type { Result } from '@/lib/result'

/** What the metrics say of a day of UTC, `2026-12-01`, in dollars, not rounded. */
export type MeteredDay = { day: string; dollars: number }

const DAY_MS = 86_400_000
const DAYS = 14
const METRICS = ['CPUUsed-vCPUHours', 'MemoryUsed-GBHours']

/** The last 14 days of all runtimes of the region, as if all were of platform version V1; none where no price is published. Metrics are up to an hour late. */
export function readMeteredDays(connection: Connection, now: number): Promise<Result<MeteredDay[]>> {
  return attempt(async () => {
    const today = Math.floor(now / DAY_MS) * DAY_MS
    const { MetricDataResults: series = [] } = await awsClients(connection).cloudwatch.getMetricData({
      StartTime: new Date(today - (DAYS - 1) * DAY_MS),
      EndTime: new Date(today + DAY_MS),
      MetricDataQueries: METRICS.map((MetricName, index) => ({
        Id: `m${index}`,
        MetricStat: {
          Metric: {
            ...{ Namespace: 'AWS/Bedrock-AgentCore', MetricName },
            Dimensions: [{ Name: 'Service', Value: 'AgentCore.Runtime' }],
          },
          ...{ Period: DAY_MS / 1000, Stat: 'Sum' },
        },
      })),
    })
    const [vcpu, memory] = METRICS.map((_, query) => {
      const { Timestamps = [], Values = [] } = series.find(({ Id }) => Id === `m${query}`) ?? {}
      return new Map(Timestamps.map((at, index) => [at.toISOString().slice(0, 10), Values[index] ?? 0]))
    }) as [Map<string, number>, Map<string, number>]
    return [...new Set([...vcpu.keys(), ...memory.keys()])].sort().flatMap((day) => {
      const dollars = costOf({ vcpuHours: vcpu.get(day) ?? 0, gbHours: memory.get(day) ?? 0 }, connection)
      return dollars === null ? [] : [{ day, dollars }]
    })
  })
}
