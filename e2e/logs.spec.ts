import { clientsOf } from './support/account'
import { deployed } from './support/deployed'
import { linesOf, logGroup } from './support/log-lines'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('no log group yet is no error, and leads to a first call', async ({ page, stack }) => {
  const id = await deployed(stack, { logRetentionDays: 'never' })
  await open(page, `/runtimes/${id}/logs`)
  const lines = linesOf(page)
  await expect(page.getByRole('heading', { name: /No log group yet|No lines in the last hour/ })).toBeVisible()
  await page.goto(`/runtimes/${id}`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection works')).toBeVisible({ timeout: 30_000 })
  await page.goto(`/runtimes/${id}/logs`)
  await expect(lines).toContainText('call_aws')

  await page.getByRole('button', { name: 'Range: Last hour' }).click()
  await page.getByRole('button', { name: 'Last 15 minutes', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Range: Last 15 minutes' })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('range')).toBe('15m')
  await expect(lines).toContainText('call_aws')

  await clientsOf(stack.practice).control.deleteAgentRuntime({ agentRuntimeId: id })
  await page.goto('/logs')
  await expect(page.getByRole('row', { name: new RegExp(id) }).first()).toContainText('deleted')
})

test('an address with a range that is none shows the usual one', async ({ page, stack }) => {
  const { address } = await logGroup(stack, 'ranges-AbCdEf1234')

  for (const query of ['range=', 'range=../', 'range=<script>', 'range=1h&range=7d', 'from=x&to=1', 'line=%00~%00']) {
    await page.goto(`${address}?${query}`)
    await expect(page.getByRole('button', { name: 'Range: Last hour' })).toBeVisible()
  }
})

test('a log group that doesn’t exist is waited for and picked up, and a name that is none is refused', async ({
  page,
  stack,
}) => {
  const name = 'later-AbCdEf1234'
  await page.goto(`/logs/${encodeURIComponent(`/aws/bedrock-agentcore/runtimes/${name}-DEFAULT`)}`)
  await expect(page.getByRole('heading', { name: 'No log group yet' })).toBeVisible()
  const group = await logGroup(stack, name)
  await group.write([{ text: 'here at last' }])
  await expect(linesOf(page)).toContainText('here at last', { timeout: 30_000 })
  await page.goto(`/logs/${encodeURIComponent('a b<script>')}`)
  await expect(page.getByRole('heading', { name: 'This is not the name of a log group' })).toBeVisible()
})

test('a log group gets another retention, and is deleted by its name', async ({ page, stack }) => {
  const group = await logGroup(stack, 'kept-AbCdEf1234')
  const { logs } = clientsOf(stack.practice)
  const groups = async () => (await logs.describeLogGroups({ logGroupNamePrefix: group.name })).logGroups ?? []
  await page.goto('/logs')
  await page.getByLabel('How long the lines of kept-AbCdEf1234-DEFAULT are kept').selectOption('14 days')
  expect((await groups())[0]?.retentionInDays).toBeUndefined()
  await page.getByRole('button', { name: 'Set', exact: true }).click()
  await expect.poll(async () => (await groups())[0]?.retentionInDays).toBe(14)
  await expect(page.getByRole('button', { name: 'Set', exact: true })).toHaveCount(0)

  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const confirm = page.getByRole('button', { name: 'Delete kept-AbCdEf1234-DEFAULT' })
  await expect(confirm).toBeDisabled()
  await page.getByRole('textbox', { name: /^Type / }).fill('kept-AbCdEf1234-DEFAULT')
  await confirm.click()
  await expect(page.getByRole('heading', { name: 'No log groups yet' })).toBeVisible()
  expect(await groups()).toEqual([])
})
