import { clientsOf } from './support/account'
import { expectAccessible } from './support/axe'
import { expect, test } from './support/test'
import { askForToken, deployWithUser, STRONG, shownToken, type TokenDeployment } from './support/token-user'

let made: TokenDeployment

test.beforeEach(async ({ stack }) => {
  made = await deployWithUser(stack)
})

test('the app client: what changes is shown, sent whole, and looked at again', async ({ page }) => {
  await page.goto(`/tokens/${made.id}`)
  const client = page.locator('section').filter({ has: page.getByRole('heading', { name: 'App client' }) })
  await client.getByRole('button', { name: 'Show what changes' }).click()
  await expect(client.getByText('Nothing would change.')).toBeVisible()
  await client.getByLabel('Access token lifetime (minutes)').fill('4')
  await client.getByRole('button', { name: 'Show what changes' }).click()
  await expect(client.getByText('At least 5 minutes.')).toBeVisible()
  await client.getByLabel('Access token lifetime (minutes)').fill('30')
  await client.getByLabel('Rotate refresh tokens').check()
  await client.getByRole('button', { name: 'Add VS Code' }).click()
  await client.getByRole('button', { name: 'Show what changes' }).click()
  await expect(client.getByRole('region', { name: 'What changes' })).toContainText('"AccessTokenValidity": 30')
  await expectAccessible(page, 'user pool settings, a plan')
  await client.getByRole('button', { name: 'Change the app client' }).click()
  await expect(client.getByText('AWS was read again, and has what was asked for.')).toBeVisible()
  await expect(page.getByText('Access token 30 min, ID token 1 h, refresh token 30 d')).toBeVisible()

  const { UserPoolClient } = await made.cognito.describeUserPoolClient(made.pool)
  expect(UserPoolClient).toMatchObject({
    AccessTokenValidity: 30,
    TokenValidityUnits: { AccessToken: 'minutes' },
    RefreshTokenRotation: { Feature: 'ENABLED' },
    CallbackURLs: ['http://127.0.0.1:33418', 'https://vscode.dev/redirect'],
    PreventUserExistenceErrors: 'ENABLED',
  })
  expect(UserPoolClient?.ExplicitAuthFlows).not.toContain('ALLOW_REFRESH_TOKEN_AUTH')
  await askForToken(page)
  await expect(shownToken(page)).toBeVisible()
  const first = await shownToken(page).textContent()
  await page.getByRole('button', { name: 'Get a fresh token' }).click()
  await expect(shownToken(page)).not.toHaveText(first ?? '')
})

