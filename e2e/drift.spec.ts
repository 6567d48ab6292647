import { logGroupName } from '@/lib/deployments/spec/names'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
})

/** What somebody else does with another program; the name of the role. */
async function theyChange({ practice }: Stack, agentRuntimeId: string, days: number): Promise<string> {
  const { iam, logs, control } = clientsOf(practice)
  const { roleArn = '' } = await control.getAgentRuntime({ agentRuntimeId })
  const RoleName = roleArn.slice(roleArn.lastIndexOf('/') + 1)
  await iam.putRolePolicy({ RoleName, PolicyName: 'Extra', PolicyDocument: document })
  await logs.putRetentionPolicy({ logGroupName: logGroupName(agentRuntimeId), retentionInDays: days })
  return RoleName
}

test('what others changed is named, taken back, and accepted', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { iam, logs } = clientsOf(stack.practice)
  stack.practice.faults.switch({ trailLagMs: 0 })
  await open(page, `/runtimes/${id}/drift`)
  await expect(page.getByText('As Slipway left it', { exact: true })).toBeVisible()
  const RoleName = await theyChange(stack, id, 7)

  await open(page, `/runtimes/${id}`)
  const check = page.getByRole('list', { name: 'Checks' }).getByRole('listitem').filter({ hasText: 'Drift' })
  await expect(check).toContainText('2 changes since Slipway')
  await check.getByRole('link', { name: 'See who, and take back' }).click()
  await expect(page.getByText('2 things are not as Slipway left them')).toBeVisible()
  const rows = page.getByRole('list', { name: 'What differs' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await expect(rows.filter({ hasText: 'Policy Extra' })).toContainText(
    /Added.*By arn:aws:iam::\d+:user\/.*127\.0\.0\.1/s,
  )
  await expect(rows.filter({ hasText: 'Log retention' })).toContainText('30 → 7')
  await rows.filter({ hasText: 'Log retention' }).getByText('Before and now').click()
  await expect(page.getByRole('region', { name: /^Before and now: Log retention/ })).toContainText(
    '"retentionInDays": 7',
  )
  await expectAccessible(page, 'what others changed')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'what others changed on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('link', { name: 'Take back' }).focus()
  await page.keyboard.press('Enter')
  const begin = page.getByRole('button', { name: /^Take back the changes of/ })
  await expect(begin).toBeDisabled()
  await page.getByRole('checkbox', { name: /^Take these permissions from/ }).press('Space')
  await expectAccessible(page, 'the plan that takes back')
  await begin.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/is as Slipway left it again/)).toBeVisible()
  await expect(page.getByText('As Slipway left it', { exact: true })).toBeVisible()
  expect((await iam.listRolePolicies({ RoleName })).PolicyNames).not.toContain('Extra')
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: logGroupName(id) })
  expect(logGroups[0]?.retentionInDays).toBe(30)

  await theyChange(stack, id, 14)
  await page.getByRole('link', { name: 'Close' }).click()
  await open(page, `/runtimes/${id}/drift`)
  await expect(rows).toHaveCount(2)
  await page.getByRole('button', { name: 'Accept' }).click()
  const dialog = page.getByRole('dialog', { name: /^Accept what is there of/ })
  await expect(dialog).toContainText('Policy Extra')
  await expectAccessible(page, 'the question before drift is accepted')
  await dialog.getByRole('button', { name: /^Accept for/ }).click()
  await expect(page.getByText(/is noted as wanted/)).toBeVisible()
  await expect(page.getByText('As Slipway left it', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Download spec' })).toBeVisible()
})

test('what changes after a look is neither accepted nor taken back unseen', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0 })
  const RoleName = await theyChange(stack, id, 7)
  const { iam } = clientsOf(stack.practice)
  const change = (PolicyName: string) => iam.putRolePolicy({ RoleName, PolicyName, PolicyDocument: document })
  await open(page, `/runtimes/${id}/drift`)
  await page.getByRole('button', { name: 'Accept' }).click()
  await change('Later')
  await page.getByRole('button', { name: /^Accept for/ }).click()
  await expect(page.getByText('Something changed since this was looked at, so nothing was sent.')).toBeVisible()

  await open(page, `/runtimes/${id}/drift?take=back`)
  await page.getByRole('checkbox', { name: /^Take these permissions from/ }).check()
  await change('Latest')
  await page.getByRole('button', { name: /^Take back the changes of/ }).click()
  await expect(page.getByText('Something changed since this was looked at, so nothing was sent.')).toBeVisible()
  expect((await iam.listRolePolicies({ RoleName })).PolicyNames).toEqual(expect.arrayContaining(['Extra', 'Later']))
  await page.getByRole('link', { name: 'Look again' }).click()
  await expect(page.getByText('4 things are not as Slipway left them')).toBeVisible()
})

test('what may not be asked is named, and the rows stand without who', async ({ page, stack }) => {
  const id = await deployed(stack)
  await theyChange(stack, id, 7)
  stack.practice.faults.set([
    {
      id: 'no-trail',
      match: { service: 'cloudtrail', operation: 'LookupEvents', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}/drift`)
  await expect(page.getByText(/Who changed it could not be read in full/)).toContainText('cloudtrail:LookupEvents')
  await expect(page.getByRole('list', { name: 'What differs' }).getByRole('listitem')).toHaveCount(2)
  await expect(page.getByText(/^Who changed it is not known/)).toHaveCount(2)
  stack.practice.faults.clear()
})

test('what the policy editor writes is no drift', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { control } = clientsOf(stack.practice)
  const { roleArn = '', agentRuntimeArn = '' } = await control.getAgentRuntime({ agentRuntimeId: id })
  const noted = async () => (await control.listTagsForResource({ resourceArn: agentRuntimeArn })).tags?.['slipway:spec']
  const before = await noted()
  await open(page, `/roles/${roleArn.slice(roleArn.lastIndexOf('/') + 1)}`)
  await page.getByRole('button', { name: 'Attach a managed policy' }).click()
  const dialog = page.getByRole('dialog', { name: /^Attach a policy to/ })
  await dialog.getByLabel('ARN of the policy').fill('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess')
  await expect(dialog.getByText(/^ViewOnlyAccess: /)).toBeVisible()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Attach ViewOnlyAccess' }).click()
  await expect(dialog).toBeHidden()
  await expect.poll(noted).not.toBe(before)
  await open(page, `/runtimes/${id}/drift`)
  await expect(page.getByText('As Slipway left it', { exact: true })).toBeVisible()
})
