import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import { planned } from '@/lib/deployments/plan/step'
import { deploymentOfRuntimeId } from '@/lib/deployments/teardown/teardown-model'
import { CHANGED_MEANWHILE } from '@/lib/drift/resolve'
import { exclusively } from '@/lib/exclusively'
import { lookAgain, seenOf } from '@/lib/take-over/read-take-over'
import type { Writer } from '@/lib/writer'

type Asked = { runtimeId: string; isRelease: boolean; seen: string }

/** One step of taking over, or of giving back. The first is taken only while AWS has what was `seen`. */
export function advanceTakeOver(
  writer: Writer,
  connection: Connection,
  { runtimeId, isRelease, seen }: Asked,
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  const { performed = [], waiting } = options
  const isFirst = performed.length === 0 && !waiting

  async function look() {
    const found = await lookAgain(connection, runtimeId, isRelease)
    const isOther = isFirst && !found.plan.settled && seenOf(found) !== seen
    const { warnings, refusals, deployment } = found.plan
    return isOther ? planned(deployment, found.steps, { warnings, refusals: [...refusals, CHANGED_MEANWHILE] }) : found
  }
  return exclusively(`${connectionKey(connection)} ${deploymentOfRuntimeId(runtimeId)}`, () =>
    turn(writer, connection, look, options),
  )
}
