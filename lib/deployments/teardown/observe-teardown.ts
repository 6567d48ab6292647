import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { jwtAuthorizerOf } from '@/lib/deployments/observe/authorizer'
import { readAccount } from '@/lib/deployments/observe/observe'
import { readLogGroups } from '@/lib/deployments/observe/observe-logs'
import { describePool, findOwnedPools } from '@/lib/deployments/observe/observe-pool'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { Account, ObservedRuntime } from '@/lib/deployments/observe/observed'
import { ADOPTED_TAG, isOwned, LOG_GROUP_PREFIX, REGION_TAG } from '@/lib/deployments/spec/names'
import { ownPolicies } from '@/lib/deployments/teardown/own-policies'
import { runtimesUsingRole, teardownEndpoints } from '@/lib/deployments/teardown/role-users'
import { type ObservedTeardown, parseItemId, type TeardownTarget } from '@/lib/deployments/teardown/teardown-model'
import { type RoleDetail, roleNameOf } from '@/lib/roles/model'
import { readExecutionRoles, readRole } from '@/lib/roles/queries'
import { readEveryRuntime } from '@/lib/runtimes/read-runtimes'

type Search = {
  connection: Connection
  account: Account
  name: string
  selected: string[]
  runtime: ObservedRuntime | null
}

/**
 * Reads what a deployment has in AWS. `selected` are the items of an earlier look: they are found by their own name,
 * so that a teardown goes on after the runtime, which led to them, is gone. Throws AWS's errors.
 */
export async function readTeardown(
  connection: Connection,
  name: string,
  selected: string[],
): Promise<ObservedTeardown> {
  const [account, runtimes] = await Promise.all([readAccount(connection), readEveryRuntime(connection)])
  const found = await Promise.all(
    runtimes.filter((runtime) => runtime.name === name).map(({ id }) => readRuntime(connection, id)),
  )
  const live = found.flatMap((runtime) => (runtime ? [runtime] : []))
  const search = { connection, account, name, selected, runtime: live[0] ?? null }
  const [runtimeTargets, logs, roles, pools] = await Promise.all([
    Promise.all(live.map((runtime) => runtimeTarget(search, runtime))),
    softly('log groups', logTargets(search)),
    softly('roles', roleTargets(search)),
    softly('user pools', poolTargets(search)),
  ])
  return {
    deployment: name,
    targets: [...runtimeTargets, ...logs.targets, ...roles.targets, ...pools.targets],
    notes: [...logs.notes, ...roles.notes, ...pools.notes],
  }
}

/** Who may not look for one kind can still delete the others. */
async function softly(what: string, read: Promise<TeardownTarget[]>) {
  try {
    return { targets: await read, notes: [] }
  } catch (error) {
    if (isAwsError(error, 'AccessDenied', 'AccessDeniedException', 'NotAuthorizedException')) {
      return { targets: [], notes: [`You are not allowed to look for ${what}, so they are not listed.`] }
    }
    throw error
  }
}

async function runtimeTarget({ connection, name }: Search, runtime: ObservedRuntime): Promise<TeardownTarget> {
  const owned = isOwned(runtime.tags, name)
  return {
    item: {
      id: `runtime:${runtime.id}`,
      kind: 'runtime',
      title: `Runtime ${runtime.name}`,
      name: runtime.arn,
      owned,
      note: `${madeBy(runtime, owned)}With all its versions and endpoints.`,
    },
    runtime: {
      id: runtime.id,
      arn: runtime.arn,
      status: runtime.status,
      failureReason: runtime.failureReason,
      endpoints: await teardownEndpoints(connection, runtime.id),
    },
  }
}

function madeBy({ tags }: ObservedRuntime, owned: boolean): string {
  if (!owned) {
    return 'Slipway did not make it. '
  }
  return tags[ADOPTED_TAG] === undefined ? '' : 'It was there before Slipway took it over. '
}

