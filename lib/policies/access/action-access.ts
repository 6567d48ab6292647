import type { AccessStatus, ActionAccess } from '@/lib/policies/access/model'
import type { ActionInfo, ServiceInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyStatement } from '@/lib/policies/document/model'
import {
  type Grant,
  grantsOf,
  type IndexedStatement,
  resourcesOf,
  type StatementIndex,
} from '@/lib/policies/evaluate/grants'
import { coversPattern, fitsResourceType, patternsOverlap } from '@/lib/policies/evaluate/pattern-relations'
import { conditionLines } from '@/lib/policies/language/condition-words'

type Reach = Omit<ActionAccess, 'action' | 'access' | 'description'>

/** Answers for the actions of one service; actions that the same statements cover share the work. */
export function actionReader(index: StatementIndex, service: ServiceInfo): (action: ActionInfo) => ActionAccess | null {
  const known = new Map<string, Reach | null>()
  const own = ofService(index, service.prefix)
  const patterns = new Map(service.resourceTypes.map(({ name, arn }) => [name, arn.replace(/\$\{[^}]*\}/g, '*')]))

  return (action) => {
    const name = `${service.prefix}:${action.name}`
    const key = `${signature(own, name)} ${action.resourceTypes.map((type) => type.name).join()}`
    const remembered = known.get(key)
    const types = () => action.resourceTypes.flatMap((type) => patterns.get(type.name) ?? [])
    const reach = remembered === undefined ? readReach(own, name, types()) : remembered

    known.set(key, reach)
    return reach && { action: name, access: action.access, description: action.description, ...reach }
  }
}

/** The statements that can speak about a service at all. */
function ofService(index: StatementIndex, prefix: string): StatementIndex {
  const concerns = (one: IndexedStatement) => one.mayConcern(prefix)
  return {
    allows: index.allows.filter(concerns),
    denies: index.denies.filter(concerns),
    bounds: index.bounds?.filter(concerns),
  }
}

function signature({ allows, denies, bounds }: StatementIndex, action: string): string {
  return [allows, denies, bounds ?? []]
    .map((list) => list.map(({ coversAction }) => (coversAction(action) ? 1 : 0)).join(''))
    .join('.')
}

function readReach(index: StatementIndex, action: string, types: string[]): Reach | null {
  const allows = index.allows.filter(
    ({ coversAction, statement }) => coversAction(action) && resourcesOf(statement).some((name) => fits(name, types)),
  )

  if (allows.length === 0) {
    return null
  }
  const grants = grantsOf(index, action).filter(({ resources }) => resources.some((name) => fits(name, types)))
  const denies = index.denies.filter(({ coversAction }) => coversAction(action))

  if (grants.length === 0) {
    const blocked = index.bounds && !index.bounds.some(({ coversAction }) => coversAction(action))
    return {
      ...nothing,
      status: 'denied',
      allowedBy: allows.map(({ ref }) => ref),
      deniedBy: blocked ? [] : denies.map(({ ref }) => ref),
    }
  }
  return reachOf(grants, denies, types)
}

const nothing = { resources: [], except: [], conditions: [], deniedWhen: [] }

/** An action without resource types only takes `*`; another one only patterns that some resource of its types fits. */
function fits(pattern: string, types: string[]): boolean {
  return pattern === '*' || types.some((type) => fitsResourceType(pattern, type))
}

function reachOf(grants: Grant[], denies: IndexedStatement[], types: string[]): Reach {
  const free = grants.filter(
    ({ statement, bounds }) => isFree(statement) && (bounds.length === 0 || bounds.some(isFree)),
  )
  const speaking = free.length > 0 ? free : grants
  const always = denies.filter(({ statement }) => isFree(statement)).map(({ statement }) => statement)
  const limits = always.flatMap(({ NotResource }) => (NotResource ? [NotResource] : []))
  const resources = widest(
    grants.flatMap(({ resources: own, bounds }) =>
      narrowed(
        own.filter((name) => fits(name, types)),
        [...boundPatterns(bounds), ...limits],
      ),
    ),
  )
  const touches = (pattern: string) => resources.some((own) => patternsOverlap(own, pattern))
  const partly = denies.filter(({ statement }) => statement.NotResource || (statement.Resource ?? []).some(touches))
  return {
    status: (free.length > 0 ? 'allowed' : 'conditional') satisfies AccessStatus,
    resources,
    except: widest([
      ...grants.flatMap(({ statement }) => statement.NotResource ?? []),
      ...always.flatMap(({ Resource }) => Resource ?? []).filter(touches),
    ]),
    conditions:
      free.length > 0 ? [] : distinctLines(speaking.flatMap(({ statement, bounds }) => [statement, ...bounds])),
    deniedWhen: distinctLines(partly.flatMap(({ statement }) => (isFree(statement) ? [] : [statement]))),
    allowedBy: grants.map(({ ref }) => ref),
    deniedBy: partly.map(({ ref }) => ref),
  }
}

function isFree({ Condition }: PolicyStatement): boolean {
  return !Condition || Object.keys(Condition).length === 0
}

function distinctLines(statements: PolicyStatement[]): string[] {
  return [...new Set(statements.map(({ Condition }) => conditionLines(Condition).join(' and ')).filter(Boolean))]
}

/** Without a boundary nothing is narrowed; with one, its patterns together are one limit. */
function boundPatterns(bounds: PolicyStatement[]): string[][] {
  return bounds.length > 0 ? [bounds.flatMap(resourcesOf)] : []
}

/** The patterns cut down by each limit, as far as one pattern can say it. */
function narrowed(patterns: string[], limits: string[][]): string[] {
  return limits.reduce(
    (left, limit) =>
      left.flatMap((pattern) => {
        if (limit.some((wide) => coversPattern(wide, pattern))) {
          return [pattern]
        }
        const inside = limit.filter((narrow) => coversPattern(pattern, narrow))
        return inside.length > 0 ? inside : [pattern]
      }),
    patterns,
  )
}

/** Without what another pattern of the list takes in. */
export function widest(patterns: string[]): string[] {
  const distinct = [...new Set(patterns)]
  return distinct.includes('*')
    ? ['*']
    : distinct.filter((pattern) => !distinct.some((other) => other !== pattern && coversPattern(other, pattern)))
}
