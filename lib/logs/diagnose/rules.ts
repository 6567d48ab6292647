import { hintTest } from '@/lib/logs/diagnose/hints'
import type { Rule } from '@/lib/logs/diagnose/model'
import { NOISE_RULES, type NoiseRule } from '@/lib/logs/diagnose/noise'
import { CLIENT_RULES } from '@/lib/logs/diagnose/rules-client'
import { PLATFORM_RULES } from '@/lib/logs/diagnose/rules-platform'
import { SERVER_RULES } from '@/lib/logs/diagnose/rules-server'

const RULES: Rule[] = [...SERVER_RULES, ...PLATFORM_RULES, ...CLIENT_RULES]

/** Pieces of the messages that say that AWS refused a request; denials are read by lib/policies/denial/denial.ts. */
const DENIAL_HINTS = ['not authorized to', 'accessdenied', 'unauthorizedoperation', 'encoded authorization failure']

/** False for nearly every line of a healthy log: it holds no hint of any rule. */
export const mayMatter = hintTest([
  ...new Set([
    ...[...RULES, ...NOISE_RULES].flatMap(({ hints }) => hints),
    ...DENIAL_HINTS,
    'traceback (most recent call last)',
  ]),
])

export function noiseIn(text: string): NoiseRule | undefined {
  return NOISE_RULES.find(({ pattern }) => pattern.test(text))
}

/** Every rule that the text matches. `text` as `readable` gives it. */
export function rulesIn(text: string): { rule: Rule; match: RegExpExecArray }[] {
  const matching = RULES.flatMap((rule) => {
    const match = rule.pattern.exec(text)
    return match ? [{ rule, match }] : []
  })
  const outdone = new Set(matching.flatMap(({ rule }) => rule.over ?? []))
  return matching.filter(({ rule }) => !outdone.has(rule.id))
}

/**
 * Every id that a finding can have.
 * @internal
 */
export const RULE_IDS = [...RULES.map(({ id }) => id), 'access-denied', 'silent-start', 'unknown-error']
