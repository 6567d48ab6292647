import type { PolicyConditions } from '@/lib/policies/document/model'
import { matchesAction, matchesPattern } from '@/lib/policies/evaluate/match'
import { type Order, type ParsedOperator, parseOperator } from '@/lib/policies/language/operators'

/** One key under one operator, as the text has them. */
export type ConditionKey = { operator: string; key: string; values: readonly string[] }

/**
 * Whether one key of an Allow's condition can fail for somebody bent on harm. It cannot where the key may simply be missing (IfExists,
 * ForAllValues), where all but a few values pass (`…Not…`), where Null only asks for presence, or where every usual value passes.
 */
export function conditionLimits({ operator, key, values }: ConditionKey): boolean {
  const parsed = parseOperator(operator)

  if (!parsed) {
    return true
  }
  const passesMissing = parsed.ifExists || parsed.quantifier === 'all'
  return !(parsed.negated || parsed.comparison === 'null' || passesMissing || isAlwaysSo(parsed, key, values))
}

/** Whether the conditions of an Allow limit it: all keys must hold, so one that can fail is enough. */
export function conditionsLimit(conditions: PolicyConditions | undefined): boolean {
  return keysOf(conditions).some(conditionLimits)
}

/**
 * Whether a Deny with these conditions leaves only what a limiting condition would allow: Deny with StringNotEquals is as good as
 * Allow with StringEquals. Of several keys each must, for the Deny holds only where all of them do.
 */
export function exceptionsLimit(conditions: PolicyConditions | undefined): boolean {
  const keys = keysOf(conditions)
  return keys.length > 0 && keys.every(exceptionLimits)
}

function exceptionLimits({ operator, key, values }: ConditionKey): boolean {
  const parsed = parseOperator(operator)
  const turned = parsed && turnedRound(parsed, values)
  return turned !== undefined && !isAlwaysSo(turned.operator, key, turned.values)
}

/** What passes a Deny, as a condition of an Allow; undefined where requests without the key pass, or all but a few values. */
function turnedRound(operator: ParsedOperator, values: readonly string[]) {
  const holdsMissing = operator.ifExists || operator.quantifier === 'all' || (operator.negated && !operator.quantifier)

  if (!holdsMissing || operator.comparison === 'null') {
    return undefined
  }
  if (operator.comparison === 'bool') {
    return { operator, values: values.map((value) => (value.toLowerCase() === 'true' ? 'false' : 'true')) }
  }
  const order = TURNED[operator.order]
  return operator.negated || order !== '=' ? { operator: { ...operator, negated: false, order }, values } : undefined
}

const TURNED: Record<Order, Order> = { '=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' }

/** Whether conditions hold for every request there is: a Deny with such conditions is one without. */
export function conditionsAlwaysHold(conditions: PolicyConditions | undefined): boolean {
  return keysOf(conditions).every(({ operator, values }) => {
    const parsed = parseOperator(operator)
    const star =
      parsed && ['string-like', 'arn'].includes(parsed.comparison) && values.some((value) => /^\*+$/.test(value))
    return star === true && !parsed?.negated && (parsed?.ifExists === true || parsed?.quantifier === 'all')
  })
}

/** The lists of values that limit a key in an Allow, or that a Deny excepts; none: any value passes. */
export function limitingValues(
  effect: 'Allow' | 'Deny',
  conditions: PolicyConditions | undefined,
  wanted: string,
): string[][] {
  const limits = effect === 'Allow' ? conditionLimits : exceptionLimits
  const keys = keysOf(conditions)
  const found = keys.filter((one) => one.key.toLowerCase() === wanted.toLowerCase() && limits(one))
  return effect === 'Deny' && keys.length !== 1 ? [] : found.map(({ values }) => [...values])
}

function keysOf(conditions: PolicyConditions = {}): ConditionKey[] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values })),
  )
}

/** What usual requests carry, what the caller writes as he likes, what comes by waiting, and all that is in one's own account. */
const USUAL: Record<string, RegExp> = {
  'aws:securetransport': /^true$/i,
  'aws:principalisawsservice': /^false$/i,
  'aws:viaawsservice': /^false$/i,
  'aws:multifactorauthpresent': /^false$/i,
  'aws:useragent': /^/,
  'aws:referer': /^/,
  'aws:resourceaccount': /^/,
  'aws:resourceorgid': /^/,
  'aws:resourceorgpaths': /^/,
  'aws:principaltype': /^(assumedrole|\*(role)?)$/i,
}

