import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { describePool, firstUser } from '@/lib/deployments/observe/observe-pool'
import { DEPLOYMENT_TAG, isOwned, logGroupName, POOL_PREFIX, REGION_TAG } from '@/lib/deployments/spec/names'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { toTags } from '@/lib/roles/model'
import { readExecutionRoles } from '@/lib/roles/queries'
import type { RuntimeDetail, RuntimeSummary } from '@/lib/runtimes/model'
import { listRuntimeTags } from '@/lib/runtimes/queries'

/** A runtime of Slipway's that is ready and still lacks what its launch would have made. */
export type Unfinished = { id: string; name: string; missing: string[] }

/** What Slipway made for a deployment that has no runtime: `parts` in words, `execution role NAME`. */
export type Leftover = { deployment: string; parts: string[] }

export type LooseEnds = { unfinished: Unfinished[]; leftovers: Leftover[] }

/** Tags cost one call each; an account with more idle roles or pools than this has other troubles. */
const MAX_CANDIDATES = 50

/** What interrupted launches and deletions left behind. Best effort: what may not be read is left out. */
export async function readLooseEnds(
  connection: Connection,
  runtimes: RuntimeSummary[],
  details: RuntimeDetail[],
): Promise<LooseEnds> {
  const names = new Set(runtimes.map(({ name }) => name))
  const [withoutGroup, withoutUser, roles, pools] = await Promise.all([
    softly(runtimesWithoutGroup(connection, details)),
    softly(runtimesWithoutUser(connection, details)),
    softly(idleRoles(connection, details)),
    softly(idlePools(connection, names)),
  ])
  const lacks = [...withoutGroup, ...withoutUser]
  const left = [...roles, ...pools].filter(({ deployment }) => !names.has(deployment))

  return {
    unfinished: details.flatMap(({ id, name }) => {
      const missing = lacks.filter((lack) => lack.id === id).map((lack) => lack.missing)
      return missing.length > 0 ? [{ id, name, missing }] : []
    }),
    leftovers: [...new Set(left.map(({ deployment }) => deployment))].map((deployment) => ({
      deployment,
      parts: left.filter((one) => one.deployment === deployment).map(({ part }) => part),
    })),
  }
}

async function softly<T>(read: Promise<T[]>): Promise<T[]> {
  const result = await attempt(() => read)
  return result.ok ? result.data : []
}

type Lack = { id: string; missing: string }

async function runtimesWithoutGroup(connection: Connection, details: RuntimeDetail[]): Promise<Lack[]> {
  const ready = details.filter(({ status }) => status === 'READY')
  const groups = ready.length > 0 ? await listRuntimeLogGroups(connection) : undefined

  if (!groups?.ok) {
    return []
  }
  const known = new Set(groups.data.map(({ name }) => name))
  const lacking = ready.filter(({ id }) => !known.has(logGroupName(id)))
  const tags = await Promise.all(lacking.map(({ arn }) => listRuntimeTags(connection, arn)))
  return lacking.flatMap(({ id, name }, index) => {
    const own = tags[index]
    return own?.ok && isOwned(own.data, name) ? [{ id, missing: 'its log group' }] : []
  })
}

async function runtimesWithoutUser(connection: Connection, details: RuntimeDetail[]): Promise<Lack[]> {
  const lacks = await Promise.all(
    details.map(async ({ id, name, status, inboundAuth }): Promise<Lack[]> => {
      const poolId = inboundAuth.type === 'jwt' ? inboundAuth.userPoolId : undefined
      const pool = status === 'READY' && poolId ? await describePool(connection, poolId) : null

      if (!pool || !poolId || !isOwned(pool.UserPoolTags ?? {}, name)) {
        return []
      }
      const user = await firstUser(connection, poolId)
      // Cognito's word for a user whose password was never set for good.
      const isUsable = user !== null && user.status !== 'FORCE_CHANGE_PASSWORD'
      return isUsable ? [] : [{ id, missing: user ? 'a password for its user' : 'a user who may sign in' }]
    }),
  )
  return lacks.flat()
}

type Part = { deployment: string; part: string }

async function idleRoles(connection: Connection, details: RuntimeDetail[]): Promise<Part[]> {
  const used = new Set(details.map(({ roleArn }) => roleArn))
  const idle = (await readExecutionRoles(connection)).filter(({ arn }) => !used.has(arn)).slice(0, MAX_CANDIDATES)
  const roles = await Promise.all(
    idle.map(({ name }) => attempt(() => awsClients(connection).iam.getRole({ RoleName: name }))),
  )
  return roles.flatMap((role) => {
    const tags = role.ok ? toTags(role.data.Role?.Tags) : {}
    const deployment = tags[DEPLOYMENT_TAG]
    const isHere = (tags[REGION_TAG] ?? connection.region) === connection.region
    return role.ok && deployment && isHere ? [{ deployment, part: `Execution role ${role.data.Role?.RoleName}` }] : []
  })
}

async function idlePools(connection: Connection, runtimeNames: Set<string>): Promise<Part[]> {
  const pools = await everyPage(async (nextToken) => {
    const page = await awsClients(connection).cognito.listUserPools({ MaxResults: 60, NextToken: nextToken })
    return { items: page.UserPools, nextToken: page.NextToken }
  })
  const idle = pools
    .filter(({ Name = '' }) => Name.startsWith(POOL_PREFIX) && !runtimeNames.has(Name.slice(POOL_PREFIX.length)))
    .slice(0, MAX_CANDIDATES)
  const details = await Promise.all(idle.map(({ Id = '' }) => describePool(connection, Id)))
  return details.flatMap((pool) => {
    const deployment = pool?.UserPoolTags?.[DEPLOYMENT_TAG]
    return deployment ? [{ deployment, part: `user pool ${pool?.Name}` }] : []
  })
}
