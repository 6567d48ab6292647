import { conditionLimits } from '@/lib/policies/evaluate/condition-limits'
import { matchesAction } from '@/lib/policies/evaluate/match'
import type { ItemView, StatementView } from '@/lib/policies/findings/view'
import { patternCovers } from '@/lib/policies/language/patterns'

/** How an Allow statement comes to permit an action on every role. */
export type RoleGrant = {
  how:
    | 'STAR_IN_RESOURCE'
    | 'STAR_IN_ACTION_AND_RESOURCE'
    | 'STAR_IN_RESOURCE_AND_NOT_ACTION'
    | 'NOT_RESOURCE'
    | 'STAR_IN_ACTION_AND_NOT_RESOURCE'
    | 'NOT_ACTION_AND_NOT_RESOURCE'
  /** The value to point at. */
  place: Pick<ItemView, 'node' | 'path'>
  /** The item that is exactly the action, if there is one. */
  exact?: ItemView
}

const EVERY_ROLE = 'arn:aws:iam::*:role/*'

export function grantOnEveryRole(statement: StatementView, action: string): RoleGrant | undefined {
  const { effect, actions, resources } = statement

  if (effect !== 'Allow' || !(actions && resources) || !reachesEveryRole(resources)) {
    return undefined
  }
  const covering = actions.items.filter(({ text }) => matchesAction(text, action))
  const exact = covering.find(({ text }) => text.toLowerCase() === action.toLowerCase())
  const place = exact ?? covering[0] ?? { node: actions.key, path: actions.path }

  if (actions.negated) {
    const how = resources.negated ? 'NOT_ACTION_AND_NOT_RESOURCE' : 'STAR_IN_RESOURCE_AND_NOT_ACTION'
    return covering.length > 0 ? undefined : { how, place }
  }
  if (covering.length === 0) {
    return undefined
  }
  if (exact) {
    return { how: resources.negated ? 'NOT_RESOURCE' : 'STAR_IN_RESOURCE', place, exact }
  }
  return { how: resources.negated ? 'STAR_IN_ACTION_AND_NOT_RESOURCE' : 'STAR_IN_ACTION_AND_RESOURCE', place }
}

function reachesEveryRole({ negated, items }: NonNullable<StatementView['resources']>): boolean {
  const every = items.some(({ text }) => patternCovers(text.replace(/^arn:aws[^:]*:/, 'arn:aws:'), EVERY_ROLE))
  return negated ? items.length > 0 && !every : every
}

/** Whether a condition on one of these keys limits what the statement allows. */
export function limitedBy({ conditions }: StatementView, keys: string[]): boolean {
  return conditions.some(
    ({ key, operatorName, values }) =>
      keys.includes(key.toLowerCase()) &&
      conditionLimits({ operator: operatorName, key, values: values.map(({ text }) => text) }),
  )
}
