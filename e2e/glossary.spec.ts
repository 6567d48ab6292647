import type { Page } from '@playwright/test'
import { open } from './support/pages'
import { expect, test } from './support/test'

const term = (page: Page) => page.getByText('log group', { exact: true })
const meaning = (page: Page) => page.getByRole('tooltip').filter({ hasText: 'Where CloudWatch keeps the log lines' })

test('a term says what it means on hover and on focus, and Escape puts that away', async ({ page }) => {
  await open(page, '/logs')
  await expect(meaning(page)).toBeHidden()
  await term(page).hover()
  await expect(meaning(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(meaning(page)).toBeHidden()
  await page.mouse.move(0, 0)
  await term(page).focus()
  await expect(meaning(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(meaning(page)).toBeHidden()
  await expect(term(page)).toBeFocused()
})

test('a definition is in the HTML of the page that shows it, and in no script', async ({ page }) => {
  const scripts: Promise<string>[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') {
      scripts.push(response.text())
    }
  })
  await open(page, '/setup')
  await page.waitForLoadState('networkidle')
  const loaded = (await Promise.all(scripts)).join('\n')
  expect(loaded.length).toBeGreaterThan(100_000)
  expect(loaded).not.toContain('The IAM role that AgentCore assumes')
  expect(loaded).not.toContain('Model Context Protocol: how')
})
