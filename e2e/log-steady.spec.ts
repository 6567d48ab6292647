import type { Page } from '@playwright/test'
import { linesOf, logGroup, numbered } from './support/log-lines'
import { open } from './support/pages'
import { expect, test } from './support/test'

const MOST_SHIFT = 0.02
const WINDOWS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

/** Counts what moves from here on, also right after a press, which the browser's own figure leaves out. */
async function watchShifts(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { sum: 0 }
    Object.assign(window, { slipwayShifts: seen })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        seen.sum += 'value' in entry ? Number(entry.value) : 0
      }
    }).observe({ type: 'layout-shift' })
  })
  return () => page.evaluate(() => (window as unknown as { slipwayShifts: { sum: number } }).slipwayShifts.sum)
}

for (const size of WINDOWS) {
  test(`opening the findings moves no line, at ${size.width} px`, async ({ page, stack }) => {
    await page.setViewportSize(size)
    const log = await logGroup(stack, 'steady-AbCdEf1234')
    const denied =
      'An error occurred (AccessDenied) when calling the ListRoles operation: User: arn:aws:sts::000000000000:assumed-role/steady/x is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::000000000000:role/ because no identity-based policy allows the iam:ListRoles action'
    await log.write([...numbered(200), { text: denied }])
    await open(page, log.address)
    const findings = page.getByRole('region', { name: 'Findings' })
    await expect(findings).toContainText(/1 finding/)
    const first = linesOf(page).getByRole('row').last()
    await expect(first).toBeVisible()
    const before = await first.boundingBox()
    const shifts = await watchShifts(page)
    await findings.getByText(/^\d findings?$/).click()
    await expect(findings.getByText(/AWS denied iam:ListRoles/).last()).toBeVisible()
    await page.waitForTimeout(700)
    expect(await shifts()).toBeLessThanOrEqual(MOST_SHIFT)
    expect((await first.boundingBox())?.y).toBe(before?.y)
  })
}
