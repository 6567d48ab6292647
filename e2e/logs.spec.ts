import { clientsOf } from './support/account'
import { expectNoSidewaysScroll } from './support/axe'
import { deploy } from './support/journeys'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('no log group yet is no error, and leads to a first call', async ({ page, stack }) => {
  const id = await deploy(page, { logRetentionDays: 'never' })
  await open(page, `/runtimes/${id}/logs`)
  const lines = page.getByRole('list', { name: 'Log lines, newest last' })
  await expect(page.getByRole('heading', { name: /No log group yet|No lines in the last hour/ })).toBeVisible()
  await page.goto(`/runtimes/${id}`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works')).toBeVisible({ timeout: 30_000 })
  await page.goto(`/runtimes/${id}/logs`)
  await expect(lines).toContainText('call_aws')

  await page.getByRole('navigation', { name: 'Range' }).getByRole('link', { name: 'Last 15 minutes' }).click()
  await expect(page.getByRole('link', { name: 'Last 15 minutes' })).toHaveAttribute('aria-current', 'true')
  expect(new URL(page.url()).searchParams.get('range')).toBe('15m')
  await expect(lines).toContainText('call_aws')

  await clientsOf(stack.practice).control.deleteAgentRuntime({ agentRuntimeId: id })
  await page.goto('/logs')
  await expect(page.getByRole('row', { name: new RegExp(id) }).first()).toContainText('deleted')
})

test('hostile lines are text and nothing else', async ({ page, stack }) => {
  stack.practice.faults.switch({ hostileLogs: true, noisyLogs: true })
  const id = await deploy(page)
  await page.goto(`/runtimes/${id}`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works')).toBeVisible({ timeout: 30_000 })
  await page.goto(`/runtimes/${id}/logs`)
  const lines = page.getByRole('list', { name: 'Log lines, newest last' })
  await expect(lines).toContainText(`<img src=x onerror="document.title='owned'">`)
  await expect(lines).toContainText('Traceback (most recent call last)')
  await expect(lines.getByRole('img')).toHaveCount(0)
  await expect(lines.getByRole('link')).toHaveCount(0)
  await expect(page).toHaveTitle(/Logs/)
  await expectNoSidewaysScroll(page, 'hostile logs')
})

test('an address with a range that is none shows the usual one', async ({ page }) => {
  const id = await deploy(page)

  for (const range of ['', '../', '<script>', '1h&range=7d', '99999999999d']) {
    await page.goto(`/runtimes/${id}/logs?range=${range}`)
    await expect(page.getByRole('link', { name: 'Last hour' })).toHaveAttribute('aria-current', 'true')
  }
})
