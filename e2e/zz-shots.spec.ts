import { clientsOf } from './support/account'
import { deploy } from './support/journeys'
import { test, expect } from './support/test'
import { askForToken, deployWithUser, shownToken, STRONG } from './support/token-user'
import type { Page } from '@playwright/test'

const OUT = process.env.SHOTS ?? '/tmp/tokens-shots'
async function shots(page: Page, name: string) {
  for (const [w, scheme] of [[1280, 'light'], [1280, 'dark'], [390, 'light'], [390, 'dark']] as const) {
    await page.setViewportSize({ width: w, height: w === 1280 ? 900 : 844 })
    await page.emulateMedia({ colorScheme: scheme })
    await page.waitForTimeout(150)
    await page.screenshot({ path: `${OUT}/${name}-${w}-${scheme}.png`, fullPage: true })
  }
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.emulateMedia({ colorScheme: 'light' })
}

test('tokens', async ({ page, stack }) => {
  test.setTimeout(200_000)
  const made = await deployWithUser(page, stack)
  await page.goto('/tokens')
  await shots(page, 'tokens-empty')
  await askForToken(page)
  await expect(shownToken(page)).toBeVisible()
  await shots(page, 'tokens-signed-in')
  await page.getByText('Issuer and authorizer').click()
  await page.getByRole('button', { name: 'Read the issuer now' }).click()
  await expect(page.getByText('AgentCore can verify its tokens')).toBeVisible()
  await page.getByText('Sign out and revoke').click()
  await page.getByText('A fresh token in a terminal').click()
  await page.getByText('Check a token').click()
  await shots(page, 'tokens-open')
  await page.goto(`/tokens/${made.id}`)
  await page.getByLabel('Access token lives, minutes').fill('30')
  await page.getByRole('button', { name: 'Show what changes' }).first().click()
  await expect(page.getByRole('region', { name: 'What changes' })).toBeVisible()
  await shots(page, 'care')
  await made.cognito.setUserPoolMfaConfig({ UserPoolId: made.pool.UserPoolId, MfaConfiguration: 'ON', SoftwareTokenMfaConfiguration: { Enabled: true } })
  await page.goto('/tokens')
  await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill(STRONG)
  await page.getByRole('button', { name: 'Get a token' }).click()
  await expect(page.getByText('The pool wants a second factor')).toBeVisible()
  await shots(page, 'challenge')
})

test('tester', async ({ page, stack }) => {
  test.setTimeout(200_000)
  const id = await deploy(page)
  await page.goto(`/runtimes/${id}/tester`)
  await expect(page.getByRole('button', { name: 'Connect', exact: true })).toBeVisible()
  await shots(page, 'tester-closed')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await expect(page.getByText('Connected')).toBeVisible()
  await shots(page, 'tester-open')
  for (const c of ['aws s3api list-buckets', 'aws sts get-caller-identity', 'aws ec2 run-nothing']) {
    await page.getByLabel('AWS CLI command').fill(c)
    await page.getByRole('button', { name: 'Run', exact: true }).click()
    const d = page.getByRole('dialog')
    await page.waitForTimeout(1500)
    if (await d.isVisible()) { await d.getByRole('button', { name: 'Run the command' }).click(); await page.waitForTimeout(1000) }
  }
  await page.getByLabel('AWS CLI command').fill('aws iam list-roles')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page.waitForTimeout(1500)
  await shots(page, 'tester-results')
  await page.getByText('Raw exchange').first().click()
  await shots(page, 'tester-raw')
})
