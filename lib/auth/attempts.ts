import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { createLimiter } from '@/lib/auth/limiter'
import { consumeLinkToken } from '@/lib/auth/link-token'
import { signInMethods } from '@/lib/auth/methods'
import { stateDirectory } from '@/lib/auth/secret'
import { log } from '@/lib/log'

const MINUTE = 60_000
const perAddress = { free: 3, lockAfter: 10, lockMs: 15 * MINUTE, maxWaitMs: MINUTE, forgetMs: 15 * MINUTE }

const limiter = createLimiter({
  perAddress,
  inTotal: { ...perAddress, free: 20, lockAfter: 60 },
  maxAddresses: 1_000,
  now: Date.now,
})

/** One attempt with the token of a sign-in link: undefined when it is right, else a code for `signInProblem`. */
export function attemptLink(token: string, address: string): string | undefined {
  const { linkHash } = signInMethods()
  return attempt('link', address, () => consumeLinkToken(token, linkHash, stateDirectory()))
}

/** One attempt with a password: undefined when it is right, else a code for `signInProblem`. */
export function attemptPassword(given: string, address: string): string | undefined {
  const { password } = signInMethods()
  return attempt('password', address, () => (password && isSameText(given, password) ? 'right' : 'wrong'))
}

function attempt(method: string, address: string, check: () => 'right' | 'wrong' | 'used'): string | undefined {
  let answer: ReturnType<typeof check> = 'wrong'
  const outcome = limiter.check(address, () => {
    answer = check()
    return answer === 'right'
  })
  log[outcome.type === 'right' ? 'info' : 'warn']('sign-in', { method, address, outcome: outcome.type })

  if (outcome.type === 'refused') {
    return `${outcome.isLocked ? 'locked' : 'wait'}-${Math.ceil(outcome.waitMs / 1000)}`
  }
  return outcome.type === 'right' ? undefined : `${method}-${answer}`
}

// Hashes have the same length, so the time of the comparison says nothing about the password.
function isSameText(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
