import { hasOwnRole, type Live, poolIdOf } from '@/lib/deployments/observe/live-spec'
import { DEPLOYMENT_TAG, isOwned, logGroupName } from '@/lib/deployments/spec/names'
import { ownerOf } from '@/lib/drift/owner'
import { toText } from '@/lib/json'
import { roleNameOf } from '@/lib/roles/model'
import type { TakeOverPart } from '@/lib/take-over/model'

/** What belongs to the runtime, and which of it Slipway would own. `endpoints`: besides DEFAULT; `sharers`: other runtimes of its role. */
export function partsOf(live: Live, endpoints: string[], sharers: string[]): TakeOverPart[] {
  const { runtime, pool } = live
  const poolId = poolIdOf(runtime)
  return [
    { kind: 'Runtime', name: runtime.name, state: 'owned', note: 'Edits and deletion go through Slipway.' },
    ...['DEFAULT', ...endpoints].map(
      (name): TakeOverPart => ({ kind: 'Endpoint', name, state: 'owned', note: 'It belongs to the runtime.' }),
    ),
    roleOf(live, sharers),
    ...(poolId === undefined ? [] : [poolPart(poolId, pool, runtime.name)]),
    logPart(live),
  ]
}

function roleOf(live: Live, sharers: string[]): TakeOverPart {
  const { role, runtime } = live
  const name = roleNameOf(toText(runtime.config.roleArn ?? ''))

  if (!role) {
    return {
      kind: 'Role',
      name,
      state: 'absent',
      note: 'This account does not have it. Edits need a role that exists.',
    }
  }
  if (hasOwnRole(live)) {
    return { kind: 'Role', name, state: 'owned', note: 'Slipway made it, with its policies.' }
  }
  const deployment = role.tags[DEPLOYMENT_TAG]
  const whose =
    deployment === undefined ? 'It stays theirs, with its policies.' : `It is of the deployment ${deployment}.`
  const keeper = ownerOf(role.tags) ? ' Another tool keeps it.' : ''
  const shared = sharers.length > 0 ? ` ${sharers.join(', ')} ${sharers.length === 1 ? 'uses' : 'use'} it too.` : ''
  return { kind: 'Role', name, state: 'used', note: `${whose}${shared}${keeper}` }
}

function poolPart(id: string, pool: Live['pool'], name: string): TakeOverPart {
  if (!pool) {
    return { kind: 'User pool', name: id, state: 'absent', note: 'It is of another account. It is used as an issuer.' }
  }
  return isOwned(pool.tags, name)
    ? { kind: 'User pool', name: id, state: 'owned', note: 'Slipway made it, with its app client.' }
    : { kind: 'User pool', name: id, state: 'used', note: 'It stays theirs, with its app client.' }
}

function logPart({ logGroup, runtime }: Live): TakeOverPart {
  const name = logGroupName(runtime.id)

  if (!logGroup) {
    return { kind: 'Log group', name, state: 'absent', note: 'There is none yet. AWS or the first edit makes it.' }
  }
  return isOwned(logGroup.tags, runtime.name)
    ? { kind: 'Log group', name, state: 'owned', note: 'Slipway made it.' }
    : { kind: 'Log group', name, state: 'used', note: 'It stays as it is, with its lines.' }
}
