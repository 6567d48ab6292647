import { callAws } from './support/assistant'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('everything that was refused becomes one change, which is looked at and saved as any other', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0, lastAccessedLagMs: 0 })
  await open(page, `/runtimes/${id}/right-size`)
  await expect(page.getByText('Nothing was refused, as far as could be read.')).toBeVisible({ timeout: 30_000 })
  await page.getByRole('checkbox', { name: /^Take [\d,]+ permissions from slipway-/ }).check()
  await page.getByRole('button', { name: 'Right-size the role' }).click()
  await expect(page.getByText(/^Right-sized .*permissions fewer/)).toBeVisible({ timeout: 30_000 })

  await callAws(stack, id, ['aws iam list-users', 'aws iam list-users', 'aws iam list-groups'])
  await open(page, `/runtimes/${id}/right-size`)
  const table = page.getByRole('table', { name: 'Refused permissions' })
  const users = table.getByRole('row').filter({ hasText: 'iam:ListUsers' })
  await expect(users).toContainText('2 times', { timeout: 30_000 })
  await expect(users.getByRole('checkbox')).toBeChecked()
  await expectAccessible(page, 'what was refused')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'what was refused, on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  await table.getByRole('row').filter({ hasText: 'iam:ListGroups' }).getByRole('checkbox').focus()
  await page.keyboard.press('Space')
  const add = page.getByRole('button', { name: 'Add 1 permission' })
  await add.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/roles\/slipway-[^?]*\?document=inline/)
  await page.getByRole('button', { name: 'Review and save' }).click()
  const review = page.getByRole('dialog')
  await expect(review).toContainText('iam:ListUsers')
  await expect(review).not.toContainText('iam:ListGroups')
  await review.getByLabel('Why is this needed?').fill('The assistant lists them.')
  await review.getByLabel(/I have looked at what is gained/).check()
  await review.getByRole('button', { name: /^Save AddedPermissions/ }).click()
  await expect(page.getByRole('button', { name: 'Review and save' })).toBeDisabled()

  await open(page, `/runtimes/${id}/right-size`)
  await expect(users).toContainText('The role’s policies allow it now.', { timeout: 30_000 })
  await expect(users.getByRole('checkbox')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Add 1 permission' })).toBeEnabled()
})
