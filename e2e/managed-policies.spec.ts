import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { openEditor } from './support/editor'
import { open } from './support/pages'
import { attachedNames, makeRole, READS, ROLE } from './support/roles'
import { expect, test } from './support/test'

test('a managed policy is found by service and level, and attached with the keyboard alone', async ({
  page,
  stack,
}) => {
  await makeRole(stack)
  const { iam } = clientsOf(stack.practice)
  await iam.createPolicy({ PolicyName: 'OurReports', PolicyDocument: READS })
  await openEditor(page, '?add=attach')
  const dialog = page.getByRole('dialog', { name: `Attach a policy to ${ROLE}` })
  const field = dialog.getByLabel('Name, service or ARN of the policy')
  await expect(field).toBeFocused()
  await expect(dialog.getByRole('button', { name: /^OurReports/ })).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^ReadOnlyAccess/ })).toBeVisible()
  await page.keyboard.type('qzxqzx')
  await expect(dialog.getByText(/^No policy fits/)).toBeVisible()
  await field.fill('s3 read-only')
  await expect(dialog.getByRole('button').filter({ hasText: '2 services' }).first()).toContainText(
    'AmazonS3ReadOnlyAccess',
  )
  await expectAccessible(page, 'the search for a managed policy')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(field).toHaveValue('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')
  await expect(field).toBeFocused()
  await expect(dialog.getByText(/^Slipway has no document of this policy/)).toBeVisible()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Attach AmazonS3ReadOnlyAccess' }).click()
  await expect(dialog).toBeHidden()
  expect(await attachedNames(stack)).toEqual(['AmazonS3ReadOnlyAccess'])
  await expect(page).not.toHaveURL(/add=/)
})

test('what can’t be attached is shown with its reason, and the account’s own are missed aloud', async ({
  page,
  stack,
}) => {
  await makeRole(stack)
  stack.practice.faults.set([
    {
      id: 'no-list',
      match: { service: 'iam', operation: 'ListPolicies', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `/roles/${ROLE}?add=attach`)
  const dialog = page.getByRole('dialog', { name: `Attach a policy to ${ROLE}` })
  await expect(dialog.getByText(/^Some policies are missing here/)).toBeVisible()
  await dialog.getByLabel('Name, service or ARN of the policy').fill('AWSSupportServiceRolePolicy')
  await expect(dialog.getByText('Only a service of AWS can use it, in its own role.').first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: /^AWSSupportServiceRolePolicy/ })).toHaveCount(0)
  await expectNoSidewaysScroll(page, 'the search on a phone')
  await expectAccessible(page, 'the search on a phone')
  stack.practice.faults.clear()
})
