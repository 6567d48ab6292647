import ipaddr from 'ipaddr.js'
import type { RequestContext } from '@/lib/policies/evaluate/context'
import { matchesArn, matchesPattern } from '@/lib/policies/evaluate/match'
import type { Comparison, Order } from '@/lib/policies/language/operators'
import { resolveText } from '@/lib/policies/language/variables'

/** Whether one value of the request satisfies one value of the policy. `context` is absent where variables are plain text. */
export type Compare = (policy: string, request: string, order: Order, context?: RequestContext) => boolean

export const COMPARISONS: Record<Exclude<Comparison, 'null'>, Compare> = {
  string: (policy, request, _, context) => resolveText(policy, context) === request,
  'string-ignore-case': (policy, request, _, context) =>
    resolveText(policy, context)?.toLowerCase() === request.toLowerCase(),
  'string-like': (policy, request, _, context) => matchesPattern(policy, request, context),
  number: (policy, request, order) => inOrder(toNumber(request), toNumber(policy), order),
  date: (policy, request, order) => inOrder(toTime(request), toTime(policy), order),
  bool: (policy, request, _, context) => resolveText(policy, context)?.toLowerCase() === request.toLowerCase(),
  binary: (policy, request) => policy === request,
  ip: (policy, request) => inNetwork(policy, request),
  arn: (policy, request, _, context) => matchesArn(policy, request, context),
}

function inOrder(request: number, policy: number, order: Order): boolean {
  switch (order) {
    case '=':
      return request === policy
    case '<':
      return request < policy
    case '<=':
      return request <= policy
    case '>':
      return request > policy
    case '>=':
      return request >= policy
  }
}

/** NaN for what is no number: every comparison with it says no. */
function toNumber(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : Number.NaN
}

const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i

/** Milliseconds. IAM takes ISO 8601 (UTC where no zone is given) and seconds since 1970. */
function toTime(text: string): number {
  const value = text.trim()

  if (/^\d+$/.test(value)) {
    return Number(value) * 1000
  }
  if (!ISO_8601.test(value)) {
    return Number.NaN
  }
  const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/i.test(value) || !value.includes('T') ? value : `${value}Z`
  return Date.parse(zoned.replace(/([+-]\d{2})(\d{2})$/, timeZone))
}

function timeZone(whole: string, hours: string, minutes: string): string {
  return whole.includes(':') ? whole : `${hours}:${minutes}`
}

function inNetwork(policy: string, request: string): boolean {
  if (!ipaddr.isValid(request)) {
    return false
  }
  const address = ipaddr.process(request)

  if (!policy.includes('/')) {
    return ipaddr.isValid(policy) && ipaddr.process(policy).toNormalizedString() === address.toNormalizedString()
  }
  if (!ipaddr.isValidCIDR(policy)) {
    return false
  }
  const [network, bits] = ipaddr.parseCIDR(policy)
  return network.kind() === address.kind() && address.match(network, bits)
}
