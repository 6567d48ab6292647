import { AGGREGATES } from '@/lib/practice/logs/insights/aggregates'
import { FUNCTIONS, moment } from '@/lib/practice/logs/insights/functions'
import { periodStart } from '@/lib/practice/logs/insights/periods'
import type { Comparison, Expression } from '@/lib/practice/logs/insights/query'
import { compareValues, finite, isTrue, numberOf, textOf, type Value } from '@/lib/practice/logs/insights/values'

/** What an expression is evaluated on: fields, columns that were made before, and the rows that aggregates look at. */
export type Scope = { get: (name: string) => Value; made: (name: string) => Value; group?: readonly Scope[] }

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'literal':
      return expression.value
    case 'duration':
      return undefined
    case 'field':
      return scope.get(expression.name)
    case 'call':
      return call(expression, scope)
    case 'all':
      return Number(expression.of.every((part) => isTrue(evaluate(part, scope))))
    case 'any':
      return Number(expression.of.some((part) => isTrue(evaluate(part, scope))))
    case 'not':
      return Number(!isTrue(evaluate(expression.of, scope)))
    case 'negative': {
      const value = numberOf(evaluate(expression.of, scope))
      return value === undefined ? undefined : -value
    }
    case 'arithmetic':
      return reckon(expression, scope)
    case 'compare':
      return Number(holds(expression.sign, evaluate(expression.left, scope), evaluate(expression.right, scope)))
    case 'matches':
      return Number(expression.pattern.test(textOf(evaluate(expression.of, scope)) ?? ''))
    case 'contains':
      return Number(contains(evaluate(expression.of, scope), evaluate(expression.text, scope)))
    case 'in': {
      const value = evaluate(expression.of, scope)
      return Number(expression.list.some((one) => holds('=', value, evaluate(one, scope))))
    }
  }
}

/** A column that an earlier `stats` named by its expression is read: its rows are gone. */
function call({ name, args, text }: Extract<Expression, { kind: 'call' }>, scope: Scope): Value {
  const made = scope.made(text)

  if (made !== undefined) {
    return made
  }
  const aggregate = AGGREGATES.get(name)

  if (aggregate) {
    const [first, second] = args
    const samples = (scope.group ?? []).map((row) => ({
      value: first ? evaluate(first, row) : 1,
      at: numberOf(row.get('@timestamp')) ?? 0,
    }))
    return aggregate.run(samples, second && evaluate(second, scope))
  }
  const period = args.find((arg) => arg.kind === 'duration')
  return period
    ? inPeriod(name, args, period, scope)
    : FUNCTIONS.get(name)?.run(args.map((arg) => evaluate(arg, scope)))
}

/** `bin(5m)`, `datefloor(@timestamp, 1h)`, `dateceil(@timestamp, 1d)`. */
function inPeriod(
  name: string,
  [first]: Expression[],
  period: Extract<Expression, { kind: 'duration' }>,
  scope: Scope,
): Value {
  const at = numberOf(name === 'bin' || !first ? scope.get('@timestamp') : evaluate(first, scope))

  if (at === undefined) {
    return undefined
  }
  const start = periodStart(at, period)
  return moment(name === 'dateceil' && start < at ? periodStart(at, period, 1) : start)
}

function reckon({ sign, left, right }: Extract<Expression, { kind: 'arithmetic' }>, scope: Scope): Value {
  const [a, b] = [numberOf(evaluate(left, scope)), numberOf(evaluate(right, scope))]

  if (a === undefined || b === undefined) {
    return undefined
  }
  switch (sign) {
    case '+':
      return finite(a + b)
    case '-':
      return finite(a - b)
    case '*':
      return finite(a * b)
    case '/':
      return finite(a / b)
    case '%':
      return finite(a % b)
    case '^':
      return finite(a ** b)
  }
}

/** With what is missing nothing compares, so it is unlike everything. */
function holds(sign: Comparison, left: Value, right: Value): boolean {
  const order = compareValues(left, right)

  if (order === undefined) {
    return sign === '!=' && (left === undefined) !== (right === undefined)
  }
  switch (sign) {
    case '=':
      return order === 0
    case '!=':
      return order !== 0
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

function contains(value: Value, part: Value): boolean {
  return textOf(value)?.includes(textOf(part) ?? '') ?? false
}