const TIMES = ['aws:currenttime', 'aws:epochtime', 'aws:tokenissuetime']

/** Only an end limits, and only one that somebody will see: a beginning comes by waiting. */
function isEndless({ order }: ParsedOperator, value: string): boolean {
  const time = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)
  return order.startsWith('>') || (order.startsWith('<') && time >= Date.UTC(2050, 0))
}

/** Of keys whose values have a form of their own, one that nobody names: a pattern that takes it in takes in every other. */
const ANY_VALUE: Record<string, string> = {
  'aws:requestedregion': 'qz-qzx-7',
  'aws:principalaccount': '190735264861',
  'aws:sourceaccount': '190735264861',
  's3:resourceaccount': '190735264861',
  'kms:calleraccount': '190735264861',
  'aws:principalorgid': 'o-qzx7qzx7qz',
  'aws:sourceorgid': 'o-qzx7qzx7qz',
  'aws:sourcevpc': 'vpc-0190735264861',
  'aws:sourcevpce': 'vpce-0190735264861',
  'aws:userid': 'AROAQZX7QZX7QZX7QZX7:qzx7',
}

/** Stand for every service, resource and role there is: only a pattern takes them in. */
const ANY_SERVICE = 'qzx7service.amazonaws.com'
const ANY_ARN = 'arn:aws:qzx7service:us-east-1:190735264861:qzx7thing/1'
const ANY_ROLE = 'arn:aws:iam::190735264861:role/qzx7anything'
const SERVICE_KEYS = ['iam:passedtoservice', 'iam:awsservicename']

function isAlwaysSo(operator: ParsedOperator, key: string, values: readonly string[]): boolean {
  const { comparison } = operator
  const name = key.toLowerCase()

  if (TIMES.includes(name)) {
    return values.some((value) => isEndless(operator, value))
  }
  if (Object.hasOwn(USUAL, name)) {
    return values.some((value) => USUAL[name]?.test(value))
  }
  switch (comparison) {
    case 'string-like':
      return values.some((value) => isOpenText(name, value))
    case 'arn':
      return values.some((value) => isOpenArn(name, value))
    case 'ip':
      return coversPublicAddresses(values)
    case 'bool':
      return new Set(values.map((value) => value.toLowerCase())).size > 1
    default:
      return values.some((value) => isItself(name, value))
  }
}

/** Whether ranges together hold half of IPv4, or as much of IPv6 as is public (2000::/3). */
function coversPublicAddresses(values: readonly string[]): boolean {
  const ranges = [...new Set(values.map((value) => value.trim()))]
  const share = (version: (range: string) => boolean) =>
    ranges.filter(version).reduce((sum, range) => sum + 2 ** -Number(/\/(\d+)$/.exec(range)?.[1] ?? 32), 0)
  return share((range) => !range.includes(':')) >= 1 / 2 || share((range) => range.includes(':')) >= 1 / 8
}

function isOpenText(name: string, value: string): boolean {
  const open = /^[*?]*\*[*?]*$/.test(value) || isItself(name, value)
  const any = Object.hasOwn(ANY_VALUE, name) ? ANY_VALUE[name] : undefined

  if (any !== undefined) {
    return open || matchesPattern(value, any)
  }
  return open || (SERVICE_KEYS.includes(name) ? matchesAction(value, ANY_SERVICE) : isOpenArn(name, value))
}

function isOpenArn(name: string, value: string): boolean {
  const own = name === 'aws:principalarn' ? [ANY_ROLE, 'arn:aws:sts::190735264861:assumed-role/qzx7anything/1'] : []
  return [ANY_ARN, ...own].some((arn) => matchesPattern(value, arn)) || isItself(name, value)
}

/** `aws:PrincipalTag/team` compared with `${aws:PrincipalTag/team}`, be it with a default. */
function isItself(name: string, value: string): boolean {
  return value.toLowerCase().replace(/\s*,\s*'.*'\s*\}$/, '}') === `\${${name}}`
}
