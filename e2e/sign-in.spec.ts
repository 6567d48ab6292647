import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect, type Page } from '@playwright/test'
import { makeLinkToken } from '@/lib/auth/sign-in/link-token'
import { type Stack, startStack } from './support/stack'

const ELSEWHERE = [
  'https://attacker.example/',
  '//attacker.example',
  '/\\attacker.example',
  '/%09/attacker.example',
  '/%5Cattacker.example',
  'javascript:alert(1)',
  '/api/sign-out',
  '/sign-in?next=//attacker.example',
]
const PASSWORD = 'a password with spaces, and ünïcode'

/** A stack for each way of signing in; nobody is signed in to begin with. */
const test = base.extend<object, { token: string; linkStack: Stack; passwordStack: Stack }>({
  token: [async ({ browserName: _ }, use) => use(randomBytes(32).toString('base64url')), { scope: 'worker' }],
  linkStack: [
    async ({ token }, use) => {
      const hash = createHash('sha256').update(token).digest('hex')
      const stack = await startStack({ env: { SLIPWAY_SIGN_IN_TOKEN_HASH: hash } })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  passwordStack: [
    async ({ browserName: _ }, use) => {
      const stack = await startStack({ env: { SLIPWAY_PASSWORD: PASSWORD } })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

async function signInWithPassword(page: Page, password: string) {
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('the link of the terminal works once, and then says what to do', async ({ page, browser, linkStack, token }) => {
  await page.goto(linkStack.url)
  await expect(page.getByText('Open the sign-in link that Slipway printed in its terminal.')).toBeVisible()
  await page.goto(`${linkStack.url}/sign-in#token=${token.slice(0, -1)}_`)
  await expect(page.getByRole('alert').filter({ hasText: 'This sign-in link is not valid.' })).toBeVisible()

  await page.goto('about:blank')
  await page.goto(`${linkStack.url}/sign-in#token=${token}`)
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  expect(page.url()).toBe(`${linkStack.url}/`)
  await page.goBack()
  expect(page.url()).not.toContain(token)

  const stranger = await browser.newPage()
  await stranger.goto(`${linkStack.url}/sign-in#token=${token}`)
  const alert = stranger.getByRole('alert').filter({ hasText: 'This sign-in link was used already.' })
  await expect(alert).toContainText('npm run slipway -- link')
  await stranger.goto(`${linkStack.url}/settings`)
  await expect(stranger.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await stranger.close()
  expect(linkStack.output()).not.toContain(token)
})

test.describe('a password', () => {
  // In their order and on one server, whose memory of failures the last one fills.
  test.describe.configure({ mode: 'default' })

  test('opens the page that was asked for, and only when it is right', async ({ page, passwordStack }) => {
    await page.goto(`${passwordStack.url}/settings/about?x=1`)
    await signInWithPassword(page, `${PASSWORD} `)
    await expect(page.getByRole('alert').filter({ hasText: 'That is not the password.' })).toBeVisible()
    await expect(page.getByLabel('Password')).toHaveValue('')
    await signInWithPassword(page, PASSWORD)
    await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible()
    expect(page.url()).toBe(`${passwordStack.url}/settings/about?x=1`)
    expect(passwordStack.output()).not.toContain(PASSWORD)
  })

  test('is in no address, storage or cookie afterwards', async ({ page, context, passwordStack }) => {
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto(passwordStack.url)
    await signInWithPassword(page, PASSWORD)
    await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
    const kept = JSON.stringify([addresses, await context.storageState(), await page.content()])
    expect(kept).not.toContain(PASSWORD)
    expect(kept).not.toContain(encodeURIComponent(PASSWORD))
  })

  test('signing out is a full page load, after which Back shows nothing', async ({ page, passwordStack }) => {
    await page.goto(passwordStack.url)
    await signInWithPassword(page, PASSWORD)
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByRole('heading', { name: 'Connection in use' })).toBeVisible()
    await page.evaluate(() => Object.assign(window, { isSameDocument: true }))
    await page.getByRole('banner').getByRole('button', { name: 'Account', exact: true }).click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await page.evaluate(() => 'isSameDocument' in window)).toBe(false)
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await expect(page.getByText('000000000000')).toHaveCount(0)
  })

  test('never leads to another site, nor into a circle', async ({ page, context, passwordStack }) => {
    await page.route('**://attacker.example/**', (route) => route.fulfill({ body: 'elsewhere' }))

    for (const next of ELSEWHERE) {
      await context.clearCookies()
      await page.goto(`${passwordStack.url}/sign-in?next=${next.includes('%') ? next : encodeURIComponent(next)}`)
      await signInWithPassword(page, PASSWORD)
      await expect(page.getByRole('navigation', { name: 'Main' }), next).toBeVisible()
      expect(new URL(page.url()).origin, next).toBe(passwordStack.url)
    }
  })

  test('that is guessed again and again keeps nobody out who knows it, nor who asks the terminal', async ({
    page,
    passwordStack,
  }) => {
    await page.goto(passwordStack.url)
    const before = Date.now()
    await guess(passwordStack, 30)
    const [first] = await Promise.all([guess(passwordStack, 1), guess(passwordStack, 20)])
    expect(first, 'a wrong answer is kept back').toBeGreaterThan(4_000)
    const under = guess(passwordStack, 40)
    await signInWithPassword(page, PASSWORD)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 5_000 })
    await page.context().clearCookies()
    await page.goto(`${passwordStack.url}/sign-in#token=${makeLinkToken(passwordStack.stateDir)}`)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 5_000 })
    expect(await under).toBeGreaterThan(0)
    expect(Date.now() - before).toBeLessThan(60_000)
  })
})

/** So many wrong passwords at once; the time until all are answered, in milliseconds. */
async function guess({ url }: Stack, count: number): Promise<number> {
  const begin = Date.now()
  const first = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken } = (await first.json()) as { csrfToken: string }
  const cookie = first.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  await Promise.all(
    Array.from({ length: count }, () =>
      fetch(`${url}/api/auth/callback/password`, {
        method: 'POST',
        headers: { origin: url, 'sec-fetch-site': 'same-origin', cookie },
        body: new URLSearchParams({ password: 'a guess', csrfToken, json: 'true' }),
      }),
    ),
  )
  return Date.now() - begin
}

test.describe('sessions', () => {
  const cookieOf = async (page: Page) => {
    const cookies = await page.context().cookies()
    return `slipway.session=${cookies.find(({ name }) => name === 'slipway.session')?.value}`
  }
  const statusOf = async ({ url }: Stack, cookie: string) => {
    const answer = await fetch(`${url}/settings/session`, { headers: { cookie }, redirect: 'manual' })
    return answer.status
  }

  test('are listed, and each ends at once: one, this one, all', async ({ page, browser, linkStack }) => {
    const enter = async (visitor: Page) => {
      await visitor.goto(`${linkStack.url}/sign-in#token=${makeLinkToken(linkStack.stateDir)}`)
      await expect(visitor.getByRole('navigation', { name: 'Main' })).toBeVisible()
      return cookieOf(visitor)
    }
    const others = await Promise.all([browser.newPage(), browser.newPage()])
    const [mine, second, third] = [await enter(page), ...(await Promise.all(others.map(enter)))]
    await page.goto(`${linkStack.url}/settings/session`)
    const row = page.getByRole('row').filter({ hasText: 'This browser' })
    await expect(row).toHaveCount(1)
    await expect(row).toContainText('Chrome on Linux, 127.0.0.1')
    const rows = page.getByRole('row').filter({ hasText: 'Chrome on Linux' })
    const before = await rows.count()
    await rows
      .filter({ hasNotText: 'This browser' })
      .first()
      .getByRole('button', { name: /^Sign out/ })
      .click()
    await expect(rows).toHaveCount(before - 1)
    const statuses = await Promise.all([mine, second ?? '', third ?? ''].map((each) => statusOf(linkStack, each)))
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(2)
    await page.getByRole('button', { name: 'Sign out everywhere' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()

    for (const cookie of [mine, second ?? '', third ?? '']) {
      expect(await statusOf(linkStack, cookie)).toBe(307)
    }
    await Promise.all(others.map((other) => other.close()))
  })

  test('end in their copies with signing out', async ({ page, linkStack }) => {
    await page.goto(`${linkStack.url}/sign-in#token=${makeLinkToken(linkStack.stateDir)}`)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
    const copy = await cookieOf(page)
    expect(await statusOf(linkStack, copy)).toBe(200)
    await page.goto(`${linkStack.url}/settings/session`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(await statusOf(linkStack, copy)).toBe(307)
  })
})

test('a console has a host name of its own, whose cookies no other port of this computer gets', async ({ page }) => {
  const stack = await startStack({ env: { NEXTAUTH_URL: '' } })
  const { port } = new URL(stack.url)
  const own = `http://slipway.localhost:${port}`
  const received: (string | undefined)[] = []
  const neighbour = createServer((request, response) => {
    received.push(request.headers.cookie)
    response.end('neighbour')
  })
  await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve))
  const { port: neighbourPort } = neighbour.address() as AddressInfo

  try {
    await page.goto(`${own}/settings/about`)
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect(new URL(page.url()).origin).toBe(own)
    await page.goto(`${own}/sign-in#token=${makeLinkToken(stack.stateDir)}`)
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()

    for (const host of ['127.0.0.1', 'localhost']) {
      await page.goto(`http://${host}:${neighbourPort}/`)
    }
    expect(received.join()).not.toContain('slipway')
    await page.goto(`${stack.url}/logs`)
    await page.getByRole('link', { name: own }).click()
    await expect(page.getByRole('heading', { name: 'Logs', exact: true })).toBeVisible()
    await page.goto(`${own}/settings/session`)
    await page.getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  } finally {
    neighbour.close()
    await stack.stop()
  }
})
