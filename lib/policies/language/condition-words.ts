import type { PolicyConditions } from '@/lib/policies/document/model'

const VERBS: Record<string, string> = {
  stringequals: 'is',
  stringnotequals: 'is not',
  stringequalsignorecase: 'is (any case)',
  stringnotequalsignorecase: 'is not (any case)',
  stringlike: 'is like',
  stringnotlike: 'is not like',
  numericequals: '=',
  numericnotequals: '≠',
  numericlessthan: '<',
  numericlessthanequals: '≤',
  numericgreaterthan: '>',
  numericgreaterthanequals: '≥',
  dateequals: 'is',
  datenotequals: 'is not',
  datelessthan: 'is before',
  datelessthanequals: 'is not after',
  dategreaterthan: 'is after',
  dategreaterthanequals: 'is not before',
  bool: 'is',
  binaryequals: 'is',
  ipaddress: 'is in',
  notipaddress: 'is not in',
  arnequals: 'is like',
  arnlike: 'is like',
  arnnotequals: 'is not like',
  arnnotlike: 'is not like',
}

/** Each condition of a statement as one short line; all of them must hold. */
export function conditionLines(conditions: PolicyConditions | undefined): string[] {
  return Object.entries(conditions ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionLine(operator, key, values)),
  )
}

/** `aws:RequestedRegion is us-east-1 or eu-west-1` */
export function conditionLine(operator: string, key: string, values: string[]): string {
  const [, quantifier, name = '', exists] = /^(?:(\w+):)?(\w+?)(ifexists)?$/.exec(operator.toLowerCase()) ?? []

  if (name === 'null') {
    return `${key} is ${values.some((value) => value.toLowerCase() === 'true') ? 'absent' : 'present'}`
  }
  const verb = VERBS[name] ?? operator
  const who = quantifier === 'forallvalues' ? `every value of ${key}` : quantifier ? `any value of ${key}` : key
  const list = values.length === 0 ? 'nothing' : values.join(verb.includes('not') ? ' nor ' : ' or ')
  return `${who} ${verb} ${list}${exists ? ', if it is there' : ''}`
}
