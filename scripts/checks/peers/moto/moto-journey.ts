import type { Page } from '@playwright/test'

/** Opens the launch step with these answers, as coming back to a draft on the default credential chain would, and launches. */
export async function pressLaunch(page: Page, answers: Record<string, string>): Promise<void> {
  await page.goto('/api/health')
  await page.evaluate(
    (draft) => window.localStorage.setItem('slipway-setup:chain/us-east-1', draft),
    JSON.stringify(answers),
  )
  await page.goto('/setup?step=launch')
  await page.getByRole('button', { name: /^(Launch|Continue launching) / }).click()
}
