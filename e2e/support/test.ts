import { type BrowserContext, test as base, expect } from '@playwright/test'
import { decode, encode } from 'next-auth/jwt'
import { makeLinkToken } from '@/lib/auth/sign-in/link-token'
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
  const value = await sessionCookie(stack)
  await context.addCookies([{ name: 'slipway.session', value, url: stack.url, httpOnly: true, sameSite: 'Lax' }])
}

/** The value of a new session's cookie, got as a person gets one: with a link that the terminal printed. */
export async function sessionCookie({ url, stateDir }: Pick<Stack, 'url' | 'stateDir'>): Promise<string> {
  const first = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const signedIn = await fetch(`${url}/api/auth/callback/link`, {
    method: 'POST',
    headers: { origin: url, 'sec-fetch-site': 'same-origin', cookie: pairsOf(first).join('; ') },
    body: new URLSearchParams({ token: makeLinkToken(stateDir), csrfToken, json: 'true' }),
  })
  const [, value] =
    /^slipway\.session=(.+)$/.exec(pairsOf(signedIn).find((pair) => /^slipway\.session=/.test(pair)) ?? '') ?? []

  if (!value) {
    throw new Error(`Signing in answered ${signedIn.status}: ${await signedIn.text()}`)
  }
  return value
}

/** The same session in a cookie that was sealed with another secret, or is out of date. */
export async function resealed(cookie: string, { secret = NEXTAUTH_SECRET, maxAge = 60 * 60 }): Promise<string> {
  const token = await decode({ token: cookie, secret: NEXTAUTH_SECRET })
  return encode({ token: { sid: token?.sid }, secret, maxAge })
}

function pairsOf(answer: Response): string[] {
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '')
}
