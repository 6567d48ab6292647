import { clientsOf } from './support/account'
import { expectAccessible } from './support/axe'
import { deployed } from './support/deployed'
import { expect, test } from './support/test'

test('a server is stopped with a reason, shows it first, and is resumed as it was', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { iam } = clientsOf(stack.practice)
  await page.goto(`/runtimes/${id}`)
  await page.getByRole('link', { name: 'Stop…' }).click()
  await expect(page.getByRole('heading', { name: 'Stop', level: 2 })).toBeVisible()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible()
  await expectAccessible(page, 'a server before its stop')

  await page.getByRole('button', { name: /^Stop / }).click()
  await expect(page.getByText('Say why, for whoever resumes it.')).toBeVisible()
  await page.getByLabel('Reason').fill('It read what it should not')
  await page.getByRole('button', { name: /^Stop / }).click()
  await expect(page.getByRole('paragraph').filter({ hasText: /^Stopped$/ })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('It read what it should not')).toBeVisible()
  await expect(page.getByText(/The first call was refused \d+\.\d s after the press/)).toBeVisible()
  await expectAccessible(page, 'a stopped server')
  const RoleName =
    (await page
      .getByText(/^slipway-/)
      .first()
      .textContent()) ?? ''
  expect((await iam.listRolePolicies({ RoleName })).PolicyNames).toContain('slipway-stop')

  await page.goto(`/runtimes/${id}`)
  const verdict = page.getByRole('region', { name: 'Verdict' })
  await expect(verdict).toContainText('Stopped: It read what it should not')
  await verdict.getByRole('link', { name: 'Resume it' }).click()
  await page.getByRole('button', { name: /^Resume / }).click()
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible({ timeout: 20_000 })
  expect((await iam.listRolePolicies({ RoleName })).PolicyNames).not.toContain('slipway-stop')
})

test('a part that may not be changed is named with the missing permission, and the rest is stopped', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await page.goto(`/runtimes/${id}/stop`)
  stack.practice.faults.set([
    {
      id: 'no',
      match: { service: 'agentcore-control', operation: 'PutResourcePolicy', times: null },
      effect: { type: 'access-denied' },
    },
  ])
  await page.getByLabel('Reason').fill('Now')
  await page.getByRole('button', { name: /^Stop / }).click()
  await expect(page.getByText('The stop is not complete')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Failed').first()).toBeVisible()
  stack.practice.faults.clear()
  await page.getByLabel('Reason').fill('Now')
  await page.getByRole('button', { name: /^Go on stopping/ }).click()
  await expect(page.getByRole('paragraph').filter({ hasText: /^Stopped$/ })).toBeVisible({ timeout: 20_000 })
})
