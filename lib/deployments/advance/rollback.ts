import { toText } from '@/lib/json'
import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { explainCredentials } from '@/lib/connections/identity'
import { turn } from '@/lib/deployments/advance/loop'
import type { AdvanceOptions, AdvanceResult, Plan } from '@/lib/deployments/model'
import { readRoleIfAllowed } from '@/lib/deployments/observe/observe'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import { withLosses } from '@/lib/deployments/plan/losses'
import { leavingStop } from '@/lib/deployments/plan/plan-refusals'
import { existingRuntimeSteps, noteStep } from '@/lib/deployments/plan/plan-runtime'
import { type Planned, planned } from '@/lib/deployments/plan/step'
import { exclusively } from '@/lib/exclusively'
import { AppError, type Failure, fail, type Result } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { isDoomed } from '@/lib/runtimes/model'
import { readWholeRuntime } from '@/lib/runtimes/read-runtimes'
import type { Writer } from '@/lib/writer'

/** What rolling back changes. AWS has no way to activate an old version: its configuration becomes a new one. */
export async function planRollback(connection: Connection, runtimeId: string, version: string): Promise<Result<Plan>> {
  const planned = await attempt(async () => (await look(connection, runtimeId, version)).plan)
  return planned.ok ? planned : fail(await explainCredentials(connection, planned.error))
}

/** Takes one step of a rollback; the same loop as `advance`. */
export function advanceRollback(
  writer: Writer,
  connection: Connection,
  runtimeId: string,
  version: string,
  options: AdvanceOptions = {},
): Promise<AdvanceResult> {
  const name = runtimeId.slice(0, runtimeId.lastIndexOf('-'))
  return exclusively(`${connectionKey(connection)} ${name}`, () =>
    turn(writer, connection, () => look(connection, runtimeId, version), options),
  )
}

async function look(connection: Connection, runtimeId: string, version: string): Promise<Planned> {
  const [runtime, old] = await Promise.all([
    readRuntime(connection, runtimeId),
    readWholeRuntime(connection, runtimeId, version),
  ])

  if (!runtime) {
    throw new AppError({
      code: 'not-found',
      message: 'AWS does not find this runtime any more.',
      remedy: 'Look again at which runtimes there are.',
    })
  }
  const config = configOf(old)
  const [from, to] = [toText(runtime.config.roleArn), toText(config.roleArn)]
  const [role, former] = await Promise.all([
    readRole(connection, roleNameOf(to), { withDocuments: from !== to }),
    from === to ? null : readRoleIfAllowed(connection, roleNameOf(from)),
  ])
  const refusals = [...deletedRole(role, config), ...doomed(runtime), ...leavingStop(former)]
  const wanted = withMetadata(config)
  const steps = [...existingRuntimeSteps(runtime, wanted, true), noteStep(runtime, wanted)]
  const next = role ?? { inlinePolicies: [], attachedPolicies: [], boundaryDocument: null }
  const losing = withLosses(steps, { roleName: roleNameOf(to), next, former })
  return planned(runtime.name, losing, { warnings: [], refusals })
}

// An old version may be from before AWS demanded this; without it the runtime could not be invoked.
function withMetadata(config: RuntimeConfig): RuntimeConfig {
  return { ...config, metadataConfiguration: { ...Object(config.metadataConfiguration), requireMMDSV2: true } }
}

function deletedRole(role: unknown, { roleArn }: RuntimeConfig): Failure[] {
  return role
    ? []
    : [
        {
          code: 'refused',
          message: `The execution role of that version is gone: ${toText(roleArn)}.`,
          remedy: 'Choose another version, or change what differs under Edit.',
        },
      ]
}

function doomed({ status }: ObservedRuntime): Failure[] {
  return isDoomed(status)
    ? [
        {
          code: 'refused',
          message: `The runtime is in the state ${status}.`,
          remedy: 'Launch it again from the setup.',
        },
      ]
    : []
}
