import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const STRONG = 'Correct-horse-battery-9'

async function connect(page: Page, id: string) {
  await page.goto(`/runtimes/${id}/tester`)
  await page.getByRole('button', { name: 'Open a session' }).click()
  await expect(page.getByText('Session open')).toBeVisible()
}

async function run(page: Page, command: string) {
  await page.getByLabel('AWS CLI command').fill(command)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
}

const result = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Result' }) })

/** Names of the AgentCore calls so far. */
function watch(stack: Stack) {
  const seen: string[] = []
  stack.practice.onCall(({ operation, phase }) => {
    seen.push(...(phase === 'received' ? [operation] : []))
  })
  return seen
}

test('signed with AWS credentials: a table, a command’s own failure, the raw exchange, and the session ended', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  const seen = watch(stack)
  await connect(page, id)
  await run(page, 'aws s3api list-buckets')
  const table = result(page).getByRole('table', { name: 'Result' })
  await expect(table.getByRole('columnheader', { name: 'Name' })).toBeVisible()
  await run(page, 'aws iam list-roles')
  await expect(table.getByRole('columnheader', { name: 'RoleName' })).toBeVisible()
  await expect(result(page).getByText('As JSON, with AssumeRolePolicyDocument')).toBeVisible()
  await expectNoSidewaysScroll(page, 'a wide table')
  await expectAccessible(page, 'tester, a wide table')

  await run(page, 'aws s3api list-objects-v2 --bucket nothing-here')
  await expect(result(page).getByText('Answered, but a command failed')).toBeVisible()
  await expect(result(page).getByText('it is the command inside that failed')).toBeVisible()
  await result(page).getByText('Raw exchange: 1 request').click()
  await expect(result(page).getByText('authorization: (removed)')).toBeVisible()
  await expect(page.getByText(/Cold: 1 time, median/)).toBeVisible()
  await expect(page.getByText(/Warm: 3 times, median/)).toBeVisible()
  await expectAccessible(page, 'tester, a failed command')

  await run(page, 'aws iam list-roles --query Roles[].RoleName')
  await expect(result(page).locator('pre').first()).toHaveText(/^\[\s*"/)
  await run(page, 'aws iam list-everything')
  await page.getByRole('button', { name: 'Run the command' }).click()
  await expect(result(page).getByText('The server knows no such use of list-everything.')).toBeVisible()
  await expect(
    result(page).getByText("The operation 'list-everything' for service 'iam' does not exist.", { exact: true }),
  ).toBeVisible()

  await page.getByLabel('AWS CLI command').press('ArrowUp')
  await expect(page.getByLabel('AWS CLI command')).not.toHaveValue('')
  await page.getByRole('button', { name: 'End the session' }).click()
  await expect(page.getByText('its machine is released')).toBeVisible()
  expect(seen.filter((name) => /Stop/.test(name)).length).toBe(1)
})

test('a command that AWS refuses to the execution role is mended where it failed', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { iam, control } = clientsOf(stack.practice)
  const { roleArn = '' } = await control.getAgentRuntime({ agentRuntimeId: id })
  const RoleName = roleArn.split('/').at(-1)
  const { AttachedPolicies = [] } = await iam.listAttachedRolePolicies({ RoleName })
  await Promise.all(AttachedPolicies.map(({ PolicyArn }) => iam.detachRolePolicy({ RoleName, PolicyArn })))
  await connect(page, id)
  await run(page, 'aws iam list-roles')
  await expect(result(page)).toContainText(`AWS denied iam:ListRoles to the execution role ${RoleName}.`)
  await expectAccessible(page, 'tester, a refused command')
  await result(page).getByRole('button', { name: 'Add the permission' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Why is this needed?').fill('It lists roles.')
  await dialog.getByRole('button', { name: 'Save AddedPermissions' }).click()
  await expect(dialog.getByText('AddedPermissions allows it now.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await run(page, 'aws iam list-roles')
  await expect(result(page).getByRole('columnheader', { name: 'RoleName' })).toBeVisible()
})

test('a command that may change something asks first, and sends nothing until then', async ({ page, stack }) => {
  const id = await deployed(stack)
  await connect(page, id)
  const seen = watch(stack)
  await run(page, 'aws iam delete-role --role-name nobody')
  const dialog = page.getByRole('dialog', { name: 'This may change something in AWS' })
  await expect(dialog).toContainText('iam:DeleteRole is a writing action')
  await expectAccessible(page, 'tester, the question')
  expect(seen.filter((name) => /Invoke/.test(name))).toEqual([])
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()

  await run(page, 'aws iam delete-role --role-name nobody')
  await dialog.getByRole('button', { name: 'Run the command' }).click()
  await expect(result(page).getByText('Answered, but a command failed')).toBeVisible()
})

test('another tool has a form made from its schema, with messages at the field', async ({ page, stack }) => {
  await connect(page, await deployed(stack))
  await page.getByRole('radio', { name: /suggest_aws_commands/ }).check()
  await page.getByRole('button', { name: 'Call suggest_aws_commands' }).click()
  await expect(page.getByText('This is required.')).toBeVisible()
  await expectAccessible(page, 'tester, a mistake')
  await page.getByLabel('query').fill('list my buckets')
  await page.getByRole('button', { name: 'Call suggest_aws_commands' }).click()
  await expect(result(page).getByRole('table', { name: 'Result' })).toContainText('aws s3api list-buckets')
  await page.getByLabel('As JSON').check()
  await page.getByLabel('Arguments as JSON').fill('[]')
  await page.getByRole('button', { name: 'Call suggest_aws_commands' }).click()
  await expect(page.getByText('Type a JSON object')).toBeVisible()
})

test('with a token: pasted or from the kept sign-in, and a session that was lost', async ({ page, stack }) => {
  const id = await deployed(stack, { authType: 'jwt' })
  const { cognito } = clientsOf(stack.practice)
  const { UserPools = [] } = await cognito.listUserPools({ MaxResults: 1 })
  const UserPoolId = UserPools[0]?.Id ?? ''
  await cognito.adminSetUserPassword({ UserPoolId, Username: 'mcp-user', Password: STRONG, Permanent: true })

  await page.goto(`/runtimes/${id}/tester`)
  const foreign = Buffer.from(JSON.stringify({ iss: 'https://other', exp: 1 })).toString('base64url')
  await page.getByLabel('Access token').fill(`e30.${foreign}.sig`)
  await expect(page.getByText('exp: The token has expired.')).toBeVisible()
  await page.getByLabel('Access token').fill('not.a.token')
  await page.getByRole('button', { name: 'Open a session' }).click()
  await expect(page.getByText('What was sent is no readable token.')).toBeVisible()
  await expectAccessible(page, 'tester, refused')

  await page.goto('/tokens')
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill(STRONG)
  await page.getByRole('button', { name: 'Get a token' }).click()
  const token = (await page.getByText(/^eyJ/).textContent()) ?? ''
  await connect(page, id)
  await run(page, 'aws sts get-caller-identity')
  await expect(result(page)).toContainText('assumed-role')
  expect(await page.content()).not.toContain(token)

  const sessionId = (await page.getByText(/^Session (?!open)/).textContent()) ?? ''
  expect(sessionId).not.toBe('')
  stack.practice.faults.add({
    id: 'lost',
    match: { operation: 'InvokeAgentRuntime' },
    effect: { type: 'error', code: 'ResourceNotFoundException', message: 'Session was not found or has ended.' },
  })
  await run(page, 'aws sts get-caller-identity')
  await expect(page.getByText('Open a new session.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Open a session' })).toBeVisible()
})

test('leaving the page ends the session', async ({ page, stack }) => {
  const id = await deployed(stack)
  const seen = watch(stack)
  await connect(page, id)
  await page.getByRole('link', { name: 'Permissions' }).click()
  await expect.poll(() => seen.filter((name) => /Stop/.test(name)).length).toBe(1)

  await connect(page, id)
  await page.goto('about:blank')
  await expect.poll(() => seen.filter((name) => /Stop/.test(name)).length).toBe(2)
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('nothing sticks out, with a table and a raw exchange open', async ({ page, stack }) => {
    await connect(page, await deployed(stack))
    await expectNoSidewaysScroll(page, 'connected')
    await run(page, 'aws iam list-roles')
    await expect(result(page).getByRole('table', { name: 'Result' })).toBeVisible()
    await result(page).getByText('Raw exchange').click()
    await expectNoSidewaysScroll(page, 'a table')
  })
})
