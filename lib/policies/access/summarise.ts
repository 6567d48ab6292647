import { actionReader, widest } from '@/lib/policies/access/action-access'
import type { AccessSummary, ActionAccess, LevelAccess, ServiceAccess } from '@/lib/policies/access/model'
import { resolveActions, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import type { AccessLevel, Catalogue, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { indexStatements, type StatementIndex } from '@/lib/policies/evaluate/grants'

const LEVELS: readonly AccessLevel[] = ['list', 'read', 'write', 'tagging', 'permissions']

/**
 * What the policies of one role allow together, by service and access level, as far as the catalogue is loaded. A Deny and the
 * boundary are taken off; resource policies, organizations and sessions are not known here.
 */
export function summarise(policies: NamedPolicy[], catalogue: Catalogue, boundary?: NamedPolicy): AccessSummary {
  const index = indexStatements(policies, boundary)
  const reached = catalogue.prefixes().filter((prefix) => index.allows.some((allow) => allow.mayConcern(prefix)))
  const services = reached.flatMap((prefix) => {
    const service = catalogue.service(prefix)
    const access = service && summariseService(index, service)
    return access && access.levels.length > 0 ? [access] : []
  })
  return {
    services: services.toSorted((one, other) => one.name.localeCompare(other.name, 'en')),
    notLoaded: reached.filter((prefix) => !catalogue.service(prefix)),
    unknown: unknownPatterns(index, catalogue),
  }
}

function summariseService(index: StatementIndex, service: ServiceInfo): ServiceAccess {
  const read = actionReader(index, service)
  const actions = service.actions.flatMap((action) => read(action) ?? [])
  const levels = LEVELS.flatMap((access) => {
    const own = actions.filter((action) => action.access === access)
    return own.length > 0 ? [level(access, own, service)] : []
  })
  const allowed = levels.reduce((sum, { allowed: own }) => sum + own, 0)
  return { prefix: service.prefix, name: service.name, levels, allowed, total: service.actions.length }
}

function level(access: AccessLevel, actions: ActionAccess[], service: ServiceInfo): LevelAccess {
  const usable = actions.filter(({ status }) => status !== 'denied')
  const free = usable.filter(({ status }) => status === 'allowed')
  return {
    access,
    allowed: usable.length,
    total: service.actions.filter((action) => action.access === access).length,
    resources: widest(distinct(usable.map(({ resources }) => resources))),
    conditions: free.length > 0 ? [] : [...new Set(usable.flatMap(({ conditions }) => conditions))],
    actions,
  }
}

/** Actions share their lists: a level of a hundred actions has a handful. */
function distinct(lists: string[][]): string[] {
  return [...new Set([...new Set(lists)].flat())]
}

function unknownPatterns(index: StatementIndex, catalogue: Catalogue): string[] {
  const patterns = new Set(index.allows.flatMap(({ statement }) => statement.Action ?? []))
  return [...patterns].filter((pattern) => {
    const { prefix } = splitAction(pattern) ?? { prefix: '*' }
    const answerable = /[*?]/.test(prefix) ? false : !catalogue.isKnown(prefix) || catalogue.service(prefix)
    return answerable && resolveActions(catalogue, pattern).length === 0
  })
}
