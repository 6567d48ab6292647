import { resolveActions } from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyStatement } from '@/lib/policies/document/model'
import type { ActionUse, HeldPolicy, LastAccessed, SeenCall, Use } from '@/lib/right-size/model'

export type Observed = {
  calls: readonly SeenCall[]
  lastAccessed: LastAccessed
  policies: readonly HeldPolicy[]
  /** With every service that the policies name. */
  catalogue: Catalogue
  /** Milliseconds: what was used before counts as unused. */
  since: number
}

/** What each action that the role's policies allow was used for, by all that was seen. */
export function judgeUse({ calls, lastAccessed, policies, catalogue, since }: Observed): Use {
  const granted = grantedActions(policies, catalogue)
  const seen = seenCalls(calls)
  const opaque = new Set([
    ...calls.filter((call) => isOpaque(call, catalogue)).map(({ service }) => service.toLowerCase()),
    ...reportedUnknown(lastAccessed, catalogue, since),
  ])
  const called = new Set([...seen].filter(([, { count }]) => count > 0).map(([key]) => prefixOf(key)))
  const context = { seen, lastAccessed, opaque, called, since }
  const actions = new Map(
    [...granted.keys()].map((key) => [key, oneUse(key, granted.get(key)?.action ?? key, context)]),
  )
  keepNeeded(actions, granted, { seen, catalogue })
  const used = new Set(
    [...actions.values()].filter(({ state }) => state === 'used').map(({ action }) => prefixOf(action)),
  )
  return {
    actions,
    opaque,
    used,
    idle: new Set([...(lastAccessed?.keys() ?? [])].filter((prefix) => isIdle(prefix, context))),
  }
}

export function prefixOf(action: string): string {
  return action.slice(0, action.indexOf(':')).toLowerCase()
}

type Granted = Map<string, { action: string; dependentActions: string[] }>

function grantedActions(policies: readonly HeldPolicy[], catalogue: Catalogue): Granted {
  const allows = policies.flatMap(({ document }) => document.Statement).filter(({ Effect }) => Effect === 'Allow')
  const patterns = new Set(allows.flatMap(patternsOf))
  const granted: Granted = new Map()

  for (const pattern of patterns) {
    for (const { service, action } of resolveActions(catalogue, pattern)) {
      const name = `${service.prefix}:${action.name}`
      granted.set(name.toLowerCase(), { action: name, dependentActions: action.dependentActions })
    }
  }
  return granted
}

/** What a NotAction leaves is no part of this: such a statement stays as it is. */
function patternsOf({ Action }: PolicyStatement): string[] {
  return Action ?? []
}

type Seen = { count: number; refused: number; unknown: number; lastAt: number; regions: Set<string> }

function seenCalls(calls: readonly SeenCall[]): Map<string, Seen> {
  const seen = new Map<string, Seen>()

  for (const { actions, outcome, at, region } of calls) {
    for (const action of actions) {
      const key = action.toLowerCase()
      const one = seen.get(key) ?? { count: 0, refused: 0, unknown: 0, lastAt: 0, regions: new Set() }
      seen.set(key, one)
      one[outcome === 'refused' ? 'refused' : 'count'] += 1
      one.unknown += outcome === 'unknown' ? 1 : 0
      one.lastAt = Math.max(one.lastAt, at)

      if (region !== undefined) {
        one.regions.add(region)
      }
    }
  }
  return seen
}

/** A call whose permission nobody can name. One that was refused needed none that is there. */
function isOpaque({ actions, outcome }: SeenCall, catalogue: Catalogue): boolean {
  const isKnown = (action: string) => resolveActions(catalogue, action).length > 0
  return outcome !== 'refused' && (actions.length === 0 || !actions.every(isKnown))
}

/** Services of which IAM reports something that the catalogue doesn't know: it is newer than the catalogue. */
function reportedUnknown(lastAccessed: LastAccessed, catalogue: Catalogue, since: number): string[] {
  return [...(lastAccessed ?? [])].flatMap(([prefix, { last, tracked }]) => {
    const isLoaded = catalogue.service(prefix) !== undefined
    const isNewService = !catalogue.isKnown(prefix) && last !== null && last.at >= since
    const isNewAction = [...tracked].some(
      ([name, used]) =>
        used !== null && used.at >= since && resolveActions(catalogue, `${prefix}:${name}`).length === 0,
    )
    return isNewService || (isLoaded && isNewAction) ? [prefix] : []
  })
}

