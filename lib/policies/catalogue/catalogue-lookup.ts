import type { ActionInfo, Catalogue, ConditionKeyInfo, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import { matchesAction } from '@/lib/policies/evaluate/match'

type Index = {
  actions: Map<string, ActionInfo>
  conditionKeys: Map<string, ConditionKeyInfo>
  /** Actions by pattern: an editor asks for the same ones at every keystroke. */
  matches: Map<string, readonly ServiceAction[]>
}

const PATTERNS_REMEMBERED = 2000
const indexes = new WeakMap<ServiceInfo, Index>()

function indexOf(service: ServiceInfo): Index {
  const existing = indexes.get(service)

  if (existing) {
    return existing
  }
  const index: Index = {
    actions: new Map(service.actions.map((action) => [action.name.toLowerCase(), action])),
    conditionKeys: new Map(service.conditionKeys.map((key) => [key.name.toLowerCase(), key])),
    matches: new Map(),
  }
  indexes.set(service, index)
  return index
}

/** `s3:GetObject` taken apart; undefined without a colon. */
export function splitAction(text: string): { prefix: string; name: string } | undefined {
  const colon = text.indexOf(':')
  return colon < 0 ? undefined : { prefix: text.slice(0, colon), name: text.slice(colon + 1) }
}

export function findAction(service: ServiceInfo, name: string): ActionInfo | undefined {
  return indexOf(service).actions.get(name.toLowerCase())
}

export type ServiceAction = { service: ServiceInfo; action: ActionInfo }

/** The actions of a service that a pattern without prefix (`Get*`) takes in. */
export function actionsMatching(service: ServiceInfo, pattern: string): readonly ServiceAction[] {
  const lower = pattern.toLowerCase()
  const { matches, actions } = indexOf(service)
  const remembered = matches.get(lower)

  if (remembered) {
    return remembered
  }
  const exact = actions.get(lower)
  const found = /[*?]/.test(lower) ? service.actions.filter(({ name }) => covers(lower, name)) : exact ? [exact] : []

  if (matches.size >= PATTERNS_REMEMBERED) {
    matches.clear()
  }
  const result = found.map((action) => ({ service, action }))
  matches.set(lower, result)
  return result
}

/** Nearly all patterns end in their only star. */
function covers(pattern: string, name: string): boolean {
  const star = pattern.search(/[*?]/)
  return star === pattern.length - 1 && pattern.endsWith('*')
    ? name.toLowerCase().startsWith(pattern.slice(0, star))
    : matchesAction(pattern, name)
}

/** The loaded services whose prefix the part before the colon takes in; `*` without a colon is every one of them. */
export function servicesMatching(catalogue: Catalogue, prefix: string): ServiceInfo[] {
  if (!/[*?]/.test(prefix)) {
    const service = catalogue.service(prefix.toLowerCase())
    return service ? [service] : []
  }
  const candidates = catalogue.prefixes().filter((known) => matchesAction(prefix, known))
  return candidates.flatMap((known) => catalogue.service(known) ?? [])
}

/** Every action of the loaded services that an Action value takes in. */
export function resolveActions(catalogue: Catalogue, pattern: string): readonly ServiceAction[] {
  const { prefix, name } = splitAction(pattern) ?? { prefix: '*', name: pattern }
  const services = servicesMatching(catalogue, prefix)
  const [only] = services
  return only && services.length === 1
    ? actionsMatching(only, name)
    : services.flatMap((service) => actionsMatching(service, name))
}

/** AWS writes the free part of a key in three ways. */
const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>|tag-key$/

/** A condition key that a service lists; a placeholder in the listed name stands for any text. */
export function findConditionKey(service: ServiceInfo, key: string): ConditionKeyInfo | undefined {
  const lower = key.toLowerCase()
  const { conditionKeys } = indexOf(service)
  const exact = conditionKeys.get(lower)

  if (exact) {
    return exact
  }
  for (const [name, info] of conditionKeys) {
    if (PLACEHOLDER.test(name) && matchesAction(name.replace(new RegExp(PLACEHOLDER, 'g'), '*'), lower)) {
      return info
    }
  }
  return undefined
}
