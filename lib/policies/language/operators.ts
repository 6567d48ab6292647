/** How one pair of values is compared; `negated` operators say yes where the comparison says no. */
export type Comparison = keyof typeof COMPARISON_TYPES
export type Order = '=' | '<' | '<=' | '>' | '>='

/**
 * What each comparison is made for: `type` is the type of key that its operators belong to, `keyTypes` what else AWS's catalogue calls the
 * keys that it fits (null: all), and `variables` whether `${…}` is filled in. A new comparison also needs its function in `compare.ts`.
 */
const COMPARISON_TYPES = {
  string: { type: 'String', keyTypes: ['String', 'ArrayOfString', 'ARN', 'ArrayOfARN'], variables: true },
  'string-ignore-case': { type: 'String', keyTypes: ['String', 'ArrayOfString'], variables: true },
  'string-like': { type: 'String', keyTypes: ['String', 'ArrayOfString', 'ARN', 'ArrayOfARN'], variables: true },
  number: { type: 'Numeric', keyTypes: ['Numeric'], variables: false },
  date: { type: 'Date', keyTypes: ['Date'], variables: false },
  bool: { type: 'Bool', keyTypes: ['Bool', 'ArrayOfBool'], variables: false },
  binary: { type: 'Binary', keyTypes: ['Binary'], variables: false },
  ip: { type: 'IPAddress', keyTypes: ['IPAddress'], variables: false },
  arn: { type: 'ARN', keyTypes: ['ARN', 'ArrayOfARN', 'String'], variables: true },
  null: { type: 'Null', keyTypes: null, variables: false },
} as const satisfies Record<string, ComparisonType>

type ComparisonType = { type: string; keyTypes: readonly string[] | null; variables: boolean }

/**
 * `words` stand between key and value in a sentence; `completion` is what the editor says beside an operator that it offers, and
 * `like` marks those named for their wildcards.
 */
type OperatorRow = {
  name: string
  comparison: Comparison
  words: string
  order?: Order
  negated?: true
  like?: true
  completion?: string
}

/** All that is known of IAM's operators, in the order in which they are offered. Source: IAM user guide, "Condition operators". */
export const OPERATORS = [
  { name: 'StringEquals', comparison: 'string', words: 'is', completion: 'exactly this text' },
  { name: 'StringNotEquals', comparison: 'string', negated: true, words: 'is not', completion: 'any other text' },
  { name: 'StringLike', comparison: 'string-like', like: true, words: 'is like', completion: 'text with * and ?' },
  {
    name: 'StringNotLike',
    comparison: 'string-like',
    negated: true,
    like: true,
    words: 'is not like',
    completion: 'text unlike this',
  },
  {
    name: 'StringEqualsIgnoreCase',
    comparison: 'string-ignore-case',
    words: 'is (any case)',
    completion: 'this text, capitals or not',
  },
  { name: 'StringNotEqualsIgnoreCase', comparison: 'string-ignore-case', negated: true, words: 'is not (any case)' },
  { name: 'ArnLike', comparison: 'arn', like: true, words: 'is like', completion: 'ARN with * and ?' },
  {
    name: 'ArnNotLike',
    comparison: 'arn',
    negated: true,
    like: true,
    words: 'is not like',
    completion: 'ARN unlike this',
  },
  { name: 'ArnEquals', comparison: 'arn', words: 'is like' },
  { name: 'ArnNotEquals', comparison: 'arn', negated: true, words: 'is not like' },
  { name: 'Bool', comparison: 'bool', words: 'is', completion: 'true or false' },
  { name: 'BinaryEquals', comparison: 'binary', words: 'is' },
  { name: 'IpAddress', comparison: 'ip', words: 'is in', completion: 'address or CIDR range' },
  { name: 'NotIpAddress', comparison: 'ip', negated: true, words: 'is not in', completion: 'outside of these ranges' },
  { name: 'NumericEquals', comparison: 'number', words: '=', completion: 'this number' },
  { name: 'NumericNotEquals', comparison: 'number', negated: true, words: '≠' },
  { name: 'NumericLessThan', comparison: 'number', order: '<', words: '<', completion: 'a smaller number' },
  { name: 'NumericLessThanEquals', comparison: 'number', order: '<=', words: '≤' },
  { name: 'NumericGreaterThan', comparison: 'number', order: '>', words: '>', completion: 'a greater number' },
  { name: 'NumericGreaterThanEquals', comparison: 'number', order: '>=', words: '≥' },
  { name: 'DateEquals', comparison: 'date', words: 'is' },
  { name: 'DateNotEquals', comparison: 'date', negated: true, words: 'is not' },
  { name: 'DateLessThan', comparison: 'date', order: '<', words: 'is before', completion: 'before this time' },
  { name: 'DateLessThanEquals', comparison: 'date', order: '<=', words: 'is not after' },
  { name: 'DateGreaterThan', comparison: 'date', order: '>', words: 'is after', completion: 'after this time' },
  { name: 'DateGreaterThanEquals', comparison: 'date', order: '>=', words: 'is not before' },
  { name: 'Null', comparison: 'null', words: 'is', completion: 'true: the key is absent' },
] as const satisfies readonly OperatorRow[]

export type OperatorName = (typeof OPERATORS)[number]['name']

/** What may stand before an operator. `words` go before the key, `example` is how the editor describes it with StringEquals. */
export const QUANTIFIERS = [
  { prefix: 'ForAllValues:', quantifier: 'all', words: 'every value of', example: 'every value is one of these' },
  { prefix: 'ForAnyValue:', quantifier: 'any', words: 'any value of', example: 'some value is one of these' },
] as const

export type ParsedOperator = {
  name: OperatorName
  comparison: Comparison
  order: Order
  negated: boolean
  like: boolean
  words: string
  ifExists: boolean
  quantifier?: 'any' | 'all'
}

/** Every spelling in small letters: each operator with each prefix, and with IfExists where IAM has that. */
const SPELLINGS = new Map<string, ParsedOperator>(
  OPERATORS.flatMap((row: OperatorRow & { name: OperatorName }) => {
    const { name, comparison, words, order = '=', negated = false, like = false } = row
    const plain: ParsedOperator = { name, comparison, words, order, negated, like, ifExists: false }

    return [undefined, ...QUANTIFIERS].flatMap((one) => {
      const prefixed = one ? { ...plain, quantifier: one.quantifier } : plain
      const text = `${one?.prefix ?? ''}${name}`.toLowerCase()
      const withIfExists = [`${text}ifexists`, { ...prefixed, ifExists: true }] as const
      return comparison === 'null' ? [[text, prefixed] as const] : [[text, prefixed] as const, withIfExists]
    })
  }),
)

/** Takes `ForAllValues:StringLikeIfExists` apart, in any case; undefined for an operator that IAM doesn't have. */
export function parseOperator(text: string): ParsedOperator | undefined {
  return SPELLINGS.get(text.toLowerCase())
}

export function isKnownOperator(text: string): boolean {
  return parseOperator(text) !== undefined
}

export function comparisonType(comparison: Comparison): ComparisonType {
  return COMPARISON_TYPES[comparison]
}

/** The operator with wildcards for `text`, whose prefix and IfExists it keeps: StringEqualsIfExists → StringLikeIfExists. */
export function likeOperator(
  text: string,
  { name, negated }: ParsedOperator,
  comparison: 'string-like' | 'arn',
): string {
  const row = OPERATORS.find(
    (one: OperatorRow) => one.like && one.comparison === comparison && (one.negated ?? false) === negated,
  )
  return row ? text.replace(new RegExp(name, 'i'), row.name) : text
}
