import type { JsonNode } from '@/lib/policies/document/json-tree'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { isTrustAction } from '@/lib/policies/evaluate/trust'
import { replaceString } from '@/lib/policies/findings/edits'
import { nearestNames } from '@/lib/policies/findings/nearest'
import { membersOf, stringsOf } from '@/lib/policies/findings/read-view'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import { keysOf, limitsWho } from '@/lib/policies/findings/trust-limits'
import type { ItemView, JsonPath, MemberView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'INVALID_PRINCIPAL_FORMAT'
  | 'INVALID_PRINCIPAL_KEY'
  | 'EMPTY_ARRAY_PRINCIPAL'
  | 'EMPTY_OBJECT_PRINCIPAL'
  | 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL'
  | 'ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL'
  | 'INVALID_SERVICE_PRINCIPAL_FORMAT'
  | 'MISMATCHED_ACTION_FOR_PRINCIPAL'
  | 'RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL'
  | 'SLIPWAY_TRUST_EVERYONE'
  | 'SLIPWAY_TRUST_ACTION'

const KINDS = ['AWS', 'Service', 'Federated', 'CanonicalUser']

/** Who may assume the role: the principals of a trust policy. */
export const principalRules: RuleFamily<Code> = {
  rules: {
    INVALID_PRINCIPAL_FORMAT: {
      type: 'error',
      about: 'A Principal that is neither * nor an object of kinds and names.',
    },
    INVALID_PRINCIPAL_KEY: { type: 'error', about: 'A kind of principal that IAM does not have.' },
    EMPTY_ARRAY_PRINCIPAL: { type: 'error', about: 'A kind of principal with an empty list.' },
    EMPTY_OBJECT_PRINCIPAL: { type: 'error', about: 'An empty Principal.' },
    ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL: {
      type: 'error',
      about: 'NotPrincipal in an Allow of a trust policy.',
    },
    ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL: {
      type: 'error',
      about: 'A wildcard inside the name of a principal.',
    },
    INVALID_SERVICE_PRINCIPAL_FORMAT: {
      type: 'error',
      about: 'A service principal that does not read service.amazonaws.com.',
    },
    MISMATCHED_ACTION_FOR_PRINCIPAL: {
      type: 'error',
      about: 'The way of assuming the role does not fit the kind of principal.',
    },
    RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL: {
      type: 'suggestion',
      about: 'A service may assume the role for any account: no aws:SourceAccount, aws:SourceArn or the like.',
    },
    SLIPWAY_TRUST_EVERYONE: {
      type: 'security-warning',
      about: 'Everybody may assume the role, without a condition on who asks.',
    },
    SLIPWAY_TRUST_ACTION: { type: 'error', about: 'An action of a trust policy that does not assume a role.' },
  },
  checkStatement(statement, { kind }, say) {
    if (kind !== 'trust') {
      return
    }
    for (const member of statement.members.filter(({ name }) => name === 'Principal' || name === 'NotPrincipal')) {
      checkPrincipal(member, statement, say)
    }
    for (const item of statement.actions?.items ?? []) {
      if (!isTrustAction(item.text)) {
        const message = `${item.text.slice(0, 80) || 'An empty text'} is not for trust policies: IAM takes sts:AssumeRole and its kin there.`
        say('SLIPWAY_TRUST_ACTION', item, message)
      }
    }
  },
}

function checkPrincipal(member: MemberView, statement: StatementView, say: Say<Code>): void {
  const { name, key, value, path } = member

  if (name === 'NotPrincipal' && statement.effect === 'Allow') {
    const message = 'NotPrincipal in an Allow would let in everybody else. Name who may assume the role.'
    say('ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', { node: key, path }, message)
  }
  if (value.type === 'string' && value.value === '*') {
    sayEveryone({ node: value, path, text: '*' }, statement, say)
    return
  }
  if (value.type !== 'object') {
    const message = `${name} must be "*" or an object such as {"Service": "bedrock-agentcore.amazonaws.com"}.`
    say('INVALID_PRINCIPAL_FORMAT', { node: value, path }, message)
    return
  }
  const kinds = membersOf(value, path)

  if (kinds.length === 0) {
    say('EMPTY_OBJECT_PRINCIPAL', { node: value, path }, `${name} names nobody.`)
  }
  for (const kind of kinds) {
    checkKind(kind, statement, say)
  }
}

function checkKind(kind: MemberView, statement: StatementView, say: Say<Code>): void {
  const { name, key, value, path } = kind
  const items = stringsOf(value, path)

  if (!KINDS.includes(name)) {
    const meant = nearestNames(name, KINDS, 2)
    const fixes = meant.map((known) => ({ title: `Write ${known}`, edits: [replaceString(key, known)] }))
    say('INVALID_PRINCIPAL_KEY', { node: key, path }, `IAM has no kind of principal ${name.slice(0, 80)}.`, fixes)
    return
  }
  if (value.type === 'array' && !value.children?.length) {
    say('EMPTY_ARRAY_PRINCIPAL', { node: value, path }, `${name} names nobody.`)
  }
  for (const item of items) {
    checkName(name, item, statement, say)
  }
  if (items.length > 0) {
    checkWay(kind, statement, say)
  }
}

function checkName(kind: string, item: ItemView, statement: StatementView, say: Say<Code>): void {
  if (item.text === '*') {
    sayEveryone(item, statement, say)
  } else if (/[*?]/.test(item.text)) {
    const message = 'A principal is named in full: wildcards stand only in the condition aws:PrincipalArn.'
    say('ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', item, message)
  } else if (
    kind === 'Service' &&
    !/^[a-z0-9][a-z0-9.-]*\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/.test(item.text)
  ) {
    const message = `${item.text.slice(0, 80)} is not a service principal, such as bedrock-agentcore.amazonaws.com.`
    say('INVALID_SERVICE_PRINCIPAL_FORMAT', item, message)
  } else if (kind === 'AWS' && !/^(\d{12}|arn:.+|A[A-Z]{3}[A-Z0-9]{12,})$/.test(item.text)) {
    say('INVALID_PRINCIPAL_FORMAT', item, `${item.text.slice(0, 80)} is neither an account nor an ARN.`)
  } else if (
    kind === 'AWS' &&
    item.text.startsWith('arn:') &&
    !(NAMES_ONE.test(item.text) && !item.text.includes('${'))
  ) {
    const message = `${item.text.slice(0, 80)} is no account, user, role or session; groups and variables cannot be principals.`
    say('INVALID_PRINCIPAL_FORMAT', item, message)
  }
}

/** Whom a principal can name. Source: IAM user guide, "AWS JSON policy elements: Principal". */
const NAMES_ONE = /^arn:[^:]*:(iam:[^:]*:[^:]*:(root$|user\/|role\/)|sts:[^:]*:[^:]*:(assumed-role\/|federated-user\/))/

function sayEveryone(item: ItemView, { effect, conditions }: StatementView, say: Say<Code>): void {
  if (effect === 'Allow' && !keysOf(conditions).some(limitsWho)) {
    say('SLIPWAY_TRUST_EVERYONE', item, 'Everybody with an AWS account may assume this role. Name who may.')
  }
}

const WAYS: Record<string, string[]> = {
  Service: ['sts:AssumeRole'],
  AWS: ['sts:AssumeRole'],
  Federated: ['sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
  Saml: ['sts:AssumeRoleWithSAML'],
}

/** A provider of SAML signs nobody in by web identity. */
function waysOf(kind: string, value: JsonNode, path: JsonPath): string {
  const all = stringsOf(value, path)
  return kind === 'Federated' && all.every(({ text }) => text.includes(':saml-provider/')) ? 'Saml' : kind
}

const SOURCES = /^aws:(source(account|arn|orgid|orgpaths)|principalorgid)$/i

function checkWay({ name, key, value, path }: MemberView, statement: StatementView, say: Say<Code>): void {
  const { actions, effect, conditions } = statement
  const ways = WAYS[waysOf(name, value, path)] ?? []

  if (effect !== 'Allow' || !actions || actions.negated) {
    return
  }
  const assuming = actions.items.filter(({ text }) => /^sts:assumerole/i.test(text))

  if (assuming.length > 0 && !assuming.some(({ text }) => ways.some((way) => matchesAction(text, way)))) {
    const message = `${name} principals assume a role by ${ways.join(' or ')}.`
    say('MISMATCHED_ACTION_FOR_PRINCIPAL', { node: key, path }, message)
  }
  if (name === 'Service' && !conditions.some((condition) => SOURCES.test(condition.key))) {
    const message =
      'The service may assume the role on behalf of any account: limit it with aws:SourceAccount or aws:SourceArn.'
    say('RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL', { node: key, path }, message)
  }
}
