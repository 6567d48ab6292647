import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import { readTeardown } from '@/lib/deployments/teardown/observe-teardown'
import { planTeardownWithCalls } from '@/lib/deployments/teardown/plan-teardown'
import type { ObservedTeardown } from '@/lib/deployments/teardown/teardown-model'
import { exclusively } from '@/lib/exclusively'
import { readOnlyFailure } from '@/lib/read-only'
import { fail, type Result } from '@/lib/result'

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
  actor: Actor,
  connection: Connection,
  name: string,
  selectedIds: string[],
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  if (!actor.canWrite) {
    return Promise.resolve({ state: 'failed', plan: null, failure: readOnlyFailure })
  }
  const look = async () => planTeardownWithCalls(await readTeardown(connection, name, selectedIds), selectedIds)
  return exclusively(`${connectionKey(connection)} ${name}`, () => turn(connection, look, options))
}
