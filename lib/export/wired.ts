import type { Exported, ExportedPool } from '@/lib/export/model'
import { isObject, type Json } from '@/lib/json'

/** Another resource of the same export, by its key. */
export class Reference {
  constructor(
    readonly to: string,
    readonly member: 'id' | 'arn' | 'name' | 'version',
  ) {}
}

/** Text with references in it. */
export class Joined {
  constructor(readonly parts: (string | Reference)[]) {}
}

/** A value that whoever applies the export has to give: that of a variable of the runtime. */
export class Secret {
  constructor(readonly variable: string) {}
}

export type Value = null | boolean | number | string | Reference | Joined | Secret | Value[] | Members
export type Members = { [member: string]: Value }

export const KEYS = {
  runtime: 'runtime',
  role: 'role',
  pool: 'pool',
  client: (id: string) => `client ${id}`,
}

export function isMembers(value: Value | undefined): value is Members {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Reference || value instanceof Joined || value instanceof Secret)
  )
}

/** What CreateAgentRuntime takes, with references for what the export makes, and parameters for what is secret. */
export function wiredConfig(exported: Exported): Members {
  const { runtime, role } = exported
  const pool = ownPool(exported)
  const { roleArn, authorizerConfiguration, ...rest } = runtime.config
  const ids = new Map<string, Reference>()

  for (const { id } of pool?.clients ?? []) {
    ids.set(id, new Reference(KEYS.client(id), 'id'))
  }
  const wire = (value: Json): Value => {
    if (typeof value === 'string') {
      return ids.get(value) ?? (pool ? joined(value, pool.id, new Reference(KEYS.pool, 'id')) : value)
    }
    return Array.isArray(value) ? value.map(wire) : isObject(value) ? mapped(value, wire) : value
  }
  return inOrder({
    agentRuntimeName: runtime.name,
    ...(rest as Members),
    roleArn: hasRole(exported) && role ? new Reference(KEYS.role, 'arn') : (roleArn ?? ''),
    ...(authorizerConfiguration === undefined || authorizerConfiguration === null
      ? {}
      : { authorizerConfiguration: wire(authorizerConfiguration) }),
    ...(runtime.variables.length === 0 ? {} : { environmentVariables: variables(exported) }),
    ...(Object.keys(settable(runtime.tags)).length === 0 ? {} : { tags: settable(runtime.tags) }),
  })
}

/** As people write them: what it is, what it runs, who may call it, the rest, and tags. */
const ORDER =
  `agentRuntimeName description roleArn agentRuntimeArtifact networkConfiguration networkMode protocolConfiguration
  serverProtocol platformVersion authorizerConfiguration discoveryUrl requestHeaderConfiguration lifecycleConfiguration
  environmentVariables`.split(/\s+/)

/** The same members in one order, whatever order AWS answered them in: known ones first, tags last, all others by name. */
function inOrder<T extends Members>(members: T): T {
  const rank = (name: string) =>
    name === 'tags' ? ORDER.length + 1 : (ORDER.indexOf(name) + 1 || ORDER.length + 1) - 1
  const sorted = Object.entries(members).sort(([one], [other]) => rank(one) - rank(other) || (one < other ? -1 : 1))
  return Object.fromEntries(sorted.map(([name, value]) => [name, orderedValue(value)])) as T
}

function orderedValue(value: Value): Value {
  return Array.isArray(value) ? value.map(orderedValue) : isMembers(value) ? inOrder(value) : value
}

/** The same deployment with its lists in one order, whatever order they were read in. */
export function arranged(exported: Exported): Exported {
  const { role, pool, runtime } = exported
  return {
    ...exported,
    runtime: { ...runtime, variables: byName(runtime.variables, ({ name }) => name) },
    endpoints: byName(exported.endpoints, ({ name }) => name),
    policies: byName(exported.policies, ({ arn }) => arn),
    role: role && {
      ...role,
      inlinePolicies: byName(role.inlinePolicies, ({ name }) => name),
      attachedPolicies: byName(role.attachedPolicies, ({ arn }) => arn),
    },
    pool: pool && {
      ...pool,
      settings: inOrder(pool.settings as Members) as typeof pool.settings,
      clients: byName(pool.clients, ({ name, id }) => `${name} ${id}`).map((client) => ({
        ...client,
        settings: inOrder(client.settings as Members) as typeof client.settings,
      })),
    },
  }
}

function byName<T>(list: T[], nameOf: (one: T) => string): T[] {
  return [...list].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
}

/** The version of an endpoint: whichever is the newest, when it serves that one; a number that a new runtime has not, else. */
export function endpointVersion({ runtime }: Exported, version: string): Reference | string {
  return version === runtime.version ? new Reference(KEYS.runtime, 'version') : version
}

/** AWS's own roles are not to be made. */
export function hasRole({ role }: Exported): boolean {
  return role !== null && !role.path.startsWith('/aws-service-role/')
}

/** The pool that the export makes: one of another region is named only, since a stack, a provider and a script have one region. */
export function ownPool({ pool, region }: Exported): ExportedPool | null {
  return pool !== null && poolRegion(pool) === region ? pool : null
}

/** The region is the beginning of a pool's id. */
export function poolRegion({ id }: ExportedPool): string {
  return id.split('_')[0] ?? ''
}

/** Without AWS's own tags, which nobody may set. */
export function settable(tags: Record<string, string>): Record<string, string> {
  const own = Object.entries(tags).filter(([name]) => !name.startsWith('aws:'))
  return Object.fromEntries(own.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** The text with each `found` as a reference; the text itself where there is none. */
export function joined(text: string, found: string, reference: Reference): string | Joined | Reference {
  if (text === found) {
    return reference
  }
  const pieces = found === '' ? [text] : text.split(found)
  return pieces.length === 1
    ? text
    : new Joined(pieces.flatMap((piece, index) => [...(index === 0 ? [] : [reference]), ...(piece ? [piece] : [])]))
}

function variables({ runtime }: Exported): Members {
  return Object.fromEntries(runtime.variables.map(({ name, value }) => [name, value ?? new Secret(name)]))
}

function mapped(members: { [name: string]: Json }, wire: (value: Json) => Value): Members {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, wire(value)]))
}
