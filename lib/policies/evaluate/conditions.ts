import type { PolicyConditions, PolicyVersion } from '@/lib/policies/document/model'
import { COMPARISONS } from '@/lib/policies/evaluate/compare'
import type { RequestContext } from '@/lib/policies/evaluate/context'
import { type ParsedOperator, parseOperator } from '@/lib/policies/language/operators'

/**
 * Whether every condition of a statement holds. All operators and keys must agree; of the values of one key, one is enough
 * (for a negated operator: none may match). An operator that IAM doesn't have never holds.
 */
export function conditionsHold(
  conditions: PolicyConditions | undefined,
  context: RequestContext,
  version: PolicyVersion,
): boolean {
  // Every key is asked for, also after the first no, so that all missing keys come to light.
  return conditionAnswers(conditions, context, version).every(({ holds }) => holds)
}

export type ConditionAnswer = { operator: string; key: string; wanted: string[]; holds: boolean }

/** Each condition by itself, in the order of the policy. */
export function conditionAnswers(
  conditions: PolicyConditions | undefined,
  context: RequestContext,
  version: PolicyVersion,
): ConditionAnswer[] {
  const variables = version === '2012-10-17' ? context : undefined

  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) => {
    const parsed = parseOperator(operator)

    if (!parsed && Object.keys(keys).length === 0) {
      return [{ operator, key: '', wanted: [], holds: false }]
    }
    return Object.entries(keys).map(([key, wanted]) => {
      const holds = parsed !== undefined && keyHolds(parsed, key, wanted, context, variables)
      return { operator, key, wanted, holds }
    })
  })
}

function keyHolds(
  operator: ParsedOperator,
  key: string,
  values: string[],
  context: RequestContext,
  variables: RequestContext | undefined,
): boolean {
  if (operator.comparison === 'null') {
    return values.some((value) => value.toLowerCase() === String(!context.has(key)))
  }
  const compare = COMPARISONS[operator.comparison]
  const holds = (request: string) => {
    const matched = values.some((value) => compare(value, request, operator.order, variables))
    return operator.negated ? !matched : matched
  }
  const present = context.get(key)

  if (!present || present.length === 0) {
    return heldByNothing(operator)
  }
  if (operator.quantifier === 'all') {
    return present.every(holds)
  }
  if (operator.quantifier === 'any' || !operator.negated) {
    return present.some(holds)
  }
  return present.every(holds)
}

/** A key that the request lacks: no, except for a negated operator, IfExists and ForAllValues (which asks only about values that are there). */
function heldByNothing({ ifExists, quantifier, negated }: ParsedOperator): boolean {
  if (ifExists || quantifier === 'all') {
    return true
  }
  return quantifier === undefined && negated
}
