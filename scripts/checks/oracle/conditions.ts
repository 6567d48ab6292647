// biome-ignore-all lint/suspicious/noTemplateCurlyInString: IAM writes its policy variables like this.
import { type Comparison, OPERATORS } from '@/lib/policies/language/operators'
import type { Chance } from './random'

type Kind = 'string' | 'number' | 'date' | 'bool' | 'ip' | 'arn' | 'binary'
type Some = readonly [string, ...string[]]

/** Context keys with AWS's type for them. `many`: multi-valued. */
const KEYS: readonly [Key, ...Key[]] = [
  { name: 'aws:PrincipalTag/team', kind: 'string' },
  { name: 'aws:RequestedRegion', kind: 'string' },
  { name: 'aws:username', kind: 'string' },
  { name: 'aws:RequestTag/team', kind: 'string' },
  { name: 'aws:TagKeys', kind: 'string', many: true },
  { name: 'aws:PrincipalOrgPaths', kind: 'string', many: true },
  { name: 'aws:CalledVia', kind: 'string', many: true },
  { name: 'aws:MultiFactorAuthAge', kind: 'number' },
  { name: 'aws:CurrentTime', kind: 'date' },
  { name: 'aws:EpochTime', kind: 'date', epoch: true },
  { name: 'aws:SecureTransport', kind: 'bool' },
  { name: 'aws:MultiFactorAuthPresent', kind: 'bool' },
  { name: 'aws:SourceIp', kind: 'ip' },
  { name: 'aws:VpcSourceIp', kind: 'ip' },
  { name: 'aws:SourceArn', kind: 'arn' },
  { name: 'aws:PrincipalArn', kind: 'arn' },
]

type Key = { name: string; kind: Kind; many?: boolean; epoch?: boolean }

/** Null is drawn apart: it asks of a key of any kind. */
const KIND_OF: Record<Exclude<Comparison, 'null'>, Kind> = {
  string: 'string',
  'string-ignore-case': 'string',
  'string-like': 'string',
  number: 'number',
  date: 'date',
  bool: 'bool',
  binary: 'binary',
  ip: 'ip',
  arn: 'arn',
}

function operatorsOf(kind: Kind): string[] {
  return OPERATORS.flatMap(({ name, comparison }) =>
    comparison !== 'null' && KIND_OF[comparison] === kind ? [name] : [],
  )
}

const WANTED: Record<Kind, Some> = {
  string: [
    'a',
    'b',
    'A',
    'a*',
    '?',
    '*',
    'team/x',
    '${aws:username}',
    "${aws:PrincipalTag/team, 'b'}",
    'us-east-1',
    'us-*',
    '${*}',
    'eu-west-1',
  ],
  number: ['1', '10', '10.5', '-3', '3600', '0'],
  date: ['2026-01-01T00:00:00Z', '2026-06-15T12:30:00Z', '2026-06-15T14:30:00+02:00', '2027-01-01'],
  bool: ['true', 'false', 'True'],
  ip: ['10.0.0.0/8', '10.1.2.3', '10.1.2.0/24', '0.0.0.0/0', '2001:db8::/32', '2001:db8::1', '192.168.1.1/32'],
  arn: [
    'arn:aws:s3:::a',
    'arn:aws:s3:::*',
    'arn:aws:iam::111122223333:role/*',
    'arn:aws:iam::*:role/app',
    'arn:aws:iam::111122223333:role/${aws:PrincipalTag/team}',
    'arn:aws:sns:us-*-1:111122223333:t?pic',
    'arn:*:iam::*:user/*',
  ],
  binary: ['QmluYXJ5', 'YQ=='],
}

const SENT: Record<Kind, Some> = {
  string: ['a', 'b', 'A', 'ab', 'team/x', 'us-east-1', 'eu-west-1', '*', 'B'],
  number: ['1', '10', '10.5', '-3', '3600', '0', '11'],
  date: ['2026-01-01T00:00:00Z', '2026-06-15T12:30:00Z', '2026-12-31T23:59:59Z', '2027-01-01T00:00:00Z'],
  bool: ['true', 'false'],
  ip: ['10.1.2.3', '10.200.0.1', '192.168.1.1', '2001:db8::1', '2001:db9::1'],
  arn: [
    'arn:aws:s3:::a',
    'arn:aws:iam::111122223333:role/app',
    'arn:aws:iam::444455556666:role/a',
    'arn:aws:iam::111122223333:user/path/ann',
    'arn:aws:sns:us-east-1:111122223333:topic',
  ],
  binary: ['QmluYXJ5', 'YQ=='],
}

const EPOCHS: Some = ['1767225600', '1781526600', '1798761600']

export type RandomContext = Record<string, string | string[]>

export function randomContext({ next, pick, some }: Chance): RandomContext {
  const context: RandomContext = {}

  for (const { name, kind, many, epoch } of KEYS) {
    if (next() < 0.6) {
      const value = () => pick(epoch ? EPOCHS : SENT[kind])
      context[next() < 0.1 ? name.toUpperCase() : name] = many ? some(1, 3, value) : value()
    }
  }
  return context
}

export function randomConditions(chance: Chance): Record<string, Record<string, string | string[]>> {
  const conditions: Record<string, Record<string, string | string[]>> = {}

  for (const { operator, key, values } of chance.some(1, 2, () => randomCondition(chance))) {
    conditions[operator] = { ...conditions[operator], [key]: values }
  }
  return conditions
}

function randomCondition({ next, pick, some }: Chance) {
  const { name, kind, many, epoch } = pick(KEYS)

  if (next() < 0.1) {
    return { operator: 'Null', key: name, values: pick(['true', 'false'] as const) }
  }
  // A multi-valued key without ForAnyValue or ForAllValues means nothing: AWS reports MISSING_QUALIFIER.
  const quantified = many || next() < 0.08
  const quantifier = quantified ? pick(['ForAnyValue:', 'ForAllValues:'] as const) : ''
  const operator = `${quantifier}${pick(operatorsOf(kind) as [string, ...string[]])}${next() < 0.25 ? 'IfExists' : ''}`
  const values = some(1, 3, () => pick(epoch ? EPOCHS : WANTED[kind]))
  return {
    operator,
    key: next() < 0.1 ? name.toLowerCase() : name,
    values: values.length === 1 ? (values[0] ?? '') : values,
  }
}
