import { replaceString } from '@/lib/policies/findings/edits'
import type { QuickFix } from '@/lib/policies/findings/model'
import { nearestNames } from '@/lib/policies/findings/nearest'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { MemberView, PolicyView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'DATA_TYPE_MISMATCH'
  | 'INVALID_POLICY_ELEMENT'
  | 'MISSING_STATEMENT'
  | 'MISSING_EFFECT'
  | 'MISSING_ACTION'
  | 'MISSING_RESOURCE'
  | 'MISSING_PRINCIPAL'
  | 'INVALID_EFFECT'
  | 'UNSUPPORTED_ELEMENT_COMBINATION'
  | 'UNSUPPORTED_PRINCIPAL'
  | 'ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE'

const POLICY_ELEMENTS = ['Version', 'Id', 'Statement']
const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]

/** Which elements there are, which must be, and which can't stand together. Source: IAM user guide, "Grammar of the policy language". */
export const structureRules: RuleFamily<Code> = {
  rules: {
    DATA_TYPE_MISMATCH: { type: 'error', about: 'An element has the wrong JSON type.' },
    INVALID_POLICY_ELEMENT: { type: 'error', about: 'A policy or a statement has no element of this name.' },
    MISSING_STATEMENT: { type: 'error', about: 'There is no Statement, or it is empty.' },
    MISSING_EFFECT: { type: 'error', about: 'A statement without Effect.' },
    MISSING_ACTION: { type: 'error', about: 'A statement without Action and NotAction.' },
    MISSING_RESOURCE: { type: 'error', about: 'A statement without Resource and NotResource.' },
    MISSING_PRINCIPAL: { type: 'error', about: 'A statement of a trust policy without Principal.' },
    INVALID_EFFECT: { type: 'error', about: 'Effect is neither Allow nor Deny.' },
    UNSUPPORTED_ELEMENT_COMBINATION: { type: 'error', about: 'An element stands beside its Not form.' },
    UNSUPPORTED_PRINCIPAL: { type: 'error', about: 'An identity policy with Principal or NotPrincipal.' },
    ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE: { type: 'error', about: 'A trust policy with Resource or NotResource.' },
  },
  checkPolicy(policy, say) {
    const { root, members } = policy

    if (root.type !== 'object') {
      say('DATA_TYPE_MISMATCH', { node: root, path: [] }, 'A policy is a JSON object: it starts with {.')
      return
    }
    unknownElements(members, POLICY_ELEMENTS, 'policy', say)
    checkStatementElement(policy, say)
  },
  checkStatement(statement, { kind }, say) {
    unknownElements(statement.members, STATEMENT_ELEMENTS, 'statement', say)
    checkEffect(statement, say)
    checkTypes(statement, say)
    checkPairs(statement, say)
    const opening = { node: { offset: statement.node.offset, length: 1 }, path: statement.path }

    if (!has(statement, 'Action')) {
      say('MISSING_ACTION', opening, 'The statement has no Action.')
    }
    if (kind === 'identity') {
      checkIdentityStatement(statement, say, opening)
    } else {
      checkTrustStatement(statement, say, opening)
    }
  },
}

type Opening = { node: { offset: number; length: number }; path: (string | number)[] }

function checkIdentityStatement(statement: StatementView, say: Say<Code>, opening: Opening): void {
  if (!has(statement, 'Resource')) {
    say('MISSING_RESOURCE', opening, 'The statement has no Resource.')
  }
  for (const { name, key, path } of pair(statement, 'Principal')) {
    const why = 'Whom it concerns is the role that it hangs on'
    say('UNSUPPORTED_PRINCIPAL', { node: key, path }, `${why}: an identity policy has no ${name}.`)
  }
}

function checkTrustStatement(statement: StatementView, say: Say<Code>, opening: Opening): void {
  if (!has(statement, 'Principal')) {
    say('MISSING_PRINCIPAL', opening, 'The statement has no Principal.')
  }
  for (const { name, key, path } of pair(statement, 'Resource')) {
    const message = `The resource is the role itself: a trust policy has no ${name}.`
    say('ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', { node: key, path }, message)
  }
}

function pair({ members }: StatementView, element: string): MemberView[] {
  return members.filter(({ name }) => name === element || name === `Not${element}`)
}

