import { isServicePrincipal, meantPrincipal } from '@/lib/policies/catalogue/service-principals'
import { type ConditionKey, conditionLimits } from '@/lib/policies/evaluate/condition-limits'
import { matchesAction, matchesPattern } from '@/lib/policies/evaluate/match'
import { replaceString } from '@/lib/policies/findings/edits'
import { membersOf, stringsOf } from '@/lib/policies/findings/read-view'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
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

/** Stands for anybody: only a pattern takes it in. Repositories of GitHub, service accounts of EKS, plain subjects. */
const ANY_SUBJECTS = ['repo:qzx7/qzx7:ref:refs/heads/qzx7', 'system:serviceaccount:qzx7:qzx7', 'qzx7']

function checkSubject(item: ItemView, { effect, actions, conditions }: StatementView, say: Say<Code>): void {
  const provider = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(item.text)?.[1]
  const assumes = actions?.items.some(({ text }) => matchesAction(text, 'sts:AssumeRoleWithWebIdentity'))
  const keys = conditions.map(({ operatorName, key, values }) => ({
    operator: operatorName,
    key,
    values: values.map(({ text }) => text),
  }))

  if (provider && effect === 'Allow' && assumes && !keys.some((one) => limitsSubject(one, provider))) {
    const message = provider.startsWith('token.actions.githubusercontent.com')
      ? `Any repository on GitHub could assume this role: limit ${provider}:sub to yours, such as repo:owner/name:*.`
      : `Whoever ${provider.slice(0, 80)} signs in could assume this role: limit ${provider.slice(0, 80)}:sub.`
    say('SLIPWAY_TRUST_ANY_SUBJECT', item, message)
  }
}

/** The audience says for what a token is, not for whom. */
function limitsSubject(one: ConditionKey, provider: string): boolean {
  const name = one.key.toLowerCase()
  const own = name.startsWith(`${provider.toLowerCase()}:`) && !/:(aud|azp|oaud)$/.test(name)
  const open = one.values.some((value) =>
    ANY_SUBJECTS.some((subject) => /[*?]/.test(value) && matchesPattern(value, subject)),
  )
  return own && !open && conditionLimits(one)
}
