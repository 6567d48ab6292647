import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { keepDraft, openLaunch } from './support/journeys'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('setup says what a server would cost, for each way to use it', async ({ page }) => {
  await keepDraft(page, {})
  await open(page, '/setup?step=server')
  await page.getByText(/^Port, memory, lifecycle/).click()
  const estimate = page.getByText(/^About \$[\d.]+ a month: work/)
  const before = await estimate.textContent()
  await page.getByLabel('How much it will be used').selectOption('All day long')
  await expect(estimate).toContainText('48 sessions a day')
  expect(await estimate.textContent()).not.toBe(before)
  const longer = (await estimate.textContent()) ?? ''
  await page.getByLabel('Idle time-out (seconds)').fill('60')
  await expect(estimate).not.toHaveText(longer)
  await expectAccessible(page, 'the estimate in setup')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the estimate on a phone')
})

test('review says what a server would cost, or that no price is published', async ({ page }) => {
  await openLaunch(page)
  await expect(page.getByText(/^About \$[\d.]+ a month: work/)).toBeVisible()
  await keepDraft(page, { region: 'sa-east-1' })
  await open(page, '/setup?step=review')
  await expect(page.getByText(/AWS publishes no price of AgentCore for sa-east-1/)).toBeVisible()
})

test('the bill is asked for on a click only, and who may not ask is told the action', async ({ page, stack }) => {
  const id = await deployed(stack)
  const denied = {
    id: 'no-bill',
    match: { service: 'cost-explorer', operation: 'GetCostAndUsage', skip: 0, times: null },
    effect: { type: 'access-denied' as const, when: 'before' as const },
  }
  stack.practice.faults.set([denied])
  await open(page, `/runtimes/${id}/usage`)
  const ask = page.getByRole('button', { name: 'Ask Cost Explorer ($0.01)' })
  await ask.click()
  await expect(page.getByText('You are not allowed to call ce:GetCostAndUsage.')).toBeVisible()
  stack.practice.faults.clear()
  await ask.click()
  const table = page.getByRole('table', { name: 'Bill by day' })
  await expect(table.getByRole('row')).toHaveCount(15)
  await expect(page.getByText(/Only usage logs know when sessions worked/)).toBeVisible()
  await expectAccessible(page, 'the bill')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the bill on a phone')
  await page.reload()
  await expect(table).toBeVisible()
  await expect(ask).toHaveCount(0)
})
