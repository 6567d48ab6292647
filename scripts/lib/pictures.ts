import { type Browser, chromium, type Page } from '@playwright/test'
import { type Stack, startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { findChromium, howToGetOne } from '@/scripts/lib/chromium.mjs'
import { buildIfNeeded } from '@/scripts/lib/prepare.mjs'
import { say } from '@/scripts/lib/say.mjs'

/** How pages are looked at; sizes in CSS pixels. */
export const VIEWS = [
  { name: 'desktop', width: 1280, height: 800, theme: 'light' },
  { name: 'desktop-dark', width: 1280, height: 800, theme: 'dark' },
  { name: 'phone', width: 390, height: 844, theme: 'light' },
  { name: 'phone-dark', width: 390, height: 844, theme: 'dark' },
] as const

export type View = (typeof VIEWS)[number]

/** Runs `work` with the built program, a practice account that answers at once, and a browser; ends without one. */
export async function withBrowser(work: (browser: Browser, stack: Stack) => Promise<void>): Promise<void> {
  const executablePath = findChromium()

  if (!executablePath) {
    say(howToGetOne)
    process.exit(1)
  }
  buildIfNeeded()
  const delays = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0 }
  const stack = await startStack({ practice: { delays } })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })

  try {
    await work(browser, stack)
  } finally {
    await browser.close()
    await stack.stop()
  }
}

/** A new page of that size and theme, without motion, signed in unless that is not wanted. */
export async function openView(
  browser: Browser,
  stack: Stack,
  { width, height, theme }: View,
  signedIn = true,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL: stack.url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  if (signedIn) {
    await context.addCookies([
      { name: 'slipway.session', value: await sessionCookie(stack), url: stack.url, httpOnly: true },
    ])
  }
  return context.newPage()
}
