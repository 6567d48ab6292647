import { expect, type Page } from '@playwright/test'

/** Opens the launch step with these answers, as coming back to a draft on the default credential chain would, and launches. */
export async function launchWith(page: Page, answers: Record<string, string>): Promise<void> {
  await page.goto('/api/health')
  await page.evaluate(
    (draft) => window.localStorage.setItem('slipway-setup:chain/us-east-1', draft),
    JSON.stringify(answers),
  )
  await page.goto('/setup?step=launch')
  await pressLaunch(page)
}

async function pressLaunch(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^(Launch|Continue launching) / }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
}

/** Lets the server write, through the setup's own pages. */
export async function editReadOnly(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/runtimes/${id}/settings`)
  await page.getByRole('link', { name: `Edit ${name}` }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  const variables = page.getByLabel('Environment variables')
  const text = await variables.inputValue()
  await variables.fill(text.replace('READ_OPERATIONS_ONLY=true', 'READ_OPERATIONS_ONLY=false'))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('link', { name: 'Continue to launch' }).click()
  await pressLaunch(page)
}

/** Ticks everything that belongs to the runtime, and deletes it. */
export async function deleteAll(page: Page, id: string, name: string): Promise<void> {
  await page.goto(`/runtimes/${id}/delete`)
  const items = page.getByRole('checkbox')
  await expect(items.first()).toBeVisible()

  for (const item of await items.all()) {
    await item.check()
  }
  await page.getByLabel(`Type ${name} to confirm`).fill(name)
  await page.getByRole('button', { name: new RegExp(`^Delete \\d+ of ${name}`) }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
}

/** Signs in with the password that a launch has just shown, and answers the access token. */
export async function tokenFor(page: Page): Promise<string> {
  const password = await page
    .getByRole('definition')
    .filter({ has: page.getByRole('button', { name: 'Copy password' }) })
    .textContent()
  await page.getByRole('link', { name: 'Connect a client' }).click()
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill(password?.trim() ?? '')
  await page.getByRole('button', { name: 'Get a token' }).click()
  return (await page.getByText(/^eyJ/).first().textContent())?.trim() ?? ''
}