type Context = Pick<Observed, 'lastAccessed' | 'since'> & {
  seen: Map<string, Seen>
  opaque: ReadonlySet<string>
  /** Services of which the calls show something: IAM's report may be hours behind. */
  called: ReadonlySet<string>
}

function oneUse(key: string, action: string, { seen, lastAccessed, opaque, called, since }: Context): ActionUse {
  const own = seen.get(key)
  const service = lastAccessed?.get(prefixOf(key))
  const tracked = service?.tracked.get(key.slice(key.indexOf(':') + 1))
  const context = { lastAccessed, opaque, called, since }
  const last = tracked ?? null
  const at = Math.max(own?.lastAt ?? 0, last?.at ?? 0)
  const regions = [...new Set([...(own?.regions ?? []), ...(last?.region ? [last.region] : [])])].toSorted()
  const known = { action, count: own?.count ?? 0, lastAt: at > 0 ? at : null, regions }

  if (own && own.count > 0) {
    return { ...known, ...(own.unknown > 0 && { unknown: own.unknown }), state: 'used' }
  }
  if (own) {
    return { ...known, count: own.refused, state: 'refused' }
  }
  if (last && last.at >= since) {
    return { ...known, state: 'used' }
  }
  const isUnused = isIdle(prefixOf(key), context) || (tracked !== undefined && !opaque.has(prefixOf(key)))
  return { ...known, state: isUnused && !NO_CALL.has(key) ? 'unused' : 'unseen' }
}

/** Asked for along with calls of other services, so that no source ever shows it. */
const NO_CALL = new Set(['iam:passrole'])

/** A service that nobody asked for anything shows also what its actions one by one would not. */
function isIdle(prefix: string, { lastAccessed, opaque, called, since }: Omit<Context, 'seen'>): boolean {
  const service = lastAccessed?.get(prefix)
  return (
    service !== undefined && !opaque.has(prefix) && !called.has(prefix) && (!service.last || service.last.at < since)
  )
}

/** One call can need several permissions, of which the sources name one. */
function keepNeeded(
  actions: Map<string, ActionUse>,
  granted: Granted,
  { seen, catalogue }: { seen: Map<string, Seen>; catalogue: Catalogue },
): void {
  // What a NotAction allows is no part of `actions`, and needs others all the same.
  const called = [...seen].flatMap(([key, { count }]) => (count > 0 ? [key] : []))
  const reported = [...actions].flatMap(([key, { state }]) => (state === 'used' ? [key] : []))
  const waiting = [...new Set([...called, ...reported])]

  for (const key of waiting) {
    for (const needed of neededBy(key, { actions, granted, catalogue })) {
      const other = actions.get(needed)

      if (other && other.state !== 'used') {
        actions.set(needed, { ...other, state: 'used', count: 0, neededBy: nameOf(key, granted, catalogue) })
        waiting.push(needed)
      }
    }
  }
}

type Known = { actions: ReadonlyMap<string, ActionUse>; granted: Granted; catalogue: Catalogue }

/** Keys of what a used action needs: what the catalogue says, and the tags that are given along with what is made. */
function neededBy(key: string, { actions, granted, catalogue }: Known): string[] {
  const [found] = resolveActions(catalogue, key)
  const said = granted.get(key)?.dependentActions ?? found?.action.dependentActions ?? []
  const makes = found?.action.access === 'write' && MAKES.test(found.action.name)
  const tagging = makes
    ? [...actions.keys()].filter((other) => prefixOf(other) === prefixOf(key) && TAGS.test(other))
    : []
  return [...said.map((name) => name.toLowerCase()), ...tagging]
}

/** AWS checks both along with one call, and records the call alone. */
const MAKES = /^(Allocate|Copy|Create|Import|Launch|Put|Register|Request|Restore|Run|Start)/
const TAGS = /:(addtags|createtags|tag[a-z]*)$/

function nameOf(key: string, granted: Granted, catalogue: Catalogue): string {
  const [found] = resolveActions(catalogue, key)
  return granted.get(key)?.action ?? (found ? `${found.service.prefix}:${found.action.name}` : key)
}
