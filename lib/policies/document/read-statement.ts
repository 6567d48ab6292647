import { type JsonNode, type Member, members } from '@/lib/policies/document/json-tree'
import type { PolicyKind, PolicyStatement } from '@/lib/policies/document/model'
import type { Report } from '@/lib/policies/document/problems'
import { readConditions, readPrincipal, readString, readStrings } from '@/lib/policies/document/read-values'

const ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
] as const

export function readStatement(node: JsonNode, kind: PolicyKind, report: Report): PolicyStatement | undefined {
  if (node.type !== 'object') {
    report('A statement is an object: {"Effect": …, "Action": …, "Resource": …}.', node)
    return undefined
  }
  const statement: PolicyStatement = { Effect: 'Deny' }
  const found = members(node, report)

  for (const member of found) {
    readElement(member, statement, report)
  }
  const keys = new Map(found.map((member) => [member.name, member.key]))

  // After a misspelled name, "has no Action" would only repeat the message.
  if (found.every(({ name }) => ELEMENTS.some((element) => element === name))) {
    requireElements(keys, kind, { offset: node.offset, length: 1 }, report)
  }
  forbidElements(keys, kind, report)
  return statement
}

function readElement({ name, key, value }: Member, statement: PolicyStatement, report: Report): void {
  switch (name) {
    case 'Sid':
      statement.Sid = readSid(value, report)
      return
    case 'Effect':
      statement.Effect = readEffect(value, report)
      return
    case 'Principal':
    case 'NotPrincipal':
      statement[name] = readPrincipal(value, name, report)
      return
    case 'Action':
    case 'NotAction':
      statement[name] = checked(value, name, /^(\*|[\w*?-]+:[\w*?.:/-]+)$/, ACTION_FORM, report)
      return
    case 'Resource':
    case 'NotResource':
      statement[name] = checked(value, name, /^(\*|arn:.+)$/s, RESOURCE_FORM, report)
      return
    case 'Condition':
      statement.Condition = readConditions(value, report)
      return
    default:
      report(unknownElement(name), key)
  }
}

const ACTION_FORM = 'must be "*" or service:Action, such as s3:GetObject'
const RESOURCE_FORM = 'must be "*" or an ARN, such as arn:aws:s3:::example-bucket/*'

function checked(node: JsonNode, name: string, form: RegExp, says: string, report: Report): string[] {
  const values = readStrings(node, name, report)
  const wrong = values.find((value) => !form.test(value))

  if (wrong !== undefined) {
    const items = node.type === 'array' ? (node.children ?? []) : [node]
    report(`${name} "${wrong.slice(0, 80)}" ${says}.`, items.find((item) => item.value === wrong) ?? node)
  }
  return values
}

function readSid(node: JsonNode, report: Report): string {
  const sid = readString(node, 'Sid', report) ?? ''

  if (!/^[0-9A-Za-z]*$/.test(sid)) {
    report('A Sid has letters and digits only.', node)
  }
  return sid
}

function readEffect(node: JsonNode, report: Report): 'Allow' | 'Deny' {
  if (node.value !== 'Allow' && node.value !== 'Deny') {
    report('Effect must be "Allow" or "Deny", written like this.', node)
  }
  return node.value === 'Allow' ? 'Allow' : 'Deny'
}

function unknownElement(name: string): string {
  const meant = ELEMENTS.find((element) => element.toLowerCase() === name.toLowerCase().replace(/s$/, ''))
  return meant
    ? `A statement has no element ${name}. It is written ${meant}.`
    : `A statement has no element ${name}. It has ${ELEMENTS.join(', ')}.`
}

type Range = { offset: number; length: number }

function requireElements(found: Map<string, JsonNode>, kind: PolicyKind, start: Range, report: Report): void {
  if (!found.has('Effect')) {
    report('The statement has no Effect.', start)
  }
  exactlyOne(found, 'Action', start, report)

  if (kind !== 'trust') {
    exactlyOne(found, 'Resource', start, report)
  }
  if (kind !== 'identity') {
    exactlyOne(found, 'Principal', start, report)
  }
}

function forbidElements(found: Map<string, JsonNode>, kind: PolicyKind, report: Report): void {
  if (kind === 'identity') {
    forbid(found, 'Principal', 'Whom it concerns is the role that it hangs on: an identity policy has no', report)
  } else if (kind === 'trust') {
    forbid(found, 'Resource', 'The resource is the role itself: a trust policy has no', report)
  }
}

function exactlyOne(found: Map<string, JsonNode>, name: string, start: Range, report: Report): void {
  const negated = found.get(`Not${name}`)

  if (found.has(name) && negated) {
    report(`The statement has ${name} and Not${name}. It can have one of them.`, negated)
  } else if (!(found.has(name) || negated)) {
    report(`The statement has no ${name}.`, start)
  }
}

function forbid(found: Map<string, JsonNode>, name: string, why: string, report: Report): void {
  for (const element of [name, `Not${name}`]) {
    const key = found.get(element)

    if (key) {
      report(`${why} ${element}.`, key)
    }
  }
}
