import type { Page } from '@playwright/test'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

const RAN = 'slipway-injected'
const RUN = `document.documentElement.dataset.ran = '${RAN}'`

/** What an injection could put into a page's HTML; our own headers stay. */
const INJECTED = [
  ['an inline script', `<script>${RUN}</script>`],
  ['an event handler', `<img src="x" onerror="${RUN}">`],
  ['an address that is a script', `<a id="injected" href="javascript:${RUN}">click</a>`],
  ['a script of another origin', '<script src="http://127.0.0.1:1/x.js"></script>'],
] as const

/** Opens a page into whose HTML something was put on its way, and answers what that did. */
async function openInjected(
  page: Page,
  html: string,
  headers: Record<string, string> = {},
): Promise<string | undefined> {
  await page.route('**/settings', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('</body>', `${html}</body>`)
    await route.fulfill({ response, body, headers: { ...response.headers(), ...headers } })
  })
  await page.goto('/settings')
  await page.evaluate(() => document.querySelector<HTMLElement>('#injected')?.click())
  await expect(page.getByRole('main').getByText('AWS knows these credentials')).toBeVisible()
  return page.evaluate(() => document.documentElement.dataset.ran)
}

for (const [what, html] of INJECTED) {
  test(`${what} in a page does not run`, async ({ page }) => {
    expect(await openInjected(page, html)).toBeUndefined()
  })
}

test('the same would run under a policy without nonces', async ({ page }) => {
  const policy = { 'content-security-policy': "script-src 'self' 'unsafe-inline'" }
  expect(await openInjected(page, INJECTED[0][1], policy)).toBe(RAN)
})

test('a page whose HTML was changed on its way is rendered anew, and nothing of ours is refused for it', async ({
  page,
}) => {
  const broken: string[] = []
  page.on('pageerror', (error) => broken.push(error.message))
  await page.route('**/settings', async (route) => {
    const response = await route.fetch()
    const body = (await response.text()).replace('<nav ', '<section data-stray ')
    await route.fulfill({ response, body })
  })
  await page.goto('/settings')
  await expect(page.getByRole('main').getByText('AWS knows these credentials')).toBeVisible()
  await expect(page.locator('[data-stray]')).toHaveCount(0)
  expect(broken.filter((message) => /Trusted/.test(message))).toEqual([])
})

test('text that becomes HTML or a script in the browser is refused', async ({ page }) => {
  await open(page, '/settings')
  expect(await page.evaluate(refusals, RUN)).toEqual(['innerHTML', 'script text', 'script address'])
  expect(await page.evaluate(() => document.documentElement.dataset.ran)).toBeUndefined()
})

test('no page breaks a rule of its own', async ({ page, stack }) => {
  const broken: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted(HTML|Script)/.test(message.text())) {
      broken.push(message.text())
    }
  })
  const id = await deployed(stack)
  const pages = ['/', '/setup', '/roles/slipway-awsapimcpserver-us-east-1', '/logs/explain', '/settings/practice']
  const tabs = ['', '/connect', '/calls', '/tester', '/logs', '/versions', '/settings'].map(
    (tab) => `/runtimes/${id}${tab}`,
  )

  for (const address of [...pages, ...tabs]) {
    await open(page, address)
    await idle(page)
  }
  expect(broken).toEqual([])
})

/** Names of the ways by which text did not become a script. */
function refusals(text: string): string[] {
  const fails = (run: () => void) => {
    try {
      run()
      return false
    } catch {
      return true
    }
  }
  const script = document.createElement('script')
  const ways: [string, () => void][] = [
    ['innerHTML', () => Object.assign(document.createElement('div'), { innerHTML: `<img src=x onerror="${text}">` })],
    ['script text', () => Object.assign(script, { text })],
    ['script address', () => Object.assign(script, { src: 'data:text/javascript,1' })],
  ]
  return ways.flatMap(([name, run]) => (fails(run) ? [name] : []))
}

async function idle(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve) => requestIdleCallback(() => resolve())))
}
