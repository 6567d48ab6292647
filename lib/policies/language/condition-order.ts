import type { PolicyConditions, PolicyStatement } from '@/lib/policies/document/model'
import { type ParsedOperator, parseOperator } from '@/lib/policies/language/operators'

type Conjunct = { operator: string; key: string; values: string[] }

function conjuncts(conditions: PolicyConditions = {}): Conjunct[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: values.toSorted(),
    })),
  )
}

/** Equal for conditions that differ only in order and case of names. Empty: no condition. */
export function conditionText({ Condition }: PolicyStatement): string {
  return conjuncts(Condition)
    .map(({ operator, key, values }) => JSON.stringify([operator, key, values]))
    .toSorted()
    .join()
}

/** Whether every request for which `narrow` holds also makes `wide` hold. Says no where it can't tell. */
export function impliesConditions(narrow: PolicyConditions | undefined, wide: PolicyConditions | undefined): boolean {
  const given = conjuncts(narrow)
  return conjuncts(wide).every((wanted) => given.some((one) => implies(one, wanted)))
}

function implies(narrow: Conjunct, wide: Conjunct): boolean {
  const relaxed = narrow.operator === wide.operator || `${narrow.operator}ifexists` === wide.operator

  if (narrow.key !== wide.key || !relaxed) {
    return false
  }
  const operator = parseOperator(wide.operator)

  if (operator?.negated) {
    return wide.values.every((value) => narrow.values.includes(value))
  }
  const among = narrow.values.every((value) => wide.values.includes(value))
  return among || (operator !== undefined && withinBound(operator, narrow.values, wide.values))
}

/** `< 5` implies `< 9`. Only for plain numbers and for dates of the same form, which sort as text. */
function withinBound(operator: ParsedOperator, [narrow, ...more]: string[], [wide, ...others]: string[]): boolean {
  const { comparison, order, quantifier } = operator

  if (order === '=' || quantifier || more.length + others.length > 0 || narrow === undefined || wide === undefined) {
    return false
  }
  const apart = comparison === 'number' ? Number(narrow) - Number(wide) : compareDates(narrow, wide)
  return order.startsWith('<') ? apart <= 0 : apart >= 0
}

const UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

function compareDates(one: string, other: string): number {
  return UTC.test(one) && UTC.test(other) ? Date.parse(one) - Date.parse(other) : Number.NaN
}
