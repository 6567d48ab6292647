import { isServicePrincipal, meantPrincipal } from '@/lib/policies/catalogue/service-principals'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { replaceString } from '@/lib/policies/findings/edits'
import { membersOf, stringsOf } from '@/lib/policies/findings/read-view'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import { keysOf, limitsSubject, providerOf } from '@/lib/policies/findings/trust-limits'
import type { ConditionView, ItemView, PolicyView, StatementView } from '@/lib/policies/findings/view'

type Code =
  | 'SLIPWAY_ACCOUNT_ID'
  | 'SLIPWAY_TRUST_ANY_SUBJECT'
  | 'SLIPWAY_UNKNOWN_SERVICE_PRINCIPAL'
  | 'SLIPWAY_PRINCIPAL_ACCOUNT'

/** Whom a trust policy really lets in: services that exist, accounts that are numbers, subjects of an identity provider. */
export const trustRules: RuleFamily<Code> = {
  rules: {
    SLIPWAY_ACCOUNT_ID: { type: 'error', about: 'A condition on an account with something else than 12 digits.' },
    SLIPWAY_TRUST_ANY_SUBJECT: {
      type: 'security-warning',
      about: 'An identity provider without a condition on whom it speaks for: anybody with an account there.',
    },
    SLIPWAY_UNKNOWN_SERVICE_PRINCIPAL: { type: 'error', about: 'A service principal that AWS does not have.' },
    SLIPWAY_PRINCIPAL_ACCOUNT: { type: 'error', about: 'The ARN of a principal whose account is not 12 digits.' },
  },
  checkStatement(statement, policy, say) {
    for (const condition of statement.conditions) {
      checkAccount(condition, say)
    }
    if (policy.kind === 'trust') {
      for (const { kind, item } of principalsOf(statement)) {
        checkPrincipal(kind, item, statement, policy, say)
      }
    }
  },
}

const ACCOUNT_KEYS = /^(aws:(source|principal|resource)account|s3:resourceaccount|kms:calleraccount)$/i

function checkAccount({ key, operator, values }: ConditionView, say: Say<Code>): void {
  if (!operator?.comparison.startsWith('string')) {
    if (operator?.comparison === 'arn') {
      checkArnAccounts(values, say)
    }
    return
  }
  for (const value of ACCOUNT_KEYS.test(key) ? values : []) {
    const pattern = operator.comparison === 'string-like' && /[*?]/.test(value.text)

    if (!(pattern || value.text.includes('${') || /^\d{12}$/.test(value.text))) {
      say('SLIPWAY_ACCOUNT_ID', value, `${shown(value.text)} is not an account: an account id has 12 digits.`)
    }
  }
  if (/arn$/i.test(key)) {
    checkArnAccounts(values, say)
  }
}

/** Only placeholders: names such as `aws` stand for AWS's own resources. */
function checkArnAccounts(values: ConditionView['values'], say: Say<Code>): void {
  for (const value of values) {
    const account = value.text.startsWith('arn:') ? value.text.split(':')[4] : undefined

    if (account && !account.includes('${') && !/^([\d*?]+|[a-z-]+)$/.test(account)) {
      say('SLIPWAY_ACCOUNT_ID', value, `${shown(account)} is not an account: an account id has 12 digits.`)
    }
  }
}

function shown(text: string): string {
  return text.slice(0, 80) || 'An empty text'
}

function principalsOf({ members }: StatementView): { kind: string; item: ItemView }[] {
  const principals = members.filter(({ name, value }) => name === 'Principal' && value.type === 'object')
  return principals.flatMap(({ value, path }) =>
    membersOf(value, path).flatMap((kind) =>
      stringsOf(kind.value, kind.path).map((item) => ({ kind: kind.name, item })),
    ),
  )
}

function checkPrincipal(
  kind: string,
  item: ItemView,
  statement: StatementView,
  { catalogue }: PolicyView,
  say: Say<Code>,
): void {
  const { text, node } = item

  if (kind === 'Service' && !isServicePrincipal(catalogue, text)) {
    const meant = meantPrincipal(catalogue, text)
    const hint = meant === undefined ? '' : ` ${meant} may be meant.`
    const fixes = meant === undefined ? [] : [{ title: `Write ${meant}`, edits: [replaceString(node, meant)] }]
    say('SLIPWAY_UNKNOWN_SERVICE_PRINCIPAL', item, `AWS has no service principal ${shown(text)}.${hint}`, fixes)
  }
  if (
    (kind === 'AWS' || kind === 'Federated') &&
    /^arn:[^:]*:(iam|sts):[^:]*:(?!(\d{12}|aws|cloudfront):|[^:]*[*?])/.test(text)
  ) {
    say('SLIPWAY_PRINCIPAL_ACCOUNT', item, `${shown(text)} names no account: an account id has 12 digits.`)
  }
  if (kind === 'Federated') {
    checkSubject(item, statement, say)
  }
}

function checkSubject(item: ItemView, { effect, actions, conditions }: StatementView, say: Say<Code>): void {
  const provider = providerOf(item.text)
  const assumes = actions?.items.some(({ text }) => matchesAction(text, 'sts:AssumeRoleWithWebIdentity'))

  if (provider && effect === 'Allow' && assumes && !keysOf(conditions).some((one) => limitsSubject(one, provider))) {
    say('SLIPWAY_TRUST_ANY_SUBJECT', item, openTo(provider.slice(0, 80)))
  }
}

function openTo(provider: string): string {
  if (provider.startsWith('token.actions.githubusercontent.com')) {
    return 'Any repository on GitHub could assume this role: limit token.actions.githubusercontent.com:sub to yours, such as repo:owner/name:*.'
  }
  return provider === 'cognito-identity.amazonaws.com'
    ? 'Any identity pool of any account could assume this role: limit cognito-identity.amazonaws.com:aud to yours.'
    : `Whoever ${provider} signs in could assume this role: limit ${provider}:sub.`
}
