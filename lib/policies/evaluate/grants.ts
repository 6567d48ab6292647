import type { PolicyStatement, PolicyVersion } from '@/lib/policies/document/model'
import { type ActionMatcher, actionMatcher } from '@/lib/policies/evaluate/action-patterns'
import { conditionsAlwaysHold } from '@/lib/policies/evaluate/condition-limits'
import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { coversPattern, patternsOverlap } from '@/lib/policies/evaluate/pattern-relations'

/** Where a statement stands; `statement` counts from 0. */
export type StatementRef = { policy: string; statement: number; sid?: string }

export type VersionedStatement = { statement: PolicyStatement; version: PolicyVersion }

export type IndexedStatement = VersionedStatement & {
  ref: StatementRef
  coversAction: ActionMatcher
  /** Whether an action of this service can be covered; yes where it can't tell. */
  mayConcern: (prefix: string) => boolean
}

/** Statements of the policies of one role, ready to be asked about many actions. */
export type StatementIndex = {
  allows: IndexedStatement[]
  denies: IndexedStatement[]
  /** Undefined: there is no boundary, and nothing is bounded. */
  bounds: IndexedStatement[] | undefined
}

export function indexStatements(policies: NamedPolicy[], boundary?: NamedPolicy): StatementIndex {
  const identity = policies.flatMap(indexed)
  const bounds = boundary && indexed(boundary)
  return {
    allows: identity.filter(({ statement }) => statement.Effect === 'Allow'),
    denies: [...identity, ...(bounds ?? [])].filter(({ statement }) => statement.Effect === 'Deny'),
    bounds: bounds?.filter(({ statement }) => statement.Effect === 'Allow'),
  }
}

function indexed({ name, document }: NamedPolicy): IndexedStatement[] {
  return document.Statement.map((statement, index) => ({
    ref: { policy: name, statement: index, ...(statement.Sid && { sid: statement.Sid }) },
    statement,
    version: document.Version,
    coversAction: matcherOf(statement),
    mayConcern: serviceMatcher(statement),
  }))
}

function matcherOf({ Action, NotAction }: PolicyStatement): ActionMatcher {
  if (NotAction) {
    const except = actionMatcher(NotAction)
    return (action) => !except(action)
  }
  return actionMatcher(Action ?? [])
}

function serviceMatcher({ Action, NotAction }: PolicyStatement): (prefix: string) => boolean {
  if (NotAction) {
    const whole = new Set(NotAction.map((pattern) => pattern.toLowerCase()))
    return (prefix) => !(whole.has('*') || whole.has(`${prefix}:*`))
  }
  const prefixes = [...new Set((Action ?? []).map((pattern) => pattern.toLowerCase().split(':')[0] ?? ''))]
  const exact = new Set(prefixes)
  const patterns = prefixes.filter((prefix) => /[*?]/.test(prefix))
  return (prefix) => exact.has(prefix) || patterns.some((pattern) => matchesAction(pattern, prefix))
}

/** What one Allow statement really gives for an action: the resource patterns that no Deny takes away whole. */
export type Grant = {
  ref: StatementRef
  statement: PolicyStatement
  resources: string[]
  /** Allow statements of the boundary that meet it; empty when there is no boundary. */
  bounds: PolicyStatement[]
  /** Deny statements with conditions that concern all these resources. */
  denies: PolicyStatement[]
}

/** What an action is allowed on. Empty: denied everywhere. */
export function grantsOf(index: StatementIndex, action: string): Grant[] {
  const service = action.slice(0, action.indexOf(':')).toLowerCase()
  const allows = index.allows.filter((one) => one.mayConcern(service) && one.coversAction(action))

  // Risk asks for a thousand actions at every keystroke, of which a policy has few.
  if (allows.length === 0) {
    return []
  }
  const denies = index.denies.filter(({ coversAction }) => coversAction(action)).map(({ statement }) => statement)
  const bounds = index.bounds?.filter(({ coversAction }) => coversAction(action)).map(({ statement }) => statement)

  return allows.flatMap(({ ref, statement }) => {
    const left = resourcesOf(statement).filter((pattern) => !denies.some((deny) => takesAway(deny, pattern)))
    const meeting = bounds?.filter((bound) => left.some((pattern) => meets(bound, pattern)))
    const resources = meeting ? left.filter((pattern) => meeting.some((bound) => meets(bound, pattern))) : left
    const limiting = denies.filter((deny) => resources.every((pattern) => coversWhole(deny, pattern)))
    return resources.length > 0 ? [{ ref, statement, resources, bounds: meeting ?? [], denies: limiting }] : []
  })
}

/** Everything but the exceptions is everything, unless the exceptions are. */
export function resourcesOf({ Resource, NotResource }: PolicyStatement): string[] {
  return NotResource ? (NotResource.includes('*') ? [] : ['*']) : (Resource ?? [])
}

/** Whether a Deny leaves nothing of the pattern, whatever the request carries. */
function takesAway(deny: PolicyStatement, pattern: string): boolean {
  return conditionsAlwaysHold(deny.Condition) && coversWhole(deny, pattern)
}

function coversWhole(deny: PolicyStatement, pattern: string): boolean {
  if (deny.NotResource) {
    return !deny.NotResource.some((except) => patternsOverlap(except, pattern))
  }
  return (deny.Resource ?? []).some((wide) => coversPattern(wide, pattern))
}

function meets({ Resource, NotResource }: PolicyStatement, pattern: string): boolean {
  if (NotResource) {
    return !NotResource.some((except) => coversPattern(except, pattern))
  }
  return (Resource ?? []).some((other) => patternsOverlap(other, pattern))
}
