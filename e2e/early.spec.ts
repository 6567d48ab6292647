import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

/** Holds every script of the pages back, as a slow line does; what is answered lets them through. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await gate
    await route.continue()
  })
  return release
}

test.describe('before the scripts of a page are there,', () => {
  test('what is chosen, typed and pressed counts', async ({ page }) => {
    const release = await holdScripts(page)
    await page.goto('/setup', { waitUntil: 'commit' })
    await page.getByRole('radio', { name: /^Bearer token/ }).check()
    await page.getByRole('button', { name: 'Continue' }).click()
    release()
    await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('radio', { name: /^Bearer token/ })).toBeChecked()
  })

  test('a text that is typed is judged, and stays', async ({ page }) => {
    const release = await holdScripts(page)
    await page.goto('/setup?step=server', { waitUntil: 'commit' })
    const name = page.getByLabel('Name', { exact: true })
    await name.fill('has-a-hyphen')
    await page.getByRole('button', { name: 'Continue' }).click()
    release()
    await expect(name).toHaveAccessibleDescription(/AWS allows no hyphens/)
    await expect(name).toHaveValue('has-a-hyphen')
  })

  test('Enter sends a form once, and not the browser’s way', async ({ page }) => {
    const release = await holdScripts(page)
    await page.goto('/setup?step=server', { waitUntil: 'commit' })
    await page.getByLabel('Name', { exact: true }).fill('has-a-hyphen')
    await page.getByLabel('Name', { exact: true }).press('Enter')
    release()
    await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(/AWS allows no hyphens/)
    expect(new URL(page.url()).search).toBe('?step=server')
  })

  test('a dialog opens, and "Try again" tries again', async ({ page, stack }) => {
    const release = await holdScripts(page)
    await page.goto('/settings/practice', { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Reset the practice account' }).click()
    release()
    await expect(page.getByRole('dialog', { name: 'Reset the practice account' })).toBeVisible()

    stack.practice.faults.add({ id: 'any', match: { times: null }, effect: { type: 'access-denied' } })
    const releaseAgain = await holdScripts(page)
    await page.goto('/runtimes', { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Try again' }).click()
    stack.practice.faults.clear()
    releaseAgain()
    await expect(page.getByRole('heading', { name: /^No (servers|runtimes)/ })).toBeVisible()
  })
})
