import { shellWord } from '@/lib/aws/credential-remedy'
import type { Classification, CommandPart } from '@/lib/mcp/guard/model'
import { matchesAction } from '@/lib/policies/evaluate/match'
import { patternsOverlap } from '@/lib/policies/evaluate/pattern-relations'

export type GuardRule = {
  effect: 'allow' | 'deny'
  /** As IAM writes it: `ec2:Stop*`. */
  action: string
  /** None: every region. */
  regions?: readonly string[]
  account?: string
  /** Milliseconds since 1970; from then on the rule is none. */
  until?: number
}

export type GuardPolicy = {
  mode: 'off' | 'read-only' | 'ask'
  rules: readonly GuardRule[]
  /** What `slipway allow` calls this server. */
  name: string
  /** Makes a line for a terminal of `allow …`; as in the folder of Slipway when left out. */
  line?: (words: string) => string
}

export type Decision =
  | { verdict: 'allow' }
  | { verdict: 'ask'; why: string[] }
  | { verdict: 'deny'; why: string[]; how?: string[] }

/**
 * Whether a call may go on: as a whole, by its worst part. A rule that denies wins in every mode; one that allows lets a part
 * through when rules cover all its actions; the rest is the mode’s.
 */
export function decide({ parts }: Classification, policy: GuardPolicy, now: number): Decision {
  const rules = policy.rules.filter(({ until }) => until === undefined || now < until)
  const denies = rules.filter(({ effect }) => effect === 'deny')
  const denied = parts.flatMap((part) => {
    const rule = denies.find((one) => touches(one, part))
    return rule ? [`A rule of yours denies ${rule.action}: ${part.text}`] : []
  })

  if (denied.length > 0) {
    return { verdict: 'deny', why: denied }
  }
  const allows = rules.filter(({ effect }) => effect === 'allow')
  const open = parts.filter((part) => part.class !== 'read' && !isAllowed(part, allows))

  if (policy.mode === 'off' || open.length === 0) {
    return { verdict: 'allow' }
  }
  const why = open.map((part) => `${part.why} (${part.text})`)
  return policy.mode === 'ask' ? { verdict: 'ask', why } : { verdict: 'deny', why, ...howToAllow(open, policy) }
}

/** For a rule that denies: what can’t be told counts as touched. */
function touches({ action, regions, account }: GuardRule, part: CommandPart): boolean {
  const isAction = part.actions.length === 0 ? action === '*' : part.actions.some((one) => overlaps(action, one))
  const isRegion =
    regions === undefined ||
    part.regions.length === 0 ||
    part.regions.some((one) => one === '*' || regions.includes(one))
  return isAction && isRegion && (account === undefined || part.account === undefined || account === part.account)
}

function overlaps(pattern: string, action: string): boolean {
  return action.includes('*')
    ? patternsOverlap(pattern.toLowerCase(), action.toLowerCase())
    : matchesAction(pattern, action)
}

/** For rules that allow: everything has to be known and covered. */
function isAllowed(part: CommandPart, rules: readonly GuardRule[]): boolean {
  const fitting = rules.filter(({ regions, account }) => {
    const isRegion =
      regions === undefined || (part.regions.length > 0 && part.regions.every((one) => regions.includes(one)))
    return isRegion && (account === undefined || account === part.account)
  })
  const isCovered = part.actions.every((one) => fitting.some(({ action }) => matchesAction(action, one)))
  return part.doubt === undefined && part.actions.length > 0 && isCovered
}

const inFolder = (words: string) => `npm run slipway -- ${words}`

/** None where a part has something that no rule can name. */
function howToAllow(open: readonly CommandPart[], { name, line = inFolder }: GuardPolicy): { how?: string[] } {
  if (open.some(({ doubt, actions }) => doubt !== undefined || actions.length === 0)) {
    return {}
  }
  const actions = [...new Set(open.flatMap((part) => part.actions))]
  return { how: actions.map((action) => line(`allow ${shellWord(name)} '${action}' --for 15m`)) }
}
