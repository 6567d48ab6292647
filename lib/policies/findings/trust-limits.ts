import { type ConditionKey, conditionLimits } from '@/lib/policies/evaluate/condition-limits'
import { matchesPattern } from '@/lib/policies/evaluate/match'
import type { ConditionView } from '@/lib/policies/findings/view'

/** The conditions of a statement, as the functions that judge them take them. */
export function keysOf(conditions: ConditionView[]): ConditionKey[] {
  return conditions.map(({ operatorName, key, values }) => ({
    operator: operatorName,
    key,
    values: values.map(({ text }) => text),
  }))
}

/** Keys that say who asks or from where; tags, session names and regions are as the caller of any account wants them. */
const WHO =
  /^(aws:(principal(account|arn|orgid|orgpaths|servicename|servicenameslist)|userid|vpcsourceip|federatedprovider|source(ip|vpc|vpce|vpcarn|account|arn|orgid|orgpaths)|vpce(account|orgid|orgpaths))|sts:externalid|(?!aws:|sts:).+)$/i

/** Whether a condition keeps strangers out of a role that everybody may assume. */
export function limitsWho(one: ConditionKey): boolean {
  const anyAccount = /^aws:principalarn$/i.test(one.key) && one.values.some((value) => !ownAccount(value))
  return WHO.test(one.key) && !anyAccount && conditionLimits(one)
}

/** Whether the account of an ARN is written out: `arn:aws:iam::*:role/x` is a role that anybody can make. */
function ownAccount(arn: string): boolean {
  return /^(\d{12}|\$\{.*)$/.test(arn.split(':')[4] ?? '')
}

/** Stands for anybody: only a pattern takes it in. Repositories of GitHub, service accounts of EKS, plain subjects. */
const ANY_SUBJECTS = ['repo:qzx7/qzx7:ref:refs/heads/qzx7', 'system:serviceaccount:qzx7:qzx7', 'qzx7']

/**
 * How a subject begins that names its owner, at providers where everybody can have an account. A pattern has to say so much before
 * its first wildcard. Sources: the providers' documentation of OIDC in AWS, late 2026.
 */
const OWNED: Record<string, RegExp> = {
  'token.actions.githubusercontent.com':
    /^(repo:[^/:]+\/|(repository_owner|repository_owner_id|repository_id|enterprise|enterprise_id):[^:]+:|(job_workflow_ref|repository):[^/:]+\/)/,
  'gitlab.com': /^project_path:[^/:]+\//,
  'app.terraform.io': /^organization:[^:]+:/,
  'agent.buildkite.com': /^organization:[^:]+:/,
}

/** Claims about the audience or the run, which say nothing of whom the token speaks for. */
const NOT_WHO =
  /:(aud|azp|oaud|amr|ref|ref_type|ref_path|environment|event_name|workflow|sha|base_ref|head_ref|run_id|run_number|run_attempt|runner_environment|repository_visibility)$/

/** Providers that IAM knows by their domain; there the audience is an app of one's own, or an identity pool. */
const BUILT_IN = /^(accounts\.google\.com|www\.amazon\.com|graph\.facebook\.com|cognito-identity\.amazonaws\.com)$/

/** The host of an OIDC provider that a principal names, by its ARN or its domain; undefined for SAML and others. */
export function providerOf(principal: string): string | undefined {
  return BUILT_IN.test(principal) ? principal : /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(principal)?.[1]
}

/** Whether a condition says whom a token of the provider must speak for. */
export function limitsSubject(one: ConditionKey, provider: string): boolean {
  const name = one.key.toLowerCase()
  const isApp = BUILT_IN.test(provider) && name === `${provider}:aud`
  const own = name.startsWith(`${provider.toLowerCase()}:`) && (isApp || !NOT_WHO.test(name))
  return own && !one.values.some((value) => isOpenSubject(value, name, provider)) && conditionLimits(one)
}

function isOpenSubject(value: string, name: string, provider: string): boolean {
  if (!/[*?]/.test(value)) {
    return false
  }
  const owned = name.endsWith(':sub') && Object.hasOwn(OWNED, provider) ? OWNED[provider] : undefined
  const said = value.slice(0, value.search(/[*?]/))
  return (owned && !owned.test(said)) || ANY_SUBJECTS.some((subject) => matchesPattern(value, subject))
}
