import type { Expression } from '@aws-sdk/client-cost-explorer'
import { BILL_DIMENSIONS, type BillDimension, type BillLine } from '@/lib/practice/cost-explorer/bill-lines'
import { invalid } from '@/lib/practice/cost-explorer/refusals'
import { notHeld } from '@/lib/practice/wire/not-imitated'

type Test = (line: BillLine) => boolean

export function isDimension(name: string | undefined): name is BillDimension {
  return BILL_DIMENSIONS.some((known) => known === name)
}

/** What lines an expression lets through. */
export function filterOf(expression: Expression): Test {
  const given = Object.entries(expression).filter(([, value]) => value !== undefined)
  const [kind] = given[0] ?? []

  if (given.length !== 1) {
    throw invalid('Expression must have exactly one of Or, And, Not, Dimensions, Tags or CostCategories.')
  }
  if (kind === 'Not' && expression.Not) {
    const test = filterOf(expression.Not)
    return (line) => !test(line)
  }
  const many = kind === 'And' ? expression.And : kind === 'Or' ? expression.Or : undefined

  if (many) {
    return severalOf(many, kind === 'And')
  }
  if (kind !== 'Dimensions') {
    throw notHeld(`a filter by ${kind}`)
  }
  return dimensionOf(expression.Dimensions ?? {})
}

function severalOf(many: Expression[], isAnd: boolean): Test {
  if (many.length < 2) {
    throw invalid('And and Or must have at least two operands.')
  }
  const tests = many.map(filterOf)
  return isAnd ? (line) => tests.every((test) => test(line)) : (line) => tests.some((test) => test(line))
}

function dimensionOf({ Key, Values = [], MatchOptions = [] }: NonNullable<Expression['Dimensions']>): Test {
  if (!isDimension(Key)) {
    throw notHeld(`a filter by the dimension ${Key}`)
  }
  if (MatchOptions.some((option) => option !== 'EQUALS')) {
    throw notHeld('other matches than EQUALS')
  }
  if (Values.length === 0) {
    throw invalid('Values of a dimension must not be empty.')
  }
  return ({ dimensions }) => Values.includes(dimensions[Key])
}
