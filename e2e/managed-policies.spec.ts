import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { openEditor } from './support/editor'
import { keepDraft } from './support/journeys'
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

test('the setup takes a recommended policy at a click, and any other by a search, on a phone too', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await keepDraft(page, { grant: 'managed' })
  await open(page, '/setup?step=permissions')
  const policies = page.getByRole('radiogroup', { name: 'AWS managed policy' })
  await expect(policies.getByRole('radio', { name: 'ReadOnlyAccess' })).toBeChecked()
  await policies.getByRole('radio', { name: 'SecurityAudit' }).check()
  await expect(page.getByText('Reads configuration, reads no contents.')).toBeVisible()
  await policies.getByRole('radio', { name: 'Another policy' }).check()
  const field = page.getByLabel('Name, service or ARN of the policy')
  await field.fill('s3 read-only')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/step=permissions/)
  await expect(page.getByRole('button', { name: /^AmazonS3ReadOnlyAccess/ })).toBeVisible()
  await expectNoSidewaysScroll(page, 'a policy in the setup on a phone')
  await expectAccessible(page, 'a policy in the setup on a phone')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Use a managed policy ARN: arn:aws:iam::aws:policy/NAME.')).toBeVisible()
  await page.getByRole('button', { name: /^AmazonS3ReadOnlyAccess/ }).click()
  await expect(field).toHaveValue('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')
  await expect(policies.getByRole('radio', { name: 'Another policy' })).toBeChecked()
  await page.reload()
  await expect(field).toHaveValue('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page).toHaveURL(/step=server/)
  await open(page, '/setup?step=review')
  await expect(page.getByText('AmazonS3ReadOnlyAccess').first()).toBeVisible()
})

test('the links of a server’s permissions lead to attaching, to writing and to what can be detached', async ({
  page,
  stack,
}) => {
  const permissions = `/runtimes/${await deployed(stack)}/permissions`
  await open(page, permissions)
  await expectAccessible(page, 'the permissions of a server')
  await page.getByRole('link', { name: 'Attach a managed policy' }).click()
  const attach = page.getByRole('dialog', { name: /^Attach a policy to/ })
  await expect(attach.getByLabel('Name, service or ARN of the policy')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(attach).toBeHidden()
  await open(page, permissions)
  await page.getByRole('link', { name: 'New inline policy' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'a new inline policy')
  await open(page, permissions)
  await page.getByText('ReadOnlyAccess', { exact: true }).first().click()
  await page.getByRole('link', { name: 'Open ReadOnlyAccess to detach it' }).click()
  await page.getByRole('button', { name: 'Detach', exact: true }).click()
  const detach = page.getByRole('dialog', { name: /^Detach from/ })
  await expectAccessible(page, 'detaching a policy')
  await detach.getByLabel('Type ReadOnlyAccess to confirm').fill('ReadOnlyAccess')
  await detach.getByRole('button', { name: /^Detach/ }).click()
  await expect(detach).toBeHidden()
  const { iam } = clientsOf(stack.practice)
  const { Roles = [] } = await iam.listRoles({})
  const RoleName = Roles.find(({ RoleName: name }) => name?.startsWith('slipway-'))?.RoleName
  expect((await iam.listAttachedRolePolicies({ RoleName })).AttachedPolicies).toEqual([])
})
