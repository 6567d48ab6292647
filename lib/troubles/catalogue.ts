import { denialIn, explainDenial } from '@/lib/troubles/denials'
import type { Certainty, Place, Rule, Severity, Trouble } from '@/lib/troubles/model'
import { CALLER_RULES } from '@/lib/troubles/rules/aws/caller'
import { CONTROL_PLANE_RULES } from '@/lib/troubles/rules/aws/control-plane'
import { CONTROL_PLANE_STATE_RULES } from '@/lib/troubles/rules/aws/control-plane-state'
import { EXECUTION_ROLE_RULES } from '@/lib/troubles/rules/aws/execution-role'
import { IAM_RULES } from '@/lib/troubles/rules/aws/iam'
import { IAM_ENTITY_RULES } from '@/lib/troubles/rules/aws/iam-entities'
import { LOGS_RULES } from '@/lib/troubles/rules/aws/logs'
import { SAID_RULES } from '@/lib/troubles/rules/aws/said'
import { TOOL_RULES as DEPLOY_TOOL_RULES } from '@/lib/troubles/rules/aws/tools'
import { AWS_CLI_RULES } from '@/lib/troubles/rules/local/aws-cli'
import { COMPUTER_RULES } from '@/lib/troubles/rules/local/computer'
import { DOWNLOAD_RULES } from '@/lib/troubles/rules/local/computer-downloads'
import { LAUNCH_RULES } from '@/lib/troubles/rules/local/computer-launch'
import { PACKAGE_RULES } from '@/lib/troubles/rules/local/computer-packages'
import { TOOL_RULES } from '@/lib/troubles/rules/local/computer-tools'
import { CREDENTIALS_RULES } from '@/lib/troubles/rules/local/credentials'
import { SETUP_RULES } from '@/lib/troubles/rules/local/credentials-setup'
import { NETWORK_RULES } from '@/lib/troubles/rules/local/network'
import { ANSWER_RULES } from '@/lib/troubles/rules/local/network-answers'
import { TLS_RULES } from '@/lib/troubles/rules/local/network-tls'
import { PRACTICE_RULES } from '@/lib/troubles/rules/local/practice'
import { SDK_RULES } from '@/lib/troubles/rules/local/sdk'
import { NOISE_RULES, type NoiseRule } from '@/lib/troubles/rules/noise'
import { CODE_RULES } from '@/lib/troubles/rules/runtime/codes'
import { IMAGE_RULES } from '@/lib/troubles/rules/runtime/image'
import { IMAGE_REGISTRY_RULES } from '@/lib/troubles/rules/runtime/image-registry'
import { INBOUND_RULES } from '@/lib/troubles/rules/runtime/inbound'
import { SERVER_RULES } from '@/lib/troubles/rules/runtime/server'
import { SERVER_COMMAND_RULES } from '@/lib/troubles/rules/runtime/server-commands'
import { SERVER_START_RULES } from '@/lib/troubles/rules/runtime/server-start'
import { COGNITO_RULES } from '@/lib/troubles/rules/sign-in/cognito'
import { OAUTH_RULES } from '@/lib/troubles/rules/sign-in/oauth'
import { OAUTH_ANSWER_RULES } from '@/lib/troubles/rules/sign-in/oauth-answers'
import { OAUTH_PROVIDER_RULES } from '@/lib/troubles/rules/sign-in/oauth-providers'
import { TOKEN_RULES } from '@/lib/troubles/rules/sign-in/token'
import { hintIndex } from '@/lib/troubles/text/hints'

/** From the runtime outwards to the person: where two are as sure of a text, the one nearer to the runtime knows more. */
const RULES: Rule[] = [
  ...SERVER_RULES,
  ...SERVER_START_RULES,
  ...SERVER_COMMAND_RULES,
  ...IMAGE_RULES,
  ...IMAGE_REGISTRY_RULES,
  ...CONTROL_PLANE_STATE_RULES,
  ...CONTROL_PLANE_RULES,
  ...EXECUTION_ROLE_RULES,
  ...CALLER_RULES,
  ...IAM_RULES,
  ...IAM_ENTITY_RULES,
  ...LOGS_RULES,
  ...DEPLOY_TOOL_RULES,
  ...COGNITO_RULES,
  ...TOKEN_RULES,
  ...OAUTH_RULES,
  ...OAUTH_ANSWER_RULES,
  ...OAUTH_PROVIDER_RULES,
  ...INBOUND_RULES,
  ...CODE_RULES,
  ...AWS_CLI_RULES,
  ...SDK_RULES,
  ...PRACTICE_RULES,
  ...CREDENTIALS_RULES,
  ...SETUP_RULES,
  ...NETWORK_RULES,
  ...ANSWER_RULES,
  ...TLS_RULES,
  ...LAUNCH_RULES,
  ...PACKAGE_RULES,
  ...DOWNLOAD_RULES,
  ...TOOL_RULES,
  ...COMPUTER_RULES,
  ...SAID_RULES,
]

