import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const ROLE = 'slipway-awsapimcpserver-us-east-1'
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const AUDIT = 'arn:aws:iam::aws:policy/SecurityAudit'
const DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: ['sqs:SendMessage', 's3:PutObject'], Resource: '*' }],
})

/** A deployment with ReadOnlyAccess, to whose role somebody gave one more policy. */
async function withAddedPolicy(stack: Stack): Promise<string> {
  const id = await deployed(stack)
  const { iam } = clientsOf(stack.practice)
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'AddedPermissions', PolicyDocument: DOCUMENT })
  return id
}

async function policiesOf({ practice }: Stack): Promise<string[]> {
  const { iam } = clientsOf(practice)
  const [inline, attached] = await Promise.all([
    iam.listRolePolicies({ RoleName: ROLE }),
    iam.listAttachedRolePolicies({ RoleName: ROLE }),
  ])
  const names = [
    ...(inline.PolicyNames ?? []),
    ...(attached.AttachedPolicies ?? []).map(({ PolicyName }) => PolicyName),
  ]
  return names.filter((name) => name !== undefined).toSorted()
}

async function review(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Review \d changes?$/ }).click()
  await expect(page.getByRole('heading', { name: /changes? in AWS/ })).toBeVisible()
}

test('an edit that changes nothing leaves every policy of the role, and notes what somebody else added', async ({
  page,
  stack,
}) => {
  const id = await withAddedPolicy(stack)
  await page.goto(`/runtimes/${id}/settings`)
  await page.getByRole('link', { name: 'Edit access' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /^Several policies/ })).toBeChecked()
  await expect(page.getByRole('listitem').filter({ hasText: READ_ONLY })).toBeVisible()
  await expect(page.getByLabel('Policy name')).toHaveValue('AddedPermissions')
  await expect(page.getByLabel('Policy document (JSON)')).toHaveValue(DOCUMENT)
  await expectAccessible(page, 'several policies')
  await page.getByRole('navigation', { name: 'Setup steps' }).getByRole('link', { name: 'Review and launch' }).click()
  await expect(page.getByRole('heading', { name: '1 change in AWS' })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Changes' }).getByText('Note on awsapimcpserver')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Permissions lost' })).toHaveCount(0)
})

test('a removed policy is named as lost, asked about, and all that goes', async ({ page, stack }) => {
  const id = await withAddedPolicy(stack)
  await open(page, `/setup?from=${id}&step=permissions`)
  await page.getByRole('button', { name: 'Remove AddedPermissions' }).click()
  await expect(page.getByRole('button', { name: 'Add a policy of your own' })).toBeFocused()
  await review(page)
  await expect(page.getByRole('heading', { name: '1 change in AWS' })).toBeVisible()
  const lost = page.getByRole('region', { name: 'Permissions lost' })
  await expect(lost).toContainText('AddedPermissions: deleted; sqs:SendMessage, s3:PutObject no longer allowed')
  const update = page.getByRole('button', { name: 'Update awsapimcpserver' })
  await expect(update).toBeDisabled()
  await expectAccessible(page, 'launch of a loss')
  await lost.getByRole('checkbox', { name: `Take these permissions from ${ROLE}` }).check()
  await update.click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  expect(await policiesOf(stack)).toEqual(['AgentCoreBasePermissions', 'ReadOnlyAccess'])
})

test('a policy is added with the keyboard alone, and what only adds does not ask', async ({ page, stack }) => {
  const id = await withAddedPolicy(stack)
  await open(page, `/setup?from=${id}&step=permissions`)
  await page.getByLabel('Add a managed policy').focus()
  await page.keyboard.type(AUDIT)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: AUDIT })).toBeVisible()
  await page.getByRole('button', { name: 'Add a policy of your own' }).focus()
  await page.keyboard.press('Enter')
  const added = page.getByRole('group', { name: 'Policy 2', exact: true })
  await added.getByLabel('Policy document (JSON)').fill(DOCUMENT)
  await page.getByRole('button', { name: /^Review \d changes?$/ }).click()
  await expect(page.getByText('Policy 2: Use 1 to 128 letters')).toBeVisible()
  await added.getByLabel('Policy name').fill('More')
  await review(page)
  await expect(page.getByRole('heading', { name: '3 changes in AWS' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Permissions lost' })).toHaveCount(0)
  await page.getByRole('button', { name: 'Update awsapimcpserver' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  const base = 'AgentCoreBasePermissions'
  expect(await policiesOf(stack)).toEqual(['AddedPermissions', base, 'More', 'ReadOnlyAccess', 'SecurityAudit'])
})

test('a role with several policies, and what it loses, fit a phone', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const id = await withAddedPolicy(stack)
  await open(page, `/setup?from=${id}&step=permissions`)
  await expectNoSidewaysScroll(page, 'several policies')
  await page.getByRole('button', { name: 'Remove ReadOnlyAccess' }).click()
  await expect(page.getByText('No managed policy.')).toBeVisible()
  await review(page)
  await expect(page.getByRole('region', { name: 'Permissions lost' })).toContainText('ReadOnlyAccess: detached')
  await expectNoSidewaysScroll(page, 'review of a loss')
  await expect(page.getByRole('checkbox', { name: /^Take these permissions/ })).toBeVisible()
  await expectNoSidewaysScroll(page, 'launch of a loss')
})

test('a rollback to a version with a poorer role asks first', async ({ page, stack }) => {
  const id = await withAddedPolicy(stack)
  const { iam, control } = clientsOf(stack.practice)
  const [made, live] = await Promise.all([
    iam.getRole({ RoleName: ROLE }),
    control.getAgentRuntime({ agentRuntimeId: id }),
  ])
  const trust = decodeURIComponent(made.Role?.AssumeRolePolicyDocument ?? '')
  const poor = await iam.createRole({ RoleName: 'poor', AssumeRolePolicyDocument: trust })
  // AgentCore takes no role that may not pull the image.
  const base = await iam.getRolePolicy({ RoleName: ROLE, PolicyName: 'AgentCoreBasePermissions' })
  const PolicyDocument = decodeURIComponent(base.PolicyDocument ?? '')
  await iam.putRolePolicy({ RoleName: 'poor', PolicyName: 'AgentCoreBasePermissions', PolicyDocument })
  const { agentRuntimeArtifact, networkConfiguration } = live
  const common = { agentRuntimeId: id, agentRuntimeArtifact, networkConfiguration }
  const { agentRuntimeVersion } = await control.updateAgentRuntime({ ...common, roleArn: poor.Role?.Arn })
  await control.updateAgentRuntime({ ...common, roleArn: made.Role?.Arn })
  await open(page, `/runtimes/${id}/versions`)
  await page.getByRole('link', { name: `Roll back to ${agentRuntimeVersion}` }).click()
  const rollBack = page.getByRole('button', { name: `Roll back awsapimcpserver to version ${agentRuntimeVersion}` })
  await expect(rollBack).toBeDisabled()
  const lost = page.getByRole('region', { name: 'Permissions lost' })
  await expect(lost).toContainText('AddedPermissions: not on poor; sqs:SendMessage, s3:PutObject no longer allowed')
  await expectAccessible(page, 'rollback with a loss')
  await lost.getByRole('checkbox', { name: `Take these permissions from ${ROLE}` }).check()
  await rollBack.click()
  await expect(page.getByRole('status').filter({ hasText: 'again' })).toBeVisible({ timeout: 60_000 })
})
