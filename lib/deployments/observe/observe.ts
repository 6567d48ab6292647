import { toText } from '@/lib/json'
import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { callerIdentity } from '@/lib/connections/identity'
import { jwtAuthorizerOf } from '@/lib/deployments/observe/authorizer'
import { readLogGroup } from '@/lib/deployments/observe/observe-logs'
import {
  describePool,
  findOwnedPools,
  readClient,
  readClientByName,
  toObservedPool,
} from '@/lib/deployments/observe/observe-pool'
import { readRuntimeByName } from '@/lib/deployments/observe/observe-runtime'
import type { Account, Observed, ObservedPool, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { logGroupName, poolName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { AppError } from '@/lib/result'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { carriesStop, withoutStop } from '@/lib/roles/stop-marks'
import { readIssuer } from '@/lib/tokens/issuer/issuer'

/** What to look for. A spec names it; so does a live runtime, on the way back to a spec. */
export type Target = Pick<DeploymentSpec, 'name' | 'region' | 'executionRole' | 'inboundAuth'>

/** The connection, in the region that the deployment lives in. */
export function inRegion(connection: Connection, region: string): Connection {
  return { ...connection, region }
}

/** Reads everything that a plan depends on. Throws AWS's errors; what is not there is null. */
export async function observe(connection: Connection, target: Target): Promise<Observed> {
  const here = inRegion(connection, target.region)
  const [account, found, runtime, pools] = await Promise.all([
    readAccount(here),
    readTargetRole(here, target),
    readRuntimeByName(here, target.name),
    readPools(here, target),
  ])
  const logGroup = runtime ? await readLogGroup(here, account, logGroupName(runtime.id)) : null
  const issuerProblems = await readIssuerProblems(here, target, runtime)
  const former = await readFormerRole(here, target, runtime)
  const role = found && withoutStop(found)
  const stopped = found && carriesStop(found) ? { isStopped: true as const } : {}
  return {
    account,
    role,
    ...stopped,
    ...former,
    runtime,
    pool: pools.pool,
    logGroup,
    surplusPools: pools.surplus,
    issuerProblems,
  }
}

export async function readAccount(connection: Connection): Promise<Account> {
  const identity = await callerIdentity(connection)

  if (!identity.ok) {
    throw new AppError(identity.error)
  }
  const { accountId, partition, arn } = identity.data
  return { accountId, partition, region: connection.region, principalArn: arn }
}

function readTargetRole(connection: Connection, { executionRole }: Target) {
  // Somebody else's role is judged by what it may do, so its managed policies are read too.
  return executionRole.mode === 'create'
    ? readRole(connection, executionRole.name)
    : readRole(connection, roleNameOf(executionRole.arn), { withDocuments: true })
}

/** Only while the runtime still has another role: then its rights are compared. */
async function readFormerRole(
  connection: Connection,
  { executionRole }: Target,
  runtime: ObservedRuntime | null,
): Promise<Pick<Observed, 'formerRole'>> {
  const wanted = executionRole.mode === 'create' ? executionRole.name : roleNameOf(executionRole.arn)
  const live = roleNameOf(toText(runtime?.config.roleArn ?? ''))
  return live === '' || live === wanted ? {} : { formerRole: await readRoleIfAllowed(connection, live) }
}

/** With its documents; null also when this person may not read it. */
export async function readRoleIfAllowed(connection: Connection, name: string): Promise<RoleDetail | null> {
  try {
    return await readRole(connection, name, { withDocuments: true })
  } catch (error) {
    if (isAwsError(error, 'AccessDenied')) {
      return null
    }
    throw error
  }
}

async function readPools(
  connection: Connection,
  { name, inboundAuth }: Target,
): Promise<{ pool: ObservedPool | null; surplus: string[] }> {
  if (inboundAuth.type !== 'jwt') {
    return { pool: null, surplus: [] }
  }
  if (inboundAuth.userPool.mode === 'adopt') {
    return { pool: await readAdoptedPool(connection, inboundAuth.userPool), surplus: [] }
  }
  const { userName } = inboundAuth.userPool
  const [oldest, ...surplus] = await findOwnedPools(connection, name)
  const client = (userPoolId: string) => readClientByName(connection, userPoolId, poolName(name))
  return {
    pool: oldest ? await toObservedPool(connection, oldest, { client, userName }) : null,
    surplus: surplus.map((pool) => pool.Id ?? ''),
  }
}

/** Only until the runtime has the issuer: AgentCore has looked at it then, and a launch looks here many times. */
async function readIssuerProblems(
  connection: Connection,
  { inboundAuth }: Target,
  runtime: ObservedRuntime | null,
): Promise<string[]> {
  const live = runtime ? jwtAuthorizerOf(runtime.config)?.discoveryUrl : undefined
  return inboundAuth.type === 'oidc' && inboundAuth.discoveryUrl !== live
    ? (await readIssuer(connection, inboundAuth.discoveryUrl)).problems
    : []
}

async function readAdoptedPool(
  connection: Connection,
  { userPoolId, clientId }: { userPoolId: string; clientId: string },
): Promise<ObservedPool | null> {
  // A pool may live in another region than the runtime; its id says which.
  const there = inRegion(connection, userPoolId.slice(0, userPoolId.lastIndexOf('_')))
  const pool = await describePool(there, userPoolId)
  const client = (id: string) => readClient(there, id, clientId)
  return pool && toObservedPool(there, pool, { client, userName: null })
}
