import type { Page } from '@playwright/test'
import { open } from './support/pages'
import { expect, test } from './support/test'

const line = (page: Page) => page.getByRole('complementary', { name: 'Faults that are on' })

test('every page says that a fault is on, and switches it off without a jump', async ({ page, stack }) => {
  await page.addInitScript(watchShifts)
  stack.practice.faults.add({ id: 'f', match: { service: 'iam', times: null }, effect: { type: 'access-denied' } })

  for (const address of ['/', '/roles', '/runtimes', '/logs', '/tokens', '/setup', '/settings/about']) {
    await page.goto(address)
    await expect(line(page)).toContainText('A fault is on: IAM refuses every call (access denied).')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await page.waitForLoadState('networkidle')
    expect.soft(await ofLine(page), address).toBeLessThanOrEqual(0.02)
  }
  await open(page, '/roles')
  await line(page).getByRole('button', { name: 'Switch off' }).click()
  await expect(line(page)).toBeHidden()
  expect(stack.practice.faults.list()).toEqual([])
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toHaveCount(0)
})

test('a fault that counts down says how often it will still strike, several are counted', async ({ page, stack }) => {
  const { faults } = stack.practice
  faults.add({ id: 'f', match: { service: 'cognito', times: 4 }, effect: { type: 'throttle' } })
  faults.take('cognito', 'ListUserPools')
  await open(page, '/settings/about')
  await expect(line(page)).toContainText('A fault is on: Cognito asks to slow down, 3 more times.')
  faults.switch({ noisyLogs: true })
  await page.reload()
  await expect(line(page)).toContainText('2 faults are on.')
  await line(page).getByRole('link', { name: 'Faults' }).click()
  await expect(page).toHaveURL(/settings\/practice$/)
})

test('it is there when no call to AWS gets an answer', async ({ page, stack }) => {
  stack.practice.faults.add({ id: 'f', match: { times: null }, effect: { type: 'timeout' } })
  await page.goto('/settings/about')
  await expect(line(page)).toContainText('Every service does not answer.')
  await line(page).getByRole('button', { name: 'Switch off' }).click()
  await expect(line(page)).toBeHidden()
})

type Watched = typeof globalThis & { shifts?: number }

/** Adds up what moved without anybody having asked for it. */
function watchShifts() {
  const watched: Watched = globalThis
  watched.shifts = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      watched.shifts = (watched.shifts ?? 0) + (entry.hadRecentInput ? 0 : entry.value)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

function ofLine(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as Watched).shifts ?? 0)
}
