import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { deployed } from './support/deployed'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const JWT = { authType: 'jwt' }
const STRONG = 'Correct-horse-battery-9'

test.beforeEach(async ({ page, stack }) => {
  await deployed(stack, JWT)
  await page.goto('/tokens')
})

async function signIn(page: Page, userName: string, password: string) {
  await page.getByLabel('User name').first().fill(userName)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Get a token' }).click()
}

function token(page: Page) {
  return page.getByText(/^eyJ/)
}

async function poolId(stack: Stack): Promise<string> {
  const { UserPools = [] } = await clientsOf(stack.practice).cognito.listUserPools({ MaxResults: 1 })
  return UserPools[0]?.Id ?? ''
}

test('a wrong password and an unknown user get the same answer, and the name is kept', async ({ page }) => {
  // Slipway made the only user, so it knows whom to ask for.
  await expect(page.getByLabel('User name').first()).toHaveValue('mcp-user')

  for (const name of ['mcp-user', 'nobody']) {
    await signIn(page, name, 'Wrong-password-1')
    await expect(page.getByRole('alert').filter({ hasText: /user name or password/i })).toBeVisible()
    await expect(page.getByText('User name or password is not right.')).toHaveCount(1)
    await expect(page.getByLabel('User name').first()).toHaveValue(name)
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('')
  }
})

test('a temporary password leads to a new one, and that to a token', async ({ page, stack }) => {
  const { cognito } = clientsOf(stack.practice)
  const UserPoolId = await poolId(stack)
  await cognito.adminCreateUser({ UserPoolId, Username: 'guest', TemporaryPassword: 'Only-for-now-1' })
  await signIn(page, 'guest', 'Only-for-now-1')
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Set password and get a token' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /password/i })).toBeVisible()
  await page.getByLabel('New password').fill(STRONG)
  await page.getByRole('button', { name: 'Set password and get a token' }).click()
  await expect(token(page)).toBeVisible()
})

test.describe('a token', () => {
  test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

  test.beforeEach(async ({ page, stack }) => {
    const { cognito } = clientsOf(stack.practice)
    const UserPoolId = await poolId(stack)
    await cognito.adminSetUserPassword({ UserPoolId, Username: 'mcp-user', Password: STRONG, Permanent: true })
    await signIn(page, 'mcp-user', STRONG)
    await expect(token(page)).toBeVisible()
  })

  test('leaves the page when it is copied', async ({ page }) => {
    const text = await token(page).textContent()
    await page.getByRole('button', { name: 'Copy and hide' }).click()
    await expect(token(page)).toHaveCount(0)
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    expect(await page.content()).not.toContain(text)
  })

  test('leaves the page when the tab is hidden', async ({ page }) => {
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await expect(token(page)).toHaveCount(0)
  })

  test('is renewed without the password, and another one each time', async ({ page }) => {
    const first = await token(page).textContent()
    await page.getByRole('button', { name: 'Get a fresh token' }).click()
    await expect(token(page)).not.toHaveText(first ?? '')
    await page.reload()
    await expect(page.getByText('This browser keeps a sign-in as mcp-user')).toBeVisible()
    await page.getByRole('button', { name: 'Get a fresh token' }).click()
    await expect(token(page)).toBeVisible()
  })

  test('is not needed for a new password, which is shown once', async ({ page }) => {
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
    await page.getByRole('link', { name: 'Lost password' }).click()
    await page.getByRole('button', { name: 'Set a generated password' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'The new password of mcp-user is' })).toBeVisible()
    await page.goto('/')
    await page.goBack()
    await expect(page.getByText('The new password of mcp-user is')).toHaveCount(0)
  })
})
