import type { Page } from '@playwright/test'

/** Layout shifts are sums of scores without unit; times are ms. */
export type Vitals = {
  /** Shifts while the page comes, without a press. */
  cls: number
  /** Shifts after a press on what opens in the page, which the usual measure leaves out. */
  shiftAfterPress: number
  firstPaintMs: number
  /** From the press to the next frame that shows it; the slowest of the presses. Null where nothing can be pressed. */
  interactionMs: number | null
}

const SLOWED_BY = 4
const SETTLE_MS = 1200
/** What is under a finger on nearly every page: a disclosure, then the menu of themes. */
const PRESSED = ['main summary', 'header button[popovertarget]']

type Watched = Window & { slipwayVitals?: { shifts: [number, boolean][]; presses: number[] } }

/** Opens a page as a slow device would, and presses what opens there. */
export async function vitalsOf(page: Page, address: string): Promise<Vitals> {
  const session = await page.context().newCDPSession(page)
  await page.addInitScript(watch)
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED_BY })
  await page.goto(address)
  await page.waitForLoadState('networkidle', { timeout: 4 * SETTLE_MS }).catch(() => undefined)
  await page.waitForTimeout(SETTLE_MS)
  const cls = sum((await watched(page)).shifts.map(([score, pressed]) => (pressed ? 0 : score)))

  for (const selector of PRESSED) {
    const target = page.locator(selector).filter({ visible: true }).first()
    if ((await target.count()) > 0) {
      await target.click({ timeout: SETTLE_MS }).catch(() => undefined)
      await page.waitForTimeout(SETTLE_MS / 2)
    }
  }
  const { shifts, presses } = await watched(page)
  const firstPaintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
  )
  return {
    cls,
    shiftAfterPress: sum(shifts.map(([score, pressed]) => (pressed ? score : 0))),
    firstPaintMs,
    interactionMs: presses.length > 0 ? Math.max(...presses) : null,
  }
}

/** Runs in the page, before its own scripts. */
function watch() {
  const vitals: NonNullable<Watched['slipwayVitals']> = { shifts: [], presses: [] }
  const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...(type === 'event' ? { durationThreshold: 16 } : {}),
    })
  ;(window as Watched).slipwayVitals = vitals
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean }
    vitals.shifts.push([value, hadRecentInput])
  })
  observe('event', (entry) => {
    if ((entry as PerformanceEventTiming).interactionId) {
      vitals.presses.push(entry.duration)
    }
  })
}

function watched(page: Page) {
  return page.evaluate(() => (window as Watched).slipwayVitals ?? { shifts: [], presses: [] })
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
