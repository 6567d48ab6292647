import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { Result } from '@/lib/result'

/** How many sessions of all runtimes AWS counted at a moment (ISO 8601): its gauge is of the whole account and region. */
export type ActiveCount = { count: number; at: string }

const WINDOW_MS = 60 * 60_000
const PERIOD_SECONDS = 60

/** The newest reading of the gauge within the last hour; null: there was none. */
export function readActiveCount(connection: Connection, now: number): Promise<Result<ActiveCount | null>> {
  return attempt(async () => {
    const { MetricDataResults: [series] = [] } = await awsClients(connection).cloudwatch.getMetricData({
      StartTime: new Date(now - WINDOW_MS),
      EndTime: new Date(now),
      ScanBy: 'TimestampDescending',
      MetricDataQueries: [
        {
          Id: 'active',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Bedrock-AgentCore',
              MetricName: 'ActiveSessionCount',
              Dimensions: [{ Name: 'Service', Value: 'AgentCore.Runtime' }],
            },
            Period: PERIOD_SECONDS,
            Stat: 'Maximum',
          },
        },
      ],
    })
    const [at, count] = [series?.Timestamps?.[0], series?.Values?.[0]]
    return at && count !== undefined ? { at: at.toISOString(), count } : null
  })
}
