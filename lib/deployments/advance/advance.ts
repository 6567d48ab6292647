import 'server-only'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import { inRegion, observe } from '@/lib/deployments/observe/observe'
import { planWithCalls } from '@/lib/deployments/plan/plan'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { exclusively } from '@/lib/exclusively'
import type { Writer } from '@/lib/writer'

/**
 * Takes one step from what AWS has towards the spec. Call it again until it answers `done` or `failed`; hand `waiting`
 * and the ids of the changes performed so far to the next call. Losing an answer, a tab or the process does no harm.
 */
export function advance(
  writer: Writer,
  connection: Connection,
  spec: DeploymentSpec,
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  const here = inRegion(connection, spec.region)
  const look = async () => planWithCalls(spec, await observe(here, spec))
  return exclusively(`${connectionKey(here)} ${spec.name}`, () => turn(writer, here, look, options))
}
