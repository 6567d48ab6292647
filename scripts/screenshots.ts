import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { root } from '@/scripts/lib/root.mjs'
import { launch, openLaunch, runtimeIdFrom } from '../e2e/support/journeys'
import { type Stack, startStack } from '../e2e/support/stack'
import { sessionCookie } from '../e2e/support/test'
import { findChromium, howToGetOne } from './lib/chromium.mjs'
import { buildIfNeeded, say } from './lib/prepare.mjs'

const folder = path.join(root, 'docs/screenshots')
const views = [
  { name: 'desktop', width: 1280, height: 800, theme: 'light' },
  { name: 'desktop-dark', width: 1280, height: 800, theme: 'dark' },
  { name: 'phone', width: 390, height: 844, theme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, theme: 'dark' },
] as const

/** Takes the pictures of the README from the built program and a practice account; PNGs under docs/screenshots. */
async function takeScreenshots() {
  const executablePath = findChromium()

  if (!executablePath) {
    say(howToGetOne)
    process.exit(1)
  }
  buildIfNeeded()
  mkdirSync(folder, { recursive: true })
  const stack = await startStack({ practice: { delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 } } })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

  try {
    await shootAll(browser, stack)
  } finally {
    await browser.close()
    await stack.stop()
  }
}

async function shootAll(browser: Browser, stack: Stack) {
  let runtimeId: string | undefined

  for (const view of views) {
    const page = await openPage(browser, stack, view)
    await shoot(page, '/setup', `setup-${view.name}`)

    if (runtimeId === undefined) {
      await shoot(page, '/setup?step=review', `review-${view.name}`)
      await openLaunch(page, { authType: 'jwt' })
      await launch(page)
      await page.evaluate(() => window.scrollTo(0, 0))
      await page.screenshot({ path: file(`launch-${view.name}`) })
      runtimeId = await runtimeIdFrom(page)
    }
    await shoot(page, '/', `overview-${view.name}`)
    await shoot(page, `/runtimes/${runtimeId}`, `runtime-${view.name}`)
    await shoot(page, `/runtimes/${runtimeId}/connect?client=cursor`, `connect-${view.name}`)
    await shoot(page, '/roles/slipway-awsapimcpserver-us-east-1?panel=risk', `permissions-${view.name}`)
    await page.context().close()
  }
}

async function openPage(browser: Browser, stack: Stack, { width, height, theme }: (typeof views)[number]) {
  const context = await browser.newContext({
    baseURL: stack.url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  await context.addCookies([
    { name: 'slipway.session', value: await sessionCookie(stack), url: stack.url, httpOnly: true },
  ])
  return context.newPage()
}

async function shoot(page: Page, address: string, name: string) {
  await page.goto(address, { waitUntil: 'networkidle' })
  await page.screenshot({ path: file(name) })
}

function file(name: string): string {
  return path.join(folder, `${name}.png`)
}

await takeScreenshots()
