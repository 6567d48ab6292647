import type { ClaimRule } from '@/lib/runtimes/model'

export const OPERATORS = ['EQUALS', 'CONTAINS', 'CONTAINS_ANY'] as const

/** One rule as people write it: `team EQUALS dev`, `groups CONTAINS_ANY a, b`. Undefined for anything else. */
export function parseRule(line: string): ClaimRule | undefined {
  const [, claim, operator, rest = ''] = /^([\w.:/-]{1,255})\s+([A-Z_]+)\s+(.+)$/.exec(line) ?? []
  const known = OPERATORS.find((one) => one === operator)
  const values = known === 'CONTAINS_ANY' ? rest.split(',').map((value) => value.trim()) : [rest.trim()]
  return claim === undefined || known === undefined || values.includes('')
    ? undefined
    : { claim, operator: known, values }
}

export function ruleText({ claim, operator, values }: ClaimRule): string {
  return `${claim} ${operator} ${values.join(', ')}`
}

export const RULE_MESSAGE = `Each line is a claim, ${OPERATORS.join(' or ')}, and a value.`