test('a flow that is off: the page says so, and switches it on', async ({ page }) => {
  await made.cognito.updateUserPoolClient({
    ...made.pool,
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  await askForToken(page)
  await expect(page.getByRole('alert').filter({ hasText: 'does not allow signing in with a password' })).toBeVisible()
  await page.getByRole('link', { name: 'User pool settings' }).click()
  const client = page.locator('section').filter({ has: page.getByRole('heading', { name: 'App client' }) })
  await client.getByLabel('Sign in with a password (USER_PASSWORD_AUTH)').check()
  await client.getByRole('button', { name: 'Show what changes' }).click()
  await client.getByRole('button', { name: 'Change the app client' }).click()
  await expect(client.getByText('AWS was read again')).toBeVisible()
  await askForToken(page)
  await expect(shownToken(page)).toBeVisible()
})

test('the password policy, and what somebody else changed meanwhile', async ({ page }) => {
  await page.goto(`/tokens/${made.id}`)
  const policy = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Password policy' }) })
  await policy.getByLabel('Minimum length (characters)').fill('20')
  await policy.getByRole('button', { name: 'Show what changes' }).click()
  await expect(policy.getByRole('button', { name: 'Change the policy' })).toBeVisible()
  const { UserPool } = await made.cognito.describeUserPool({ UserPoolId: made.pool.UserPoolId })
  await made.cognito.updateUserPool({
    UserPoolId: made.pool.UserPoolId,
    UserPoolTags: UserPool?.UserPoolTags,
    Policies: { PasswordPolicy: { MinimumLength: 30 } },
  })
  await policy.getByRole('button', { name: 'Change the policy' }).click()
  await expect(policy.getByRole('alert').filter({ hasText: 'Somebody changed it' })).toBeVisible()
  await policy.getByRole('button', { name: 'Show what changes' }).click()
  await policy.getByRole('button', { name: 'Change the policy' }).click()
  await expect(policy.getByText('AWS was read again')).toBeVisible()
  const after = await made.cognito.describeUserPool({ UserPoolId: made.pool.UserPoolId })
  expect(after.UserPool?.Policies?.PasswordPolicy?.MinimumLength).toBe(20)
})

test('the authorizer: the issuer is read first, everything else of the runtime stays', async ({ page, stack }) => {
  const { control } = clientsOf(stack.practice)
  const before = await control.getAgentRuntime({ agentRuntimeId: made.id })
  await page.goto(`/tokens/${made.id}`)
  const authorizer = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Authorizer' }) })
  await authorizer.getByLabel('Discovery document').fill('http://169.254.169.254/.well-known/openid-configuration')
  await authorizer.getByRole('button', { name: 'Show what changes' }).click()
  await expect(authorizer.getByText('Only https addresses are asked.')).toBeVisible()
  await page.reload()

  await authorizer.getByLabel('Other claims').fill('team IS dev')
  await authorizer.getByRole('button', { name: 'Show what changes' }).click()
  await expect(authorizer.getByText('Each line is a claim')).toBeVisible()
  await authorizer.getByLabel('Other claims').fill('username EQUALS somebody-else')
  await authorizer.getByRole('button', { name: 'Show what changes' }).click()
  await expect(authorizer.getByRole('region', { name: 'What changes' })).toContainText('somebody-else')
  await authorizer.getByRole('button', { name: 'Change the authorizer' }).click()
  await expect(authorizer.getByText('AWS was read again')).toBeVisible()

  const after = await control.getAgentRuntime({ agentRuntimeId: made.id })
  expect(after).toMatchObject({
    environmentVariables: before.environmentVariables,
    roleArn: before.roleArn,
    lifecycleConfiguration: before.lifecycleConfiguration,
    metadataConfiguration: { requireMMDSV2: true },
  })
  await askForToken(page)
  await expect(page.getByText('The runtime will refuse it: username')).toBeVisible()
})

test('several app clients, one of them with a secret: chosen, signed in, renewed, revoked', async ({ page }) => {
  const { UserPoolId } = made.pool
  const { UserPoolClient } = await made.cognito.createUserPoolClient({
    UserPoolId,
    ClientName: 'confidential',
    GenerateSecret: true,
    ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  })
  const { ClientId = '', ClientSecret = '' } = UserPoolClient ?? {}
  await page.goto(`/tokens/${made.id}`)
  const authorizer = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Authorizer' }) })
  await authorizer.getByLabel('Clients').fill(`${made.pool.ClientId}\n${ClientId}`)
  await authorizer.getByRole('button', { name: 'Show what changes' }).click()
  await authorizer.getByRole('button', { name: 'Change the authorizer' }).click()
  await expect(authorizer.getByText('AWS was read again')).toBeVisible()

  await page.goto('/tokens')
  await page.getByLabel('App client').selectOption(ClientId)
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill(STRONG)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(shownToken(page)).toBeVisible()
  const first = (await shownToken(page).textContent()) ?? ''
  expect(Buffer.from(first.split('.')[1] ?? '', 'base64url').toString()).toContain(`"client_id":"${ClientId}"`)
  await page.getByRole('button', { name: 'Get a fresh token' }).click()
  await expect(shownToken(page)).not.toHaveText(first)
  expect(await page.content()).not.toContain(ClientSecret)
  await page.getByText('Sign out and revoke').click()
  await page.getByRole('button', { name: 'Revoke this sign-in' }).click()
  await expect(page.getByLabel('App client')).toBeVisible()
})

test('a runtime that cannot be read is named on the page of all tokens, and comes back', async ({ page, stack }) => {
  stack.practice.faults.add({
    ...{ id: 'unread', match: { operation: 'GetAgentRuntime', times: null } },
    effect: { type: 'access-denied' },
  })
  await page.goto('/tokens')
  const said = page.getByRole('alert').filter({ hasText: 'Whether awsapimcpserver accepts tokens is not known.' })
  await expect(said).toBeVisible()
  await expect(page.getByText('No runtime here accepts tokens')).toHaveCount(0)
  await expectAccessible(page, 'tokens, one unread')
  stack.practice.faults.clear()
  await said.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByLabel('User name').first()).toHaveValue('mcp-user')
  await expect(said).toHaveCount(0)
})
