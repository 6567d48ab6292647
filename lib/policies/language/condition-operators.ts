/** How one pair of values is compared; `negated` operators say yes where the comparison says no. */
export type Comparison =
  | 'string'
  | 'string-ignore-case'
  | 'string-like'
  | 'number'
  | 'date'
  | 'bool'
  | 'binary'
  | 'ip'
  | 'arn'
  | 'null'
export type Order = '=' | '<' | '<=' | '>' | '>='

type ConditionOperator = { comparison: Comparison; order: Order; negated: boolean }

export type ParsedOperator = ConditionOperator & { ifExists: boolean; quantifier?: 'any' | 'all' }

function one(comparison: Comparison, negated = false, order: Order = '='): ConditionOperator {
  return { comparison, order, negated }
}

function ordered(name: string, comparison: Comparison): [string, ConditionOperator][] {
  return [
    [`${name}equals`, one(comparison)],
    [`${name}notequals`, one(comparison, true)],
    [`${name}lessthan`, one(comparison, false, '<')],
    [`${name}lessthanequals`, one(comparison, false, '<=')],
    [`${name}greaterthan`, one(comparison, false, '>')],
    [`${name}greaterthanequals`, one(comparison, false, '>=')],
  ]
}

/** Source: IAM user guide, "Condition operators". */
const OPERATORS = new Map<string, ConditionOperator>([
  ['stringequals', one('string')],
  ['stringnotequals', one('string', true)],
  ['stringequalsignorecase', one('string-ignore-case')],
  ['stringnotequalsignorecase', one('string-ignore-case', true)],
  ['stringlike', one('string-like')],
  ['stringnotlike', one('string-like', true)],
  ...ordered('numeric', 'number'),
  ...ordered('date', 'date'),
  ['bool', one('bool')],
  ['binaryequals', one('binary')],
  ['ipaddress', one('ip')],
  ['notipaddress', one('ip', true)],
  ['arnequals', one('arn')],
  ['arnlike', one('arn')],
  ['arnnotequals', one('arn', true)],
  ['arnnotlike', one('arn', true)],
  ['null', one('null')],
])

/** Takes `ForAllValues:StringLikeIfExists` apart; undefined for an operator that IAM doesn't have. */
export function parseOperator(text: string): ParsedOperator | undefined {
  const match = /^(?:(foranyvalue|forallvalues):)?(.+?)(ifexists)?$/.exec(text.toLowerCase())
  const operator = OPERATORS.get(match?.[2] ?? '')

  if (!operator || (operator.comparison === 'null' && match?.[3])) {
    return undefined
  }
  const quantifier = match?.[1] && (match[1] === 'foranyvalue' ? 'any' : 'all')
  return { ...operator, ifExists: match?.[3] !== undefined, ...(quantifier && { quantifier }) }
}

export function isKnownOperator(text: string): boolean {
  return parseOperator(text) !== undefined
}
