import { toText } from '@/lib/json'
import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { type Live, poolIdOf, specOfLive } from '@/lib/deployments/observe/live-spec'
import { readAccount } from '@/lib/deployments/observe/observe'
import { readLogGroup } from '@/lib/deployments/observe/observe-logs'
import { describePool, firstUser } from '@/lib/deployments/observe/observe-pool'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { ObservedRuntime } from '@/lib/deployments/observe/observed'
import { logGroupName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Result } from '@/lib/result'
import { AppError } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'

/** The spec that describes a live runtime, so that an edit starts from what AWS has. */
export function specFromRuntime(connection: Connection, runtimeId: string): Promise<Result<DeploymentSpec>> {
  return attempt(async () => specOfLive(await readLive(connection, runtimeId)))
}

/** What a spec is made from. Throws AWS's errors, and an AppError for a runtime that is gone. */
export async function readLive(connection: Connection, runtimeId: string): Promise<Live> {
  const runtime = await readRuntime(connection, runtimeId)

  if (!runtime) {
    throw new AppError({
      code: 'not-found',
      message: 'AWS does not find this runtime. It may have been deleted elsewhere.',
      remedy: 'Go back to the list of runtimes.',
    })
  }
  const account = await readAccount(connection)
  const [role, pool, logGroup] = await Promise.all([
    readRole(connection, roleNameOf(toText(runtime.config.roleArn ?? ''))),
    readPool(connection, runtime),
    readLogGroup(connection, account, logGroupName(runtime.id)),
  ])
  return { region: connection.region, runtime, role, pool, logGroup }
}

async function readPool(connection: Connection, runtime: ObservedRuntime): Promise<Live['pool']> {
  const userPoolId = poolIdOf(runtime)

  if (userPoolId === undefined) {
    return null
  }
  const there = { ...connection, region: userPoolId.split('_')[0] ?? '' }
  const pool = await describePool(there, userPoolId)
  return pool && { tags: pool.UserPoolTags ?? {}, userName: (await firstUser(there, userPoolId))?.name ?? null }
}
