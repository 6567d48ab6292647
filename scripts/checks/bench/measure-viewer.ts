import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { findChromium } from '@/scripts/lib/chromium.mjs'
import { root } from '@/scripts/lib/root.mjs'
import { startFeed } from './viewer-feed'
import { type Frames, heapOf, measureFrames } from './viewer-page'

/** Figures of one page; `product` is the built log page, the others are bare pages with a list of the library's. */
export type ViewerFigures = {
  name: 'product' | 'virtuoso' | 'tanstack'
  /** 1,000,000 rows there, 1,000 a second arriving. */
  million?: Frames & { readyMs: number; heap: { page: number; workers: number } }
  /** The worker's own time for a regular expression over a million lines, in ms. */
  regexMs?: number[]
  /** Whether the last of 2,000,000 rows can be scrolled to. */
  isLastReached?: boolean
  /** Nothing there at first, 10,000 rows a second arriving. */
  burst?: Frames
}

type Feed = Awaited<ReturnType<typeof startFeed>> & { cookie: string }

const GROUP = '/aws/bedrock-agentcore/runtimes/bench-AbCdEf1234-DEFAULT'
const ADDRESSES = {
  product: `/logs/${encodeURIComponent(GROUP)}`,
  virtuoso: '/bench/virtuoso',
  tanstack: '/bench/tanstack',
}
const HTML = '<!doctype html><style>pre{margin:0;font:13px/20px monospace}</style><body><script src="SRC"></script>'
const STEADY_MS = 10_000
const READY_LIMIT_MS = 120_000

async function main(): Promise<void> {
  const [file = 'viewer.json', names = 'product,virtuoso,tanstack', parts = 'million,last,burst', burstMs = '60000'] =
    process.argv.slice(2)
  const stack = await startStack()
  const feed = { ...(await startFeed(stack.url, peerPages())), cookie: await sessionCookie(stack) }
  const executablePath = findChromium()
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  })

  try {
    const figures: ViewerFigures[] = []
    for (const name of ['product', 'virtuoso', 'tanstack'] as const) {
      if (names.split(',').includes(name)) {
        figures.push(await figuresOf(browser, feed, name, parts.split(','), Number(burstMs)))
        console.error(JSON.stringify(figures.at(-1)))
      }
    }
    writeFileSync(file, JSON.stringify(figures))
  } finally {
    await browser.close()
    feed.close()
    await stack.stop()
  }
}

function peerPages(): Map<string, string> {
  const pages = new Map<string, string>()

  for (const name of ['virtuoso', 'tanstack']) {
    const source = path.join(root, `scripts/checks/bench/viewer-peers/${name}.tsx`)
    const flags = ['--bundle', '--minify', '--jsx=automatic', '--define:process.env.NODE_ENV="production"']
    const { stdout, status } = spawnSync(path.join(root, 'node_modules/esbuild/bin/esbuild'), [source, ...flags], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    })
    if (status !== 0) {
      throw new Error(`${name} can't be bundled`)
    }
    pages.set(`/bench/${name}.js`, stdout)
    pages.set(`/bench/${name}`, HTML.replace('SRC', `/bench/${name}.js`))
  }
  return pages
}

async function figuresOf(browser: Browser, feed: Feed, name: ViewerFigures['name'], parts: string[], burstMs: number) {
  const figures: ViewerFigures = { name }

  if (parts.includes('million')) {
    await onPage(browser, feed, name, { rows: 1_000_000, perSecond: 1000 }, async (page) => {
      const readyMs = await untilRow(page, 999_999)
      await page.waitForTimeout(2000)
      figures.million = { ...(await measureFrames(page, STEADY_MS)), readyMs, heap: await heapOf(page) }
      if (name === 'product') {
        figures.regexMs = await searchTimes(page)
      }
    })
  }
  if (parts.includes('last')) {
    await onPage(browser, feed, name, { rows: 2_000_000, perSecond: 0 }, async (page) => {
      figures.isLastReached = await untilRow(page, 1_999_999).then(
        () => reachesLast(page),
        () => false,
      )
    })
  }
  if (parts.includes('burst')) {
    await onPage(browser, feed, name, { rows: 0, perSecond: 10_000 }, async (page) => {
      await untilRow(page, 1000)
      figures.burst = await measureFrames(page, burstMs)
    })
  }
  return figures
}

async function onPage(
  browser: Browser,
  feed: Feed,
  name: ViewerFigures['name'],
  load: { rows: number; perSecond: number },
  run: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL: feed.url, viewport: { width: 1280, height: 900 } })
  await context.addCookies([{ name: 'slipway.session', value: feed.cookie, url: feed.url, httpOnly: true }])
  feed.setLoad(load)
  // The loader of this script gives functions names by a helper that pages don't have.
  await context.addInitScript('globalThis.__name = (named) => named')
  const page = await context.newPage()
  await page.goto(ADDRESSES[name])
  await run(page).catch((error: unknown) => {
    // A library's page may die of the load; that is a result. The product's may not.
    if (name === 'product') {
      throw error
    }
    console.error(`${name}: ${String(error).split('\n')[0]}`)
  })
  await context.close()
}

/** Until a row with at least that number is on the page; how long it took. */
async function untilRow(page: Page, number: number): Promise<number> {
  const started = Date.now()
  await page.waitForFunction(
    (wanted) =>
      [...(document.body.textContent ?? '').matchAll(/\brow (\d+)/g)].some(([, shown]) => Number(shown) >= wanted),
    number,
    { timeout: READY_LIMIT_MS, polling: 250 },
  )
  return Date.now() - started
}

/** To the top, and with the scroll bar back to the very end. */
async function reachesLast(page: Page): Promise<boolean> {
  const scroller = page.locator('[role=grid], .scroller').first()
  await scroller.evaluate((element) => element.scrollTo({ top: 0 }))
  await page.waitForTimeout(1000)
  await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }))
  await page.waitForTimeout(2000)
  return page.evaluate(() => /\brow 1999999\b/.test(document.body.textContent ?? ''))
}

async function searchTimes(page: Page): Promise<number[]> {
  const times: number[] = []
  await page.getByRole('button', { name: 'Regular expression' }).click()

  for (const pattern of [
    'row \\d+99 failed',
    'INFO.*list-bu[ck]+ets$',
    '(error|fatal)\\b.*7777',
    'request[A-Z]d.:.9d\\d{6}',
    'row 12345\\d:',
  ]) {
    await page.getByRole('searchbox').fill(pattern)
    const status = page
      .locator('#log-matches[data-pattern]')
      .and(page.locator(`[data-pattern="${pattern.replaceAll('\\', '\\\\')}"]`))
    await status.waitFor({ timeout: 20_000 })
    times.push(Number(await status.getAttribute('data-took-ms')))
  }
  return times
}

await main()
