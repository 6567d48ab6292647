import type { Resource } from '@/lib/export/cloudformation/resource'
import type { NotSaid } from '@/lib/export/model'
import { isMembers, Joined, KEYS, type Members, Secret, type Value } from '@/lib/export/wired'

/** Text that does not stay as it is: what reads it, and how it begins. */
export type Readable = { reader: string; opening: RegExp }

/** It is resolved with the rights of whoever applies the template, wherever it stands. */
export const DYNAMIC_REFERENCE: Readable = { reader: 'CloudFormation', opening: /\{\{\s*resolve\s*:/i }
export const CDK_TOKEN: Readable = { reader: 'The CDK', opening: /[$#]\{Token\[/ }

/** Maps and lists whose entries are left out one by one; of all else the whole property is. */
const BY_ENTRY = new Set(['EnvironmentVariables', 'Tags', 'UserPoolTags'])
/** A resource of nothing but a policy is not made without it: half a policy may allow more than the whole. */
const IS_POLICY = new Set(['AWS::IAM::RolePolicy', 'AWS::BedrockAgentCore::ResourcePolicy'])

/** The resources without the texts that somebody would read otherwise; each says what it lacks, the runtime for those that are gone. */
export function literalResources(resources: Resource[], readable: readonly Readable[]): Resource[] {
  const gone: NotSaid[] = []
  const kept = resources.flatMap((resource): Resource[] => {
    const left: NotSaid[] = []
    const properties = literalProperties(resource, readable, left)

    if (left.length > 0 && IS_POLICY.has(resource.type)) {
      gone.push(...left)
      return []
    }
    return [{ ...resource, properties, notSaid: [...resource.notSaid, ...left] }]
  })
  return kept.map((one) => (one.key === KEYS.runtime ? { ...one, notSaid: [...one.notSaid, ...gone] } : one))
}

function literalProperties({ id, properties }: Resource, readable: readonly Readable[], left: NotSaid[]): Members {
  const keeps = (member: string, value: Value) => {
    const found = readable.find(({ opening }) => holds(value, opening))
    if (found) {
      left.push(leftOut(member, found))
    }
    return found === undefined
  }
  const entries = Object.entries(properties).flatMap(([name, value]): [string, Value][] => {
    const at = `${id}.${name}`

    if (BY_ENTRY.has(name) && isMembers(value)) {
      const own = Object.entries(value).filter(([key, item]) => keeps(`${at}.${key}`, { [key]: item }))
      return [[name, Object.fromEntries(own)]]
    }
    if (BY_ENTRY.has(name) && Array.isArray(value)) {
      return [[name, value.filter((item) => keeps(`${at}.${isMembers(item) ? `${item.Key}` : ''}`, item))]]
    }
    return keeps(at, value) ? [[name, value]] : []
  })
  return Object.fromEntries(entries)
}

function leftOut(member: string, { reader }: Readable): NotSaid {
  const what = reader === 'The CDK' ? `\${Token[…]}` : '{{resolve:…}}'
  return {
    member,
    why: `${reader} would replace ${what} in it by something else.`,
    lost: 'It is left out, and an update takes it away. Set it by hand.',
  }
}

/** Whether a text in it, or the name of a member, has such an opening. */
function holds(value: Value, opening: RegExp): boolean {
  if (value instanceof Secret) {
    return opening.test(value.variable)
  }
  if (value instanceof Joined) {
    return opening.test(value.parts.map((part) => (typeof part === 'string' ? part : '')).join('\0'))
  }
  if (Array.isArray(value)) {
    return value.some((item) => holds(item, opening))
  }
  return isMembers(value)
    ? Object.entries(value).some(([name, item]) => opening.test(name) || holds(item, opening))
    : typeof value === 'string' && opening.test(value)
}
