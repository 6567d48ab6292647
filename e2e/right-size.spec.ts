import { callAws } from './support/assistant'
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
  await expect(page.getByRole('img', { name: /^Now: 2 services used, \d+ services never used/ })).toBeVisible()
  await expect(
    page.getByRole('img', { name: /^With the proposal: 2 services used, \d services never used/ }),
  ).toBeVisible()
  await expect(page.getByText(/^IAM’s own simulator allows \d+ of \d+ permissions? used, too/)).toBeVisible()
  const reach = page.getByRole('table', { name: 'Reach before and after' })
  await expect(reach.getByRole('row').filter({ hasText: 'Read or list' })).toContainText(
    /\d{3} services\s*\d services?/,
  )
  await page.getByRole('link', { name: '90 days' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/days=90/)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'right-sizing on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
})

test('a role is right-sized, what it lost is offered back, and undoing gives it what it had', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0, lastAccessedLagMs: 0 })
  await open(page, `/runtimes/${id}/right-size`)
  const apply = page.getByRole('button', { name: 'Right-size the role' })
  await expect(apply).toBeVisible({ timeout: 30_000 })
  await page.getByRole('checkbox', { name: /^Take [\d,]+ permissions from slipway-/ }).check()
  await apply.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Right-sized .*permissions fewer/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Nothing can be trimmed')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page, 'a role that was right-sized')

  await callAws(stack, id, ['aws iam list-users', 'aws iam list-users', 'aws sts get-caller-identity'])
  await open(page, `/runtimes/${id}/right-size`)
  const refused = page.getByRole('list', { name: 'Refused since' })
  await expect(refused).toContainText('iam:ListUsers', { timeout: 30_000 })
  await expect(refused.getByRole('link', { name: 'Give back iam:ListUsers' })).toHaveAttribute('href', /propose=iam/)
  await expectAccessible(page, 'what was refused since')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a right-sized role on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/permissions never used in 30 days/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/^Right-sized /)).toBeHidden()
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
