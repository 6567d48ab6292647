import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import { readTeardown } from '@/lib/deployments/teardown/observe-teardown'
import { planTeardownWithCalls } from '@/lib/deployments/teardown/plan-teardown'
import type { ObservedTeardown } from '@/lib/deployments/teardown/teardown-model'
import { exclusively } from '@/lib/exclusively'
import { fail, type Result } from '@/lib/result'
import type { Writer } from '@/lib/writer'

/** What a deployment has in AWS: what Slipway owns, and what it uses or AWS made for it. Reads only. */
export async function observeTeardown(
  connection: Connection,
  name: string,
  selectedIds: string[] = [],
): Promise<Result<ObservedTeardown>> {
  const observed = await attempt(() => readTeardown(connection, name, selectedIds))
  return observed.ok ? observed : fail(await explainCredentials(connection, observed.error))
}

/** Takes one step towards deleting the ticked items; the same loop as `advance`, and as resumable. */
export function advanceTeardown(
  writer: Writer,
  connection: Connection,
  name: string,
  selectedIds: string[],
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  const look = async () => planTeardownWithCalls(await readTeardown(connection, name, selectedIds), selectedIds)
  return exclusively(`${connectionKey(connection)} ${name}`, () => turn(writer, connection, look, options))
}
