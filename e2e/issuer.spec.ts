import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { launch, runtimeIdFrom } from './support/journeys'
import { expect, test } from './support/test'

/** An address that nobody is asked for: it leads into a private network. The practice account takes it on trust. */
const ISSUER = 'https://127.0.0.1:1'
const DISCOVERY = `${ISSUER}/.well-known/openid-configuration`

test('an issuer that is not Cognito: set up, judged, checked against, and still there in an edit', async ({ page }) => {
  await page.goto('/setup')
  await page.getByRole('radio', { name: /^Bearer token/ }).check()
  await page.getByRole('radio', { name: /^Another issuer/ }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Use an address that ends in')).toBeVisible()
  await expect(page.getByRole('radio', { name: /^Another issuer/ })).toBeChecked()
  await page.getByLabel('Discovery document').fill(DISCOVERY)
  await page.getByLabel('Audiences').fill('tools')
  await page.getByLabel('Other claims').fill('team IS dev')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Each line is a claim')).toBeVisible()
  await expectAccessible(page, 'another issuer')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'another issuer')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByLabel('Other claims').fill('team EQUALS dev')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByLabel('Container image')).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('AgentCore may not be able to use this issuer')).toBeVisible()
  await page.goto('/setup?step=launch')
  await launch(page)
  const id = await runtimeIdFrom(page)

  await page.goto('/tokens')
  await expect(page.getByText('come from its own issuer')).toBeVisible()
  await page.getByText('Check a token').click()
  const claims = { iss: ISSUER, aud: 'tools', team: 'dev', exp: Math.floor(Date.now() / 1000) + 3600 }
  const token = (held: object) => `e30.${Buffer.from(JSON.stringify(held)).toString('base64url')}.sig`
  await page.getByLabel('Token', { exact: true }).fill(token(claims))
  await expect(page.getByText('The runtime will accept it')).toBeVisible()
  await page.getByLabel('Token', { exact: true }).fill(token({ ...claims, team: 'ops' }))
  await expect(page.getByText('The runtime will refuse it: team')).toBeVisible()

  await page.goto(`/tokens/${id}`)
  await expect(page.getByLabel('Other claims')).toHaveValue('team EQUALS dev')
  await page.goto(`/setup?from=${id}`)
  await expect(page.getByRole('radio', { name: /^Another issuer/ })).toBeChecked()
  await expect(page.getByLabel('Audiences')).toHaveValue('tools')
})
