import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { sessionCookie } from '@/e2e/support/test'
import { findChromium, howToGetOne } from '@/scripts/lib/chromium.mjs'

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking']
const PATIENCE_MS = 30_000

/** A page of this console, signed in. */
export async function openConsole(
  console: Parameters<typeof sessionCookie>[0],
): Promise<{ page: Page; close: () => Promise<void> }> {
  const { url } = console
  const executablePath = findChromium()

  if (!executablePath) {
    throw new Error(howToGetOne)
  }
  const browser: Browser = await chromium.launch({ executablePath, args: FLAGS })
  const context: BrowserContext = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 } })
  context.setDefaultTimeout(PATIENCE_MS)
  await context.addCookies([
    { name: 'slipway.session', value: await sessionCookie(console), url, httpOnly: true, sameSite: 'Lax' },
  ])
  return { page: await context.newPage(), close: () => browser.close() }
}
