import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('what a role may do and never did is shown, with policies that would do', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0, lastAccessedLagMs: 0 })
  await open(page, `/runtimes/${id}`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText(/tools answered its last test/)).toBeVisible()
  await open(page, `/runtimes/${id}/permissions`)
  await page.getByRole('link', { name: 'See what was never used' }).click()
  await expect(page.getByText(/permissions never used in 30 days/)).toBeVisible({ timeout: 30_000 })
  const services = page.getByRole('table', { name: 'Permissions by service' })
  await expect(services.getByRole('row').filter({ hasText: 'sts' })).toContainText('1')
  await expect(services.getByRole('row').filter({ hasText: /services never used/ })).toBeVisible()
  const proposed = page.getByRole('listitem').filter({ hasText: /^ReadOnlyAccess becomes an inline policy/ })
  await expect(proposed).toContainText('sts:GetCallerIdentity')
  await expectAccessible(page, 'right-sizing')
  await page.getByRole('link', { name: '90 days' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/days=90/)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'right-sizing on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('without IAM’s report nothing is called unused, and the action is named', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.set([
    {
      id: 'no-report',
      match: { service: 'iam', operation: 'GenerateServiceLastAccessedDetails', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}/right-size`)
  await expect(page.getByText('What was never used can’t be told')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/iam:GenerateServiceLastAccessedDetails/).first()).toBeVisible()
  stack.practice.faults.clear()
})