async function logTargets({ connection, account, name, runtime, selected }: Search): Promise<TeardownTarget[]> {
  // An id is the name and ten characters; a longer name must not be taken for one.
  const mine = new RegExp(`^${LOG_GROUP_PREFIX}${name}-[a-zA-Z0-9]{10}-[a-zA-Z][a-zA-Z0-9_]*$`)
  // A group is also known by the id of the runtime that is still there, and by having been chosen before.
  const ofRuntime = runtime ? [`${LOG_GROUP_PREFIX}${runtime.id}-`] : []
  const chosen = selected.flatMap((id) => (parseItemId(id)?.kind === 'log-group' ? [parseItemId(id)?.key ?? ''] : []))
  const prefixes = [...new Set([`${LOG_GROUP_PREFIX}${name}-`, ...ofRuntime, ...chosen])].filter(
    (prefix, _, all) => !all.some((other) => other !== prefix && prefix.startsWith(other)),
  )
  const groups = await Promise.all(prefixes.map((prefix) => readLogGroups(connection, account, prefix)))
  return groups
    .flat()
    .filter(
      (group) =>
        mine.test(group.name) ||
        ofRuntime.some((prefix) => group.name.startsWith(prefix)) ||
        chosen.includes(group.name),
    )
    .map((group) => {
      const owned = isOwned(group.tags, name)
      const note = owned ? 'With all log lines in it.' : 'AWS made it. With all log lines in it.'
      const title = `Log group of ${group.name.slice(LOG_GROUP_PREFIX.length)}`
      return {
        item: { id: `log-group:${group.name}`, kind: 'log-group', title, name: group.name, owned, note },
        logGroup: group.name,
      }
    })
}

async function roleTargets(search: Search): Promise<TeardownTarget[]> {
  const { connection, runtime, selected } = search
  const referenced = typeof runtime?.config.roleArn === 'string' ? [roleNameOf(runtime.config.roleArn)] : []
  const candidates = (await readExecutionRoles(connection)).map((role) => role.name)
  const named = selected.flatMap((id) => (parseItemId(id)?.kind === 'role' ? [parseItemId(id)?.key ?? ''] : []))
  const roles = await Promise.all(
    [...new Set([...referenced, ...candidates])].map((role) => readRole(connection, role)),
  )
  const listed = roles.flatMap((role) => {
    const wanted = role && (isOwnedRole(search, role) || referenced.includes(role.name) || named.includes(role.name))
    return role && wanted ? [role] : []
  })
  return Promise.all(listed.map((role) => roleTarget(search, role)))
}

async function roleTarget(search: Search, role: RoleDetail): Promise<TeardownTarget> {
  const owned = isOwnedRole(search, role)
  const own = owned ? await ownPolicies(search.connection, search.name, role) : []
  return {
    item: {
      id: `role:${role.name}`,
      kind: 'role',
      title: `Execution role ${role.name}`,
      name: role.arn,
      owned,
      note: owned
        ? `With its inline policies${own.length > 0 ? ` and ${own.length} managed by Slipway` : ''}.`
        : 'It existed before; other things may use it.',
    },
    role: {
      name: role.name,
      arn: role.arn,
      inlinePolicies: role.inlinePolicies.map((policy) => policy.name),
      attachedPolicies: role.attachedPolicies.map((policy) => policy.arn),
      ownPolicies: own,
      usedBy:
        owned || search.selected.includes(`role:${role.name}`)
          ? await runtimesUsingRole(search.connection, role.arn)
          : [],
    },
  }
}

function isOwnedRole({ name, account }: Search, { tags }: RoleDetail): boolean {
  return isOwned(tags, name) && (tags[REGION_TAG] ?? account.region) === account.region
}

async function poolTargets(search: Search): Promise<TeardownTarget[]> {
  const { connection, name, runtime, selected } = search
  const owned = await findOwnedPools(connection, name)
  const ownedIds = owned.map((pool) => pool.Id ?? '')
  const referenced = runtime
    ? (jwtAuthorizerOf(runtime.config)?.discoveryUrl ?? '').match(/\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known/)
    : null
  const others = [
    ...(referenced?.[1] ? [referenced[1]] : []),
    ...selected.flatMap((id) => (parseItemId(id)?.kind === 'user-pool' ? [parseItemId(id)?.key ?? ''] : [])),
  ].filter((id, index, ids) => !ownedIds.includes(id) && ids.indexOf(id) === index)
  const adopted = await Promise.all(others.map((id) => describePool(connection, id)))

  return [
    ...owned.map((pool) => poolTarget(pool.Id ?? '', pool.Name ?? '', true)),
    ...adopted.flatMap((pool) => (pool ? [poolTarget(pool.Id ?? '', pool.Name ?? '', false)] : [])),
  ]
}

function poolTarget(id: string, name: string, owned: boolean): TeardownTarget {
  const note = owned ? 'With its app client and user.' : 'It existed before. With all its clients and users.'
  return {
    item: { id: `user-pool:${id}`, kind: 'user-pool', title: `User pool ${name}`, name: id, owned, note },
    userPool: id,
  }
}
