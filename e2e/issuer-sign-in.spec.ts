import { startIssuer, type TestIssuer } from '@/lib/sign-ins/testing/oidc-issuer'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { OUTSIDE } from './support/own-computer'
import { open } from './support/pages'
import { type Stack, startStack } from './support/stack'
import { expect, NO_DELAYS, signIn, test } from './support/test'

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = (claims: object) => `${encoded({ alg: 'RS256' })}.${encoded(claims)}.signature`
const exp = Math.floor(Date.now() / 1000) + 3600

test('an issuer is set up from a token: read here, sent nowhere, and gone from the field at once', async ({ page }) => {
  const sent: string[] = []
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Bearer token/ }).check()
  await page.getByRole('radio', { name: /^Another issuer/ }).check()
  const field = page.getByLabel('Paste a token')
  await field.fill('opaque')
  await expect(page.getByText('This is no JWT of three parts')).toBeVisible()
  const iss = 'https://id.example.com/realms/home'
  const claims = { iss, aud: 'account', azp: 'desk', sub: 'secret-subject', scope: 'openid run', exp }
  await field.fill(`Bearer ${token(claims)}`)
  await expect(field).toHaveValue('')
  await expect(page.getByText('A token of Keycloak')).toBeVisible()
  await expect(page.getByText('Add an audience mapper')).toBeVisible()
  await expect(page.getByText('This token would pass')).toBeVisible()
  await page.getByRole('checkbox', { name: 'Claim azp EQUALS desk' }).uncheck()
  await expect(page.getByText('Nothing is required yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Fill in the fields' })).toBeDisabled()
  await page.getByRole('checkbox', { name: 'Claim azp EQUALS desk' }).check()
  await page.getByRole('checkbox', { name: 'Scope run' }).check()
  await page.getByText('All 6 claims').click()
  await expectAccessible(page, 'a token to begin with')
  await page.screenshot({ path: 'test-results/token-first-1280.png', fullPage: true })
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a token to begin with')
  await expectAccessible(page, 'a token to begin with, narrow')
  await page.screenshot({ path: 'test-results/token-first-390.png', fullPage: true })
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('button', { name: 'Fill in the fields' }).click()
  await expect(page.getByLabel('Discovery document')).toHaveValue(`${iss}/.well-known/openid-configuration`)
  await expect(page.getByLabel('Other claims')).toHaveValue('azp EQUALS desk')
  await expect(page.getByLabel('Scopes')).toHaveValue('run')
  await page.getByRole('button', { name: 'Forget this token' }).click()
  await expect(field).toBeFocused()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href]))
  expect(`${sent.join()} ${kept}`).not.toMatch(/secret-subject|signature/)
})

test('a token is read again in the settings of a runtime, and fills the fields of its authorizer', async ({
  page,
  stack,
}) => {
  const discoveryUrl = 'https://127.0.0.1:1/.well-known/openid-configuration'
  const id = await deployed(stack, { authType: 'jwt', poolMode: 'oidc', discoveryUrl, allowedAudience: 'old' })
  await open(page, `/tokens/${id}`)
  await page.getByText('Begin with a token').click()
  await page.getByLabel('Paste a token').fill(token({ iss: 'https://127.0.0.1:1', aud: 'tools', exp: exp - 7200 }))
  await expect(page.getByText('A fresh token like this would pass')).toBeVisible()
  await page.getByRole('button', { name: 'Fill in the fields' }).click()
  await expect(page.getByLabel('Audiences')).toHaveValue('tools')
  await page.getByRole('button', { name: 'Show what changes' }).click()
  await expect(page.getByRole('button', { name: 'Change the authorizer' })).toBeVisible()
  await page.getByLabel('Paste a token').fill(token({ iss: 'https://127.0.0.1:1', aud: 'other', exp }))
  await page.getByRole('button', { name: 'Fill in the fields' }).click()
  await expect(page.getByRole('button', { name: 'Change the authorizer' })).toHaveCount(0)
})

test.describe('a button signs in at the issuer', () => {
  let issuer: TestIssuer
  let own: Stack

  test.beforeAll(async () => {
    issuer = await startIssuer()
    // Nothing of a test goes into the keychain of whoever runs it.
    own = await startStack({ env: { SLIPWAY_KEYCHAIN: 'off', NODE_OPTIONS: OUTSIDE }, practice: { delays: NO_DELAYS } })
  })
  test.afterAll(async () => {
    await own.stop()
    await issuer.close()
  })

  test('from Connect: another tab, its progress, who it was, and out again', async ({ page, context }) => {
    const { discoveryUrl } = issuer
    await signIn(context, own)
    const id = await deployed(own, { authType: 'jwt', poolMode: 'oidc', discoveryUrl, allowedClients: 'app' })
    await open(page, `${own.url}/runtimes/${id}/connect?launcher=slipway`)
    await expect(page.getByText('Nobody is signed in yet')).toBeVisible()
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByText('Sign in in the other tab')).toBeVisible()
    await expectAccessible(page, 'waiting for the sign-in')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeEnabled()

    const opened = context.waitForEvent('page')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    const other = await opened
    await other.locator('input[name=login]').fill('ada')
    await other.locator('input[name=password]').fill('any')
    await other.locator('button[type=submit]').click()
    await other.locator('button[type=submit]').click()
    await expect(other.getByText('go back to Slipway')).toBeVisible()
    await other.close()
    await expect(page.getByText('The runtime will take this token')).toBeVisible()
    await expect(page.getByText('Signed in as ada')).toBeVisible()
    expect(await page.content()).not.toMatch(/eyJ[\w-]+\.eyJ/)
    await expectAccessible(page, 'signed in at the issuer')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNoSidewaysScroll(page, 'signed in at the issuer')
    await page.setViewportSize({ width: 1280, height: 800 })
    await open(page, `${own.url}/tokens`)
    await expect(page.getByText('Signed in as ada')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByText('revoked at the issuer')).toBeVisible()
    expect(issuer.requests).toContain('POST /token/revocation')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expectAccessible(page, 'nobody signed in')
  })
})
