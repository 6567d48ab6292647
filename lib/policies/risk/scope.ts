import type { PolicyConditions, PolicyStatement } from '@/lib/policies/document'
import { type Grant, resourcesOf } from '@/lib/policies/grants'
import { matchesPattern } from '@/lib/policies/match'
import type { Risk } from '@/lib/policies/risk/model'

type Limit = Risk['limitedBy'][number]

/** What limits an action in its widest grant. Of several grants, one without limits is enough for the worst. */
export function limitsOf(grants: Grant[], action: string): Limit[] {
  const each = grants.map((grant) => limitsOfGrant(grant, action.slice(0, action.indexOf(':'))))
  return each.toSorted((one, other) => one.length - other.length)[0] ?? []
}

function limitsOfGrant({ statement, resources, bounds }: Grant, service: string): Limit[] {
  const limits = new Set<Limit>()
  const free = bounds.length === 0 || bounds.some((bound) => resourcesOf(bound).some((name) => isBroad(name, service)))

  if (!(free && resources.some((pattern) => isBroad(pattern, service)))) {
    limits.add('resource')
  }
  if (restricts(statement) || (bounds.length > 0 && bounds.every(restricts))) {
    limits.add('condition')
  }
  return [...limits]
}

/** Whose resources an action can also be limited to, where that isn't its own service. */
const OTHER_ARNS: Record<string, string[]> = {
  'ec2-instance-connect': ['ec2'],
  ssm: ['ec2', 'ecs'],
  sts: ['iam'],
  'rds-data': ['rds'],
  kinesisanalytics: ['kinesis'],
  'waf-regional': ['waf'],
}

/** Whether a pattern names no resource in particular: `*`, or only wildcards after the type (`arn:aws:iam::*:role/*`). */
function isBroad(pattern: string, service: string): boolean {
  const parts = pattern.split(':')

  if (parts.length < 6) {
    return /^[*?:]+$/.test(pattern.replace(/^arn(:[^:]*){0,4}:?\*/, '*'))
  }
  const name = parts
    .slice(5)
    .join(':')
    .replace(/^[A-Za-z-]+[/:]/, '')
  const fits = [service, ...(OTHER_ARNS[service] ?? [])].some((own) => matchesPattern(parts[2] ?? '', own))
  return fits && name.includes('*') && /^[*?/:]+$/.test(name)
}

/** Whether a statement's conditions keep requests out that somebody bent on harm could make. */
function restricts({ Condition = {} }: PolicyStatement): boolean {
  return Object.entries(Condition).some(([operator, keys]) =>
    Object.entries(keys).some(([key, values]) => !isWeak(operator.toLowerCase(), key.toLowerCase(), values)),
  )
}

/**
 * Exceptions (`…Not…`) leave nearly everything open, ForAllValues holds for a request without the key, Null and SecureTransport hold
 * for any usual request.
 */
function isWeak(operator: string, key: string, values: string[]): boolean {
  return (
    operator.includes('not') ||
    operator === 'null' ||
    operator.startsWith('forallvalues:') ||
    key === 'aws:securetransport' ||
    (operator.includes('like') && values.includes('*'))
  )
}

/** The values that a statement's conditions allow for a key, where they name them; undefined: any. */
export function valuesAllowed(conditions: PolicyConditions = {}, wanted: string): string[] | undefined {
  const found = Object.entries(conditions).flatMap(([operator, keys]) =>
    /^(foranyvalue:)?string(equals|like|equalsignorecase)(ifexists)?$/i.test(operator)
      ? Object.entries(keys).flatMap(([key, values]) => (key.toLowerCase() === wanted.toLowerCase() ? [values] : []))
      : [],
  )
  return found[0]
}
