import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { listRuntimeTags } from '@/lib/runtimes/queries'
import { BUDGET_TAG, parseBudget, type Spend, spendOf } from '@/lib/usage/budget/budget'
import { readUse } from '@/lib/usage/metrics/read-metrics'

const LOOK_MS = 30 * 86_400_000

/** What a runtime cost in the last 30 days, by AWS's metrics and list prices, beside what it may cost. */
export async function readSpend(
  connection: Connection,
  runtime: RuntimeDetail,
  now = Date.now(),
): Promise<Result<Spend>> {
  const [use, tags] = await Promise.all([
    readUse(connection, runtime, { from: now - LOOK_MS, to: now, periodSeconds: 3600 }),
    listRuntimeTags(connection, runtime.arn),
  ])

  if (!use.ok) {
    return use
  }
  if (!tags.ok) {
    return tags
  }
  const { platformVersion, createdAt } = runtime
  const facts = { ...use.data, region: connection.region, platformVersion, createdAt, now }
  return ok(spendOf(facts, parseBudget(tags.data[BUDGET_TAG])))
}