/** @internal */
export const ALL_RULES: readonly Rule[] = RULES

const ACCESS_DENIED = 'access-denied'

/** Pieces of the messages that say that AWS refused a request; denials are read by lib/policies/denial/denial.ts. */
const DENIAL_HINTS = [
  'not authorized to',
  'accessdenied',
  'unauthorizedoperation',
  'authorizationerror',
  'encoded authorization failure',
]

/** Whose hint stands in a text: a rule by its place in RULES, noise behind them, then a denial and a traceback. */
const INDEX = hintIndex([
  ...RULES.map(({ hints }) => hints),
  ...NOISE_RULES.map(({ hints }) => hints),
  DENIAL_HINTS,
  ['traceback (most recent call last)'],
])
const DENIAL_OWNER = RULES.length + NOISE_RULES.length

/** False for nearly every line of a healthy log: it holds no hint of any rule. */
export const mayMatter = INDEX.isAny

/** What a message says: its causes, the surest first, or that it is noise. */
export type TextReading = { troubles: Trouble[]; noise?: NoiseRule }

/** `text` as `readable` gives it. */
export function readTroubles(text: string, place: Place): TextReading {
  const owners = INDEX.ownersIn(text)
  const matching = rulesIn(text, place, owners)
  const isBetterKnown = matching.some(({ rule }) => rule.over?.includes(ACCESS_DENIED))
  const denial = isBetterKnown || !owners.includes(DENIAL_OWNER) ? null : denialIn(text)

  if (denial) {
    return { troubles: [explainDenial(denial, place)] }
  }
  const noise = NOISE_RULES.find(({ pattern }, at) => owners.includes(RULES.length + at) && pattern.test(text))

  if (noise) {
    return { troubles: [], noise }
  }
  const troubles = matching.map(({ rule, match }) => troubleOf(rule, match, place))
  return { troubles: troubles.sort(bySureness) }
}

/** Every rule that the text matches, but for those that another knows better than. */
function rulesIn(text: string, { from }: Place, owners: number[]): { rule: Rule; match: RegExpExecArray }[] {
  const matching = owners.flatMap((owner) => {
    const rule = RULES[owner]
    const match = rule && rule.where?.includes(from) !== false ? rule.pattern.exec(text) : null
    return rule && match ? [{ rule, match }] : []
  })
  if (matching.length < 2) {
    return matching
  }
  const worse = outdone(matching.map(({ rule }) => rule.id))
  return matching.filter(({ rule }) => !worse.has(rule.id))
}

const FALLBACKS: ReadonlySet<string> = new Set(RULES.flatMap(({ id, isFallback }) => (isFallback ? [id] : [])))
const OVER: ReadonlyMap<string, readonly string[]> = new Map(RULES.map(({ id, over = [] }) => [id, over]))

/** Ids of the rules that one of these knows better than. */
export function outdone(ids: readonly string[]): ReadonlySet<string> {
  const worse = new Set(ids.flatMap((id) => OVER.get(id) ?? []))
  return ids.some((id) => !FALLBACKS.has(id)) ? new Set([...worse, ...FALLBACKS]) : worse
}

function troubleOf(rule: Rule, match: RegExpExecArray, place: Place): Trouble {
  const { id, layer, severity, certainty, sources } = rule
  const about = rule.about?.(match)
  const explained = typeof rule.explain === 'function' ? rule.explain(match, place) : rule.explain
  return { key: about ? `${id} ${about}` : id, rule: id, layer, severity, certainty, sources, ...explained }
}

const SURENESS: Record<Certainty, number> = { certain: 0, likely: 1, possible: 2 }

const GRAVITY: Record<Severity, number> = { error: 0, warning: 1, info: 2 }

export function bySureness(one: Trouble, other: Trouble): number {
  return SURENESS[one.certainty] - SURENESS[other.certainty] || GRAVITY[one.severity] - GRAVITY[other.severity]
}

/**
 * Every id that a finding can have.
 * @internal
 */
export const RULE_IDS = [...RULES.map(({ id }) => id), ACCESS_DENIED, 'silent-start', 'unknown-error']
