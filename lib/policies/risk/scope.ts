import { conditionsLimit, exceptionsLimit } from '@/lib/policies/evaluate/condition-limits'
import { type Grant, resourcesOf } from '@/lib/policies/evaluate/grants'
import { matchesPattern } from '@/lib/policies/evaluate/match'
import type { Risk } from '@/lib/policies/risk/model'

type Limit = Risk['limitedBy'][number]

/** What limits an action in its widest grant. Of several grants, one without limits is enough for the worst. */
export function limitsOf(grants: Grant[], action: string): Limit[] {
  const each = grants.map((grant) => limitsOfGrant(grant, action.slice(0, action.indexOf(':'))))
  return each.toSorted((one, other) => one.length - other.length)[0] ?? []
}

function limitsOfGrant({ statement, resources, bounds, denies }: Grant, service: string): Limit[] {
  const limits = new Set<Limit>()
  const free = bounds.length === 0 || bounds.some((bound) => resourcesOf(bound).some((name) => isBroad(name, service)))

  if (!(free && resources.some((pattern) => isBroad(pattern, service)))) {
    limits.add('resource')
  }
  const bounded = bounds.length > 0 && bounds.every(({ Condition }) => conditionsLimit(Condition))

  if (conditionsLimit(statement.Condition) || bounded || denies.some(({ Condition }) => exceptionsLimit(Condition))) {
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
  const resource = parts.slice(5).join(':')
  // A bucket has no type before its name: `bucket/*` is all of one bucket.
  const isBucket = parts[2] === 's3' && parts[3] === '' && parts[4] === ''
  const name = isBucket ? resource : resource.replace(/^[A-Za-z-]+[/:]/, '')
  const fits = [service, ...(OTHER_ARNS[service] ?? [])].some((own) => matchesPattern(parts[2] ?? '', own))
  return fits && name.includes('*') && /^[*?/:]+$/.test(name)
}
