import { explainRejection } from '@/lib/deployments/advance/rejections'
import type { WaitReason } from '@/lib/deployments/model'
import type { Failure } from '@/lib/result'
import { asFailure } from '@/lib/troubles/explain/as-failure'
import { knownTrouble } from '@/lib/troubles/explain/known'

type Patience = {
  /** After this many milliseconds waiting has failed. */
  limitMs: number
  firstMs: number
  longestMs: number
}

/** Runtimes are ready within seconds to minutes; IAM needs up to about two minutes until other services see a change. */
export const PATIENCE: Record<WaitReason, Patience> = {
  transition: { limitMs: 600_000, firstMs: 3_000, longestMs: 3_000 },
  propagation: { limitMs: 120_000, firstMs: 2_000, longestMs: 15_000 },
  conflict: { limitMs: 120_000, firstMs: 1_000, longestMs: 10_000 },
  throttled: { limitMs: 180_000, firstMs: 1_000, longestMs: 15_000 },
  unreachable: { limitMs: 60_000, firstMs: 1_000, longestMs: 10_000 },
}

/** How long until the next look. It grows with the time already waited, so nothing has to be remembered but its start. */
export function retryAfter(reason: WaitReason, waitedMs: number, random: () => number = Math.random): number {
  const { firstMs, longestMs } = PATIENCE[reason]
  const base = Math.min(longestMs, Math.max(firstMs, waitedMs / 2))
  return Math.round(base * (1 + random() * 0.25))
}

/** What AWS says while IAM's changes are not seen everywhere, and goes on saying when the cause is another. */
const NOT_PROPAGATED = /Role validation failed|Access denied while validating ECR URI/i

export type Verdict = { wait: WaitReason; waitingFor: string } | { fail: Failure }

/** What a failed call means for the loop: look again later, or give up. */
export function verdictOf(failure: Failure): Verdict {
  const details = failure.details ?? ''

  if (/Role validation failed/i.test(details)) {
    return { wait: 'propagation', waitingFor: 'AWS does not know the new role everywhere yet.' }
  }
  if (/Access denied while validating ECR URI/i.test(details)) {
    return { wait: 'propagation', waitingFor: 'AWS does not see the role’s image permissions yet.' }
  }
  switch (failure.code) {
    case 'conflict':
      return { wait: 'conflict', waitingFor: 'AWS is still busy with it.' }
    case 'throttled':
      return { wait: 'throttled', waitingFor: 'AWS asks to slow down.' }
    case 'timeout':
    case 'unavailable':
      return { wait: 'unreachable', waitingFor: 'AWS does not answer.' }
    // It was there when the plan was made; the next look says what to do.
    case 'not-found':
      return { wait: 'conflict', waitingFor: 'Something changed in AWS meanwhile.' }
    default:
      return { fail: explainRejection(failure) }
  }
}

/** The failure when waiting took too long: AWS's last words, if there were any, and what they mean. */
export function gaveUp(reason: WaitReason, waitingFor: string, last?: Failure): Failure {
  const details = last?.details ?? ''
  const minutes = Math.round(PATIENCE[reason].limitMs / 60_000)
  const waited = `Waited for ${minutes === 1 ? 'a minute' : `${minutes} minutes`} in vain. ${waitingFor}`
  const requestId = last?.requestId === undefined ? {} : { requestId: last.requestId }

  const trouble = NOT_PROPAGATED.test(details) ? knownTrouble(details, { from: 'aws' }) : undefined

  if (trouble) {
    return { code: 'not-propagated', ...asFailure(trouble), details, ...requestId }
  }
  if (last) {
    return { ...last, message: `${last.message} ${waited}` }
  }
  return { code: 'timeout', message: waited, remedy: 'Try again; Slipway goes on from what AWS has.' }
}
