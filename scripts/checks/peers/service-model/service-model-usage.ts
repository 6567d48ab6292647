import assert from 'node:assert/strict'
import { actor, connection, must } from '@/e2e/integration/support'
import { readActivity } from '@/lib/activity/read-activity'
import { perform } from '@/lib/deployments/advance/perform'
import { readLastAccessed } from '@/lib/right-size/read-last-accessed'
import { askAccessAnalyzer } from '@/lib/roles/ask-access-analyzer'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { askBill } from '@/lib/usage/bills/ask-bill'
import { BUDGET_TAG } from '@/lib/usage/budget/budget'
import { readSpend } from '@/lib/usage/budget/read-spend'
import { usageGroupName } from '@/lib/usage/delivery/names'
import { switchUsageLogsOff, switchUsageLogsOn } from '@/lib/usage/delivery/switch-usage-logs'
import { readActiveCount } from '@/lib/usage/sessions/active-count'
import { readSessions } from '@/lib/usage/sessions/read-sessions'

const HOUR_MS = 3_600_000

/** Usage logs are delivered, sessions and spend read, a budget comes and goes, and the bill is asked for. */
export async function measureAndPay(runtime: RuntimeDetail): Promise<void> {
  const on = must(await switchUsageLogsOn(actor, connection, runtime))
  assert.ok(on.deliveryId)
  const [now, signal] = [Date.now(), new AbortController().signal]
  const { isMetered, unseen } = await readSessions(connection, runtime, { now, signal })
  assert.deepEqual([isMetered, unseen], [true, []])
  must(await readActiveCount(connection, now))
  const [resourceArn, tagKeys] = [runtime.arn, [BUDGET_TAG]]
  await perform(actor, connection, {
    operation: 'bedrock-agentcore:TagResource',
    input: { resourceArn, tags: { [BUDGET_TAG]: '5' } },
  })
  assert.equal(must(await readSpend(connection, runtime, now)).budget, 5)
  await perform(actor, connection, { operation: 'bedrock-agentcore:UntagResource', input: { resourceArn, tagKeys } })
  must(await askBill(connection, now))
  const range = { since: now - HOUR_MS, until: now }
  const { sources } = await readActivity(connection, runtime, { range, signal })
  must(sources.trail)
  must(await readLastAccessed(connection, runtime.roleArn, signal))
  const text = JSON.stringify({ Version: '2012-10-17', Statement: [] })
  must(await askAccessAnalyzer(connection, { text, kind: 'identity' }))
  const off = must(await switchUsageLogsOff(actor, connection, runtime, { group: usageGroupName(runtime.id) }))
  assert.deepEqual(off, { source: null, destination: null, deliveryId: null, group: null })
}