function has(statement: StatementView, element: string): boolean {
  return pair(statement, element).length > 0
}

function unknownElements(members: MemberView[], known: string[], where: string, say: Say<Code>): void {
  for (const { name, key, path } of members) {
    if (known.includes(name)) {
      continue
    }
    const [meant, ...others] = nearestNames(name, known, 2)
    const free = meant !== undefined && others.length === 0 && !members.some((member) => member.name === meant)
    const fixes: QuickFix[] = free ? [{ title: `Write ${meant}`, edits: [replaceString(key, meant)] }] : []
    const hint = meant === undefined ? `It has ${known.join(', ')}.` : `Is ${meant} meant?`
    say('INVALID_POLICY_ELEMENT', { node: key, path }, `A ${where} has no element ${name.slice(0, 80)}. ${hint}`, fixes)
  }
}

function checkStatementElement({ root, members }: PolicyView, say: Say<Code>): void {
  const statement = members.find(({ name }) => name === 'Statement')

  if (!statement || (statement.value.type === 'array' && !statement.value.children?.length)) {
    const place = statement
      ? { node: statement.value, path: statement.path }
      : { node: { ...root, length: 1 }, path: [] }
    say('MISSING_STATEMENT', place, 'The policy has no statement.')
    return
  }
  const { value, path } = statement
  const items = value.type === 'array' ? (value.children ?? []) : [value]

  items.forEach((item, index) => {
    if (item.type !== 'object') {
      const place = { node: item, path: value.type === 'array' ? [...path, index] : path }
      say('DATA_TYPE_MISMATCH', place, 'A statement is an object: {"Effect": …, "Action": …, "Resource": …}.')
    }
  })
}

function checkEffect({ members, node, path }: StatementView, say: Say<Code>): void {
  const effect = members.find(({ name }) => name === 'Effect')

  if (!effect) {
    say('MISSING_EFFECT', { node: { offset: node.offset, length: 1 }, path }, 'The statement has no Effect.')
    return
  }
  const { value } = effect

  if (value.type !== 'string') {
    say('DATA_TYPE_MISMATCH', { node: value, path: effect.path }, 'Effect must be text.')
  } else if (value.value !== 'Allow' && value.value !== 'Deny') {
    const [meant] = nearestNames(String(value.value), ['Allow', 'Deny'], 2)
    const fixes = meant === undefined ? [] : [{ title: `Write ${meant}`, edits: [replaceString(value, meant)] }]
    say(
      'INVALID_EFFECT',
      { node: value, path: effect.path },
      'Effect must be "Allow" or "Deny", written like this.',
      fixes,
    )
  }
}

const TEXT_LISTS = ['Action', 'NotAction', 'Resource', 'NotResource']

function checkTypes({ members }: StatementView, say: Say<Code>): void {
  for (const { name, value, path } of members) {
    if (TEXT_LISTS.includes(name)) {
      checkTextList(name, value, path, say)
    } else if (name === 'Condition' && value.type !== 'object') {
      say('DATA_TYPE_MISMATCH', { node: value, path }, 'Condition must be an object: {operator: {key: values}}.')
    }
  }
}

function checkTextList(name: string, value: MemberView['value'], path: MemberView['path'], say: Say<Code>): void {
  if (value.type === 'string') {
    return
  }
  if (value.type !== 'array') {
    say('DATA_TYPE_MISMATCH', { node: value, path }, `${name} must be text or a list of texts.`)
    return
  }
  value.children?.forEach((item, index) => {
    if (item.type !== 'string') {
      say('DATA_TYPE_MISMATCH', { node: item, path: [...path, index] }, `${name} must be text or a list of texts.`)
    }
  })
}

function checkPairs(statement: StatementView, say: Say<Code>): void {
  for (const element of ['Principal', 'Action', 'Resource']) {
    const both = pair(statement, element)
    const negated = both.find(({ name }) => name.startsWith('Not'))

    if (negated && both.some(({ name }) => name === element)) {
      const message = `The statement has ${element} and Not${element}. It can have one of them.`
      say('UNSUPPORTED_ELEMENT_COMBINATION', { node: negated.key, path: negated.path }, message)
    }
  }
}
