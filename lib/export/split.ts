import { looksSecret } from '@/lib/deployments/spec/secret-names'
import type { Known } from '@/lib/export/known'
import type { Exported, ExportedEndpoint, NotSaid } from '@/lib/export/model'
import { isMembers, type Members, ownPool, poolRegion, type Value } from '@/lib/export/wired'

/** The members that a format has words for, and the others. Empty objects and nulls say nothing and are left out. */
export function split(value: Members, known: Known): { said: Members; rest: { member: string; value: Value }[] } {
  const rest: { member: string; value: Value }[] = []
  const said = splitValue(value, known, '', rest)
  return { said: isMembers(said) ? said : {}, rest }
}

function splitValue(value: Value, known: Known, path: string, rest: { member: string; value: Value }[]): Value {
  if (known === true) {
    return value
  }
  if (Array.isArray(value)) {
    return value.map((item) => splitValue(item, known, path, rest))
  }
  if (!isMembers(value)) {
    return value
  }
  const kept = Object.entries(value).flatMap(([name, item]): [string, Value][] => {
    const below = Object.hasOwn(known, name) ? known[name] : undefined
    const at = path === '' ? name : `${path}.${name}`

    if (isNothing(item) || QUIET.has(at)) {
      return []
    }
    if (below === undefined) {
      rest.push({ member: at, value: item })
      return []
    }
    const said = splitValue(item, below, at, rest)
    return isNothing(said) && !Array.isArray(said) ? [] : [[name, said]]
  })
  return Object.fromEntries(kept)
}

/** AWS answers it, and no request takes it. */
const QUIET = new Set(['networkConfiguration.networkModeConfig.requireServiceS3Endpoint'])

function isNothing(value: Value): boolean {
  return value === null || (isMembers(value) && Object.keys(value).length === 0)
}

const LOST: Record<string, string> = {
  'metadataConfiguration.requireMMDSV2':
    'An update leaves it out, and AWS then allows version 1 of the metadata service again.',
  'protocolConfiguration.port': 'An update leaves it out, and AWS then calls the image on port 8000.',
  'protocolConfiguration.path': 'An update leaves it out, and AWS then calls the image at /mcp.',
}

/** One entry for each member that the format has no words for. `tool`: who applies it, as the subject of a sentence. */
export function notSaidOf(rest: { member: string; value: Value }[], tool: string): NotSaid[] {
  return rest.map(({ member, value }) => {
    const known = LOST[member] ?? LOST[`${member}.${isMembers(value) ? Object.keys(value)[0] : ''}`]
    return {
      member: isMembers(value) && Object.keys(value).length === 1 ? `${member}.${Object.keys(value)[0]}` : member,
      why: `${tool} has no word for it. Now: ${shown(member, value)}.`,
      lost: known ?? 'An update leaves it out, and AWS then goes back to its default.',
    }
  })
}

function shown(member: string, value: Value): string {
  if (looksSecret(member)) {
    return 'not shown'
  }
  const text = JSON.stringify(value, (name, one) => (looksSecret(name) ? 'not shown' : one)) ?? ''
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** An endpoint that serves another version than the newest: there is no such version where the runtime is made anew. */
export function olderVersion({ name, version }: ExportedEndpoint, newest: string, lost: string): NotSaid[] {
  return version === null || version === newest
    ? []
    : [
        {
          member: `endpoint ${name}`,
          why: `It serves version ${version}, and a new runtime has no older versions.`,
          lost,
        },
      ]
}

/** What is lost where an older version is written as its number. */
export const STAYS_WHERE_TAKEN_OVER = 'Taken over, it stays. Made anew, it fails until you write a version that exists.'

/** What no format has words for, whatever is applied. */
export function neverSaid(exported: Exported): NotSaid[] {
  const { role, unread, runtime } = exported
  const pool = ownPool(exported)
  const aws = Object.keys(runtime.tags).filter((name) => name.startsWith('aws:'))
  return [
    ...unread.map(({ part, why }) => ({
      member: part,
      why: `It could not be read: ${why}`,
      lost: 'It is missing from the export.',
    })),
    ...(role === null && !unread.some(({ part }) => part.startsWith('role '))
      ? [{ member: 'role', why: 'IAM has no such role.', lost: 'The export names it and does not make it.' }]
      : []),
    ...poolElsewhere(exported),
    ...(pool
      ? [
          {
            member: 'users of the pool',
            why: 'Their passwords can’t be read.',
            lost: 'They stay where the pool is taken over. A new pool has none.',
          },
        ]
      : []),
    ...(pool?.besides ?? []).map((member) => ({
      member: `user pool: ${member}`,
      why: 'It is a resource of its own.',
      lost: 'It stays where the pool is taken over. A new pool has none.',
    })),
    ...(pool?.clients.some(({ hasSecret }) => hasSecret)
      ? [{ member: 'secret of the app client', why: 'It is a secret.', lost: 'A new client gets one of its own.' }]
      : []),
    ...aws.map((name) => ({
      member: `tag ${name}`,
      why: 'It is AWS’s own.',
      lost: 'Whoever takes over gets another.',
    })),
  ]
}

function poolElsewhere(exported: Exported): NotSaid[] {
  const { pool, region } = exported
  return pool === null || ownPool(exported) !== null
    ? []
    : [
        {
          member: `user pool ${pool.id}`,
          why: `It is in ${poolRegion(pool)}, and the export is for ${region}.`,
          lost: 'The export names it and does not make it.',
        },
      ]
}
