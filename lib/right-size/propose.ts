import {
  actionsMatching,
  resolveActions,
  type ServiceAction,
  splitAction,
} from '@/lib/policies/catalogue/catalogue-lookup'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { parsePolicy } from '@/lib/policies/document/document'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { coversAction } from '@/lib/policies/evaluate/evaluate'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { opensContents } from '@/lib/policies/risk/groups'
import { basePolicy } from '@/lib/policies/templates/base-permissions'
import type { HeldPolicy, Margin, Use } from '@/lib/right-size/model'
import { shortPatterns } from '@/lib/right-size/short-patterns'
import { prefixOf } from '@/lib/right-size/use'

/** `document` is null where nothing is left of the policy, and the very same object where nothing changes. */
export type NarrowedPolicy = { from: HeldPolicy; document: PolicyDocument | null; isChanged: boolean }

export type Narrowed = {
  policies: NarrowedPolicy[]
  /** Actions that were allowed and no longer are, in order. */
  trimmed: string[]
  /** Statements that could not be judged: they allow everything but something. `statement` counts from 0. */
  left: { policy: string; statement: number }[]
}

type Plan = { use: Use; catalogue: Catalogue; margin: Margin }
type Keep = (one: ServiceAction) => boolean

/**
 * The role's policies without what is seen and was never used. Grants nothing that the old ones don't. Denies, conditions and
 * resources stay as they are.
 */
export function narrow(policies: readonly HeldPolicy[], plan: Plan): Narrowed {
  const hasBase = policies.some(({ isBase }) => isBase)
  const keep = keeping(plan, hasBase)
  const trimmed = new Set<string>()
  const narrowed = policies.map((from): NarrowedPolicy => {
    const statements = from.document.Statement.map((one) => narrowStatement(one, from, plan, keep, trimmed))
    const kept = statements.filter((one) => one !== null)
    const isChanged = statements.some((one, index) => one !== from.document.Statement[index])
    const document = isChanged ? { ...from.document, Statement: kept } : from.document
    return { from, document: isChanged && kept.length === 0 ? null : document, isChanged }
  })
  const left = policies.flatMap(({ name, document }) =>
    document.Statement.flatMap(({ Effect, NotAction }, statement) =>
      Effect === 'Allow' && NotAction ? [{ policy: name, statement }] : [],
    ),
  )
  return { policies: narrowed, trimmed: [...trimmed].filter((action) => !isAllowed(narrowed, action)).toSorted(), left }
}

/** Some statement that is not touched may still say it. */
function isAllowed(policies: readonly NarrowedPolicy[], action: string): boolean {
  return policies.some(({ document }) =>
    document?.Statement.some((statement) => statement.Effect === 'Allow' && coversAction(statement, action)),
  )
}

/** A role without a policy of its own for the base permissions has them somewhere in its others. */
function keeping({ use, margin }: Plan, hasBase: boolean): Keep {
  return ({ service, action }) => {
    const name = `${service.prefix}:${action.name}`
    const known = use.actions.get(name.toLowerCase())
    const isCompanion =
      margin === 'read' &&
      use.used.has(service.prefix) &&
      /^(List|Get|Describe)/.test(action.name) &&
      ['list', 'read'].includes(action.access) &&
      !opensContents(name)
    return known?.state !== 'unused' || isCompanion || (!hasBase && BASE_ACTIONS.has(name.toLowerCase()))
  }
}

const ANY = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' }
const base = parsePolicy(basePolicy({ ...ANY, ecr: { accountId: ANY.accountId, region: ANY.region, repository: '*' } }))
const BASE_ACTIONS = new Set(
  (base.ok ? base.data.Statement : []).flatMap(({ Action }) => (Action ?? []).map((action) => action.toLowerCase())),
)

function narrowStatement(
  statement: PolicyStatement,
  { isBase }: HeldPolicy,
  plan: Plan,
  keep: Keep,
  trimmed: Set<string>,
): PolicyStatement | null {
  const { Action } = statement

  if (isBase || statement.Effect === 'Deny' || !Action) {
    return statement
  }
  const patterns = Action.map((pattern) => narrowPattern(pattern, plan, keep, trimmed))
  const kept = [...new Set(patterns.flat())]

  if (patterns.every((one, index) => one.length === 1 && one[0] === Action[index])) {
    return statement
  }
  return kept.length === 0 ? null : { ...statement, Action: kept }
}

/** What takes its place; the pattern itself where nothing of it goes, or nobody knows all that it stands for. */
function narrowPattern(pattern: string, { use, catalogue }: Plan, keep: Keep, trimmed: Set<string>): string[] {
  const all = resolveActions(catalogue, pattern)
  const going = all.filter((one) => !keep(one))

  if (all.length === 0) {
    return use.idle.has(prefixOf(pattern)) ? [] : [pattern]
  }

  if (going.length === 0 || !isWhole(pattern, catalogue)) {
    return [pattern]
  }
  for (const { service, action } of going) {
    trimmed.add(`${service.prefix}:${action.name}`)
  }
  const name = splitAction(pattern)?.name ?? '*'
  const services = [...new Set(all.map(({ service }) => service))]
  const strangers = [...use.opaque].filter(
    (prefix) => !catalogue.isKnown(prefix) && matchesAction(splitAction(pattern)?.prefix ?? '*', prefix),
  )
  const left = services.flatMap((service) => {
    const own = actionsMatching(service, name)
    const kept = own.filter(keep)
    const isAll = kept.length === own.length && kept.length > 1
    return isAll ? [`${service.prefix}:${name}`] : shortPatterns(service, name, kept)
  })
  return [...left, ...strangers.map((prefix) => `${prefix}:${name}`)]
}

function isWhole(pattern: string, catalogue: Catalogue): boolean {
  const { prefix } = splitAction(pattern) ?? { prefix: pattern === '*' ? '*' : '' }
  const named = /[*?]/.test(prefix)
    ? catalogue.prefixes().filter((known) => matchesAction(prefix, known))
    : [prefixOf(`${prefix}:`)]
  return named.length > 0 && named.every((one) => catalogue.service(one) !== undefined)
}
