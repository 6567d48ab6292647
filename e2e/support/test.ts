import { type BrowserContext, test as base, expect } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { NEXTAUTH_SECRET, type Stack, startStack } from './stack'

/** The built program with a practice account that answers at once: one for each worker, empty for each test. */
export const test = base.extend<{ clean: undefined; signedIn: undefined }, { stack: Stack }>({
  stack: [
    async ({ browserName: _ }, use) => {
      const stack = await startStack({ practice: { delays: NO_DELAYS } })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  clean: [
    async ({ stack }, use) => {
      stack.practice.reset()
      await use(undefined)
      // The page is closed by now. Faults go first: what they hold back ends then.
      stack.practice.reset()
      await stack.practice.quiet()
    },
    { auto: true },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  signedIn: [
    async ({ context, stack }, use) => {
      await signIn(context, stack)
      await use(undefined)
    },
    { auto: true },
  ],
})

export { expect }

export const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

/** Gives the browser a session, as signing in would. */
export async function signIn(context: BrowserContext, stack: Stack): Promise<void> {
  const value = await sessionCookie()
  await context.addCookies([{ name: 'slipway.session', value, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
}

/** A session cookie's value; `since` in seconds before now. */
export function sessionCookie({ secret = NEXTAUTH_SECRET, ageSeconds = 0 } = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  const token = { name: 'owner', method: 'link', since: now - ageSeconds }
  return encode({ token, secret, maxAge: 60 * 60 })
}
