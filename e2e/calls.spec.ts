import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { arnOf, dropRecord, record } from './support/record'
import { expect, test } from './support/test'

test.beforeEach(({ stack }) => dropRecord(stack))

test('without a call the page says how to get one', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/calls`)
  await expect(page.getByRole('heading', { name: 'No calls in this time' })).toBeVisible()
  await page.getByRole('main').getByRole('link', { name: 'Connect a client' }).click()
  await expect(page).toHaveURL(`/runtimes/${id}/connect`)
})

test('calls are listed, filtered by an address, and are of this runtime only', async ({ page, stack }) => {
  const id = await deployed(stack)
  record(stack, { runtime: arnOf(id, '111122223333'), client: 'of another account' })
  record(stack, { runtime: arnOf(id), at: new Date(Date.now() - 3 * 3600_000).toISOString(), client: 'cursor-vscode' })
  record(stack, { runtime: arnOf(id), class: 'write', verdict: 'deny', outcome: 'not sent', bytes: 0, tries: 0 })
  record(stack, { runtime: arnOf(id), tool: 'odd\u202e<b>tool</b>', outcome: 'failed', arguments: '{"a":"b"}' })
  await open(page, `/runtimes/${id}/calls`)
  const rows = page.getByRole('table', { name: 'Calls through the bridge' }).getByRole('row')
  await expect(page.getByRole('status').filter({ hasText: '3 calls' })).toBeVisible()
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('odd\\u202e<b>tool</b>')
  await expect(rows.nth(2)).toContainText('refused it')
  await expect(page.getByText('of another account')).toHaveCount(0)

  await page.getByLabel('Outcome').selectOption('Refused by the guard')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page).toHaveURL(/outcome=refused/)
  await expect(rows).toHaveCount(2)
  await page.getByLabel('Since').selectOption('Last hour')
  await page.getByLabel('Client').selectOption('claude-ai')
  await page.getByLabel('Outcome').selectOption('Any outcome')
  await page.getByLabel('Search in calls').fill('ODD')
  await page.getByLabel('Search in calls').press('Enter')
  await expect(page).toHaveURL(/since=1h/)
  await expect(rows).toHaveCount(2)
  await page.getByLabel('Search in calls').fill('nothing like it')
  await page.getByRole('button', { name: 'Filter' }).click()
  await expect(page.getByRole('heading', { name: 'No call fits' })).toBeVisible()
})

test('an action is allowed for a while, and the rule is removed again', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/calls`)
  await page.getByLabel('IAM action').fill('not an action')
  await page.getByRole('button', { name: 'Allow for 15 minutes' }).click()
  await expect(page.getByText('Write an IAM action, such as ec2:StopInstances.')).toBeVisible()
  await page.getByLabel('IAM action').fill('ec2:Stop*')
  await page.getByRole('button', { name: 'Allow for 15 minutes' }).click()
  const rule = page.getByRole('row').filter({ hasText: 'ec2:Stop*' })
  await expect(rule).toContainText('lets pass')
  await expect(rule).toContainText(/in 1[45] minutes/)
  const said = page.getByText('The guard lets ec2:Stop* pass for 15 minutes.')
  await expect(said).toBeVisible()
  await page.getByRole('button', { name: 'Remove the rule for ec2:Stop*' }).click()
  await expect(rule).toHaveCount(0)
  await expect(said).toHaveCount(0)
  await page.getByLabel('IAM action').fill('s3:CreateBuckett')
  await page.getByRole('button', { name: 'Allow for 15 minutes' }).click()
  await expect(page.getByText('Did you mean s3:CreateBucket?')).toBeVisible()
})

test('what the guard kept back says its action, and is let pass from its row', async ({ page, stack }) => {
  const id = await deployed(stack)
  const kept = { class: 'write', verdict: 'deny', outcome: 'not sent', bytes: 0, tries: 0 } as const
  record(stack, { runtime: arnOf(id), ...kept, actions: ['s3:CreateBucket'] })
  await open(page, `/runtimes/${id}/calls`)
  const row = page.getByRole('row').filter({ hasText: 'refused it' })
  await expect(row).toContainText('s3:CreateBucket')
  await row.getByRole('button', { name: 'Allow s3:CreateBucket for 15 minutes' }).click()
  await expect(row).toContainText('Passes for 15 minutes')
  const rules = page.getByRole('table', { name: 'Rules of the guard' })
  await expect(rules.getByRole('row').filter({ hasText: 's3:CreateBucket' })).toContainText('lets pass')
})

test('the page is accessible with calls and rules, on a desk and on a phone', async ({ page, stack }) => {
  const id = await deployed(stack)
  for (const [index, outcome] of ['answered', 'failed', 'not sent', 'lost', 'cancelled'].entries()) {
    record(stack, {
      runtime: arnOf(id),
      outcome,
      ...(index === 2 ? { class: 'permissions', verdict: 'asked: no' } : {}),
    })
  }
  for (const size of [
    { width: 1280, height: 800 },
    { width: 390, height: 844 },
  ]) {
    await page.setViewportSize(size)
    await open(page, `/runtimes/${id}/calls`)
    await page.getByLabel('IAM action').fill('s3:*')
    await page.getByRole('button', { name: 'Allow for 15 minutes' }).click()
    await expect(page.getByRole('row').filter({ hasText: 's3:*' }).first()).toBeVisible()
    await expectNoSidewaysScroll(page, `calls at ${size.width}`)
    await expectAccessible(page, `calls at ${size.width}`)
  }
})
