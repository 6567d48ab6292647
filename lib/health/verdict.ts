import { counted } from '@/lib/format/counted'
import { aboutDollars } from '@/lib/format/dollars'
import { relativeTime } from '@/lib/format/time'
import type { Lately } from '@/lib/health/checks/use-checks'
import { type CheckId, type HealthCheck, worstOf } from '@/lib/health/model'
import type { Verdict } from '@/lib/runtimes/verdict'

/** What `core` says already, in more detail. */
const CORE: ReadonlySet<CheckId> = new Set(['status', 'stop', 'metadata'])

/**
 * The one sentence: what keeps it from working, else the worst of the checks, else that it is well and how much it was used.
 * `core`: what the runtime's state and its last test come to; `now` in milliseconds.
 */
export function healthVerdict(core: Verdict, checks: HealthCheck[], lately: Lately | undefined, now: number): Verdict {
  if (core.tone === 'danger' || core.tone === 'warning') {
    return core
  }
  const worst = worstOf(checks.filter(({ id }) => !CORE.has(id)))

  if (worst) {
    const tone = worst.state === 'failing' ? 'danger' : 'warning'
    return { tone, text: `${worst.title}: ${worst.evidence.replace(/\.$/, '')}`, next: worst.action ?? core.next }
  }
  const used = lately && usedWords(lately, now)
  const seen: Verdict =
    used === undefined || (core.tone === 'info' && core.next !== 'test')
      ? core
      : { tone: 'success', text: ['Well: ', used, costWords(checks)].join(''), next: core.next }
  return seen.tone === 'success' ? withUnseen(seen, checks) : seen
}

const NAMED = 2

/** What could not be looked at may be what is wrong, so it is named with the good word. */
function withUnseen(verdict: Verdict, checks: HealthCheck[]): Verdict {
  const unseen = checks.filter(({ id, state }) => !CORE.has(id) && state === 'unknown').map(({ title }) => title)
  const rest = unseen.length > NAMED ? ` and ${unseen.length - NAMED} more` : ''
  return unseen.length === 0
    ? verdict
    : { ...verdict, tone: 'info', text: `${verdict.text}; not seen: ${unseen.slice(0, NAMED).join(', ')}${rest}` }
}

/** `last call 3 minutes ago, 214 calls in 24 h, 2 refusals in its log`: of AWS's own, CloudTrail alone has all (Activity); undefined when nothing was called. */
function usedWords({ calls, refused, lastAt, isCut }: Lately, now: number): string | undefined {
  if (calls === 0 || lastAt === undefined) {
    return undefined
  }
  const many = isCut ? 'more than ' : ''
  return `last call ${relativeTime(lastAt, now)}, ${many}${counted(calls, 'call')} in 24 h, ${counted(refused, 'refusal')} in its log`
}

/** `, about $0.04 a day`; nothing where that is not known. */
function costWords(checks: readonly HealthCheck[]): string {
  const perDay = checks.find(({ id }) => id === 'cost')?.perDay
  return perDay === undefined ? '' : `, ${aboutDollars(perDay)} a day`
}
