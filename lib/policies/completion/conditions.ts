import { actionsMatching, splitAction } from '@/lib/policies/catalogue/catalogue-lookup'
import { findGlobalConditionKey, GLOBAL_CONDITION_KEYS } from '@/lib/policies/catalogue/global-condition-keys'
import type { Completion, CompletionContext } from '@/lib/policies/completion/model'
import { type Comparison, parseOperator } from '@/lib/policies/language/condition-operators'

const OPERATORS: [name: string, detail: string][] = [
  ['StringEquals', 'exactly this text'],
  ['StringNotEquals', 'any other text'],
  ['StringLike', 'text with * and ?'],
  ['StringNotLike', 'text unlike this'],
  ['StringEqualsIgnoreCase', 'this text, capitals or not'],
  ['ArnLike', 'ARN with * and ?'],
  ['ArnNotLike', 'ARN unlike this'],
  ['Bool', 'true or false'],
  ['IpAddress', 'address or CIDR range'],
  ['NotIpAddress', 'outside of these ranges'],
  ['NumericEquals', 'this number'],
  ['NumericLessThan', 'a smaller number'],
  ['NumericGreaterThan', 'a greater number'],
  ['DateLessThan', 'before this time'],
  ['DateGreaterThan', 'after this time'],
  ['Null', 'true: the key is absent'],
  ['ForAllValues:StringEquals', 'every value is one of these'],
  ['ForAnyValue:StringEquals', 'some value is one of these'],
  ['StringEqualsIfExists', 'exactly this, where the key is present'],
]

/** AWS's types of a key that an operator compares. */
const TYPES: Record<Comparison, readonly string[] | null> = {
  string: ['String', 'ArrayOfString', 'ARN', 'ArrayOfARN'],
  'string-ignore-case': ['String', 'ArrayOfString'],
  'string-like': ['String', 'ArrayOfString', 'ARN', 'ArrayOfARN'],
  arn: ['ARN', 'ArrayOfARN', 'String'],
  bool: ['Bool', 'ArrayOfBool'],
  date: ['Date'],
  number: ['Numeric'],
  ip: ['IPAddress'],
  binary: ['Binary'],
  null: null,
}

export function completeOperator(): Completion[] {
  return OPERATORS.map(([label, detail]) => ({ label, detail }))
}

/** Keys of the statement's actions first, then those of every request; only of a type that the operator compares. */
export function completeConditionKey(operator: string, { statement, catalogue }: CompletionContext): Completion[] {
  const parsed = parseOperator(operator)
  const types = parsed && TYPES[parsed.comparison]
  const found = new Map<string, Completion>()

  for (const text of statement.actions) {
    const { prefix, name } = splitAction(text) ?? { prefix: '', name: '' }
    const service = catalogue.service(prefix)
    const keys = new Set(service ? actionsMatching(service, name).flatMap(({ action }) => action.conditionKeys) : [])

    for (const key of service?.conditionKeys ?? []) {
      if (keys.has(key.name) && (!types || types.includes(key.type))) {
        found.set(key.name, { label: key.name, ...applied(key.name), detail: key.type, info: key.description })
      }
    }
  }
  const global = GLOBAL_CONDITION_KEYS.filter(({ name, type }) => !found.has(name) && (!types || types.includes(type)))
  return [...found.values(), ...global.map(({ name, type }) => ({ label: name, ...applied(name), detail: type }))]
}

/** `aws:ResourceTag/${TagKey}` is put in up to the slash, for the name of the tag to follow. */
function applied(name: string): { apply?: string } {
  const variable = name.indexOf('${')
  return variable < 0 ? {} : { apply: name.slice(0, variable) }
}

export function completeConditionValue(operator: string, key: string, { account }: CompletionContext): Completion[] {
  const comparison = parseOperator(operator)?.comparison

  if (comparison === 'bool' || comparison === 'null') {
    return [{ label: 'true' }, { label: 'false' }]
  }
  switch (findGlobalConditionKey(key)?.name) {
    case 'aws:RequestedRegion':
      return [{ label: account.region, detail: 'the region of this connection' }]
    case 'aws:ResourceAccount':
    case 'aws:SourceAccount':
    case 'aws:PrincipalAccount':
      return [{ label: account.accountId, detail: 'this account' }]
    default:
      return []
  }
}
