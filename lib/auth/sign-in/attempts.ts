import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { stateDirectory } from '@/lib/auth/secret'
import { Limiter } from '@/lib/auth/sign-in/limiter'
import { consumeLinkToken } from '@/lib/auth/sign-in/link-token'
import { signInMethods } from '@/lib/auth/sign-in/methods'
import { log } from '@/lib/log'

const limiter = new Limiter({
  free: 3,
  maxWaitMs: 8_000,
  forgetMs: 15 * 60_000,
  maxAddresses: 1_000,
  freeInTotal: 20,
  gapMs: 250,
  maxWaiting: 64,
})

/** One attempt with the token of a sign-in link: undefined when it is right, else a code for `signInProblem`. */
export async function attemptLink(token: string, address: string): Promise<string | undefined> {
  // Nobody guesses 256 bits, so a link is looked at whatever else goes on; only wrong ones stand in line.
  const answer = consumeLinkToken(token, signInMethods().linkHash, stateDirectory())
  const outcome = answer === 'right' ? 'right' : await limiter.check(address, () => false)
  return problemOf(`link-${answer}`, { method: 'link', address, outcome })
}

/** One attempt with a password: undefined when it is right, else a code for `signInProblem`. */
export async function attemptPassword(given: string, address: string): Promise<string | undefined> {
  const { password } = signInMethods()
  const outcome = await limiter.check(address, () => password !== undefined && isSameText(given, password))
  return problemOf('password-wrong', { method: 'password', address, outcome })
}

type Attempt = { method: string; address: string; outcome: 'right' | 'wrong' | 'busy' }

function problemOf(wrong: string, attempt: Attempt): string | undefined {
  log[attempt.outcome === 'right' ? 'info' : 'warn']('sign-in', attempt)

  switch (attempt.outcome) {
    case 'right':
      return undefined
    case 'wrong':
      return wrong
    case 'busy':
      return 'busy'
  }
}

// Hashes have the same length, so the time of the comparison says nothing about the password.
function isSameText(left: string, right: string): boolean {
  const [first, second] = [left, right].map((text) => createHash('sha256').update(text).digest())
  return first !== undefined && second !== undefined && timingSafeEqual(first, second)
}
