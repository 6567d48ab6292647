import type { Page } from '@playwright/test'
import { inventory } from './support/account'
import { deployed } from './support/deployed'
import { keepDraft, openLaunch } from './support/journeys'
import { open } from './support/pages'
import { testWithProfiles } from './support/profiles'
import { expect } from './support/test'

/** One with keys that nobody knows, one without any. */
const PROFILES = `[profile empty]
region = eu-west-1

[profile team]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-central-1
sso_account_id = 111122223333
sso_role_name = Admin
region = eu-central-1
`

const test = testWithProfiles(PROFILES)

async function switchRegion(page: Page, region: string) {
  await page.goto('/settings')
  await page.getByLabel('Region').fill(region)
  await page.getByRole('button', { name: 'Use this connection' }).click()
  await expect(indicator(page)).toHaveAccessibleName(new RegExp(`Practice, ${region}`))
}

function indicator(page: Page) {
  return page.getByRole('banner').getByRole('button', { name: /^Connection: / })
}

test('the practice edge goes over the whole width, on a short page and on a long one', async ({ page }) => {
  for (const address of ['/settings/session', '/settings/practice']) {
    await open(page, address)
    const edge = await page.locator('.practice-stripes').boundingBox()
    expect(edge).toMatchObject({ x: 0, width: page.viewportSize()?.width })
  }
})

test('another region shows its own runtimes only, and keeps its own draft', async ({ page, stack }) => {
  await deployed(stack)
  await keepDraft(page, { region: 'us-east-1' })
  await switchRegion(page, 'eu-west-1')
  await page.goto('/runtimes')
  await expect(page.getByRole('main')).not.toContainText('awsapimcpserver')
  await page.goto('/setup?step=server')
  await expect(page.getByLabel('Region')).toHaveValue('eu-west-1')
  await switchRegion(page, 'us-east-1')
  await page.goto('/runtimes')
  await expect(page.getByRole('link', { name: 'awsapimcpserver' })).toBeVisible()
})

test('a region that can’t be one is told at its field, and nothing is switched', async ({ page }) => {
  await open(page, '/settings')

  for (const region of ['', 'mars', '../../x', 'us-east-1.attacker.example', '<script>']) {
    await page.getByLabel('Region').fill(region)
    await page.getByRole('button', { name: 'Use this connection' }).click()
    await expect(page.getByLabel('Region')).toHaveAccessibleDescription(/A region looks like eu-west-1/)
    await expect(page.getByLabel('Region')).toHaveValue(region)
  }
  await page.reload()
  await expect(indicator(page)).toHaveAccessibleName(/Practice, us-east-1/)
})

test('a profile without a sign-in says which command mends it, and leads back', async ({ page }) => {
  await open(page, '/')
  await indicator(page).click()
  await page.getByRole('button', { name: /^team/ }).click()
  await expect(indicator(page)).toHaveAccessibleName('Connection: team, eu-central-1. Switch')
  await expect(page.getByRole('alert').filter({ hasText: 'aws sso login --profile team' })).toBeVisible()
  await page.getByRole('button', { name: 'Use the practice account' }).click()
  await expect(indicator(page)).toHaveAccessibleName(/Practice/)
})

test('a profile without any credentials says so', async ({ page }) => {
  await open(page, '/settings')
  await page.getByLabel('Connection', { exact: true }).selectOption('profile:empty')
  await expect(page.getByLabel('Region')).toHaveValue('eu-west-1')
  await page.getByRole('button', { name: 'Use this connection' }).click()
  await expect(indicator(page)).toHaveAccessibleName('Connection: empty, eu-west-1. Switch')
  await expect(page.getByRole('alert').getByText('aws configure --profile empty').first()).toBeVisible()
  await expect(page.getByRole('alert').getByText('This connection has no AWS credentials.').first()).toBeVisible()
})

test('a switch in another tab loads this one again, and says why', async ({ page, context }) => {
  await open(page, '/runtimes')
  const other = await context.newPage()
  await switchRegion(other, 'eu-west-1')
  await expect(indicator(page)).toHaveAccessibleName(/Practice, eu-west-1/)
  await expect(page.getByText('The connection was switched in another tab')).toBeVisible()
})

test('a write from a page of the old connection is refused, and nothing is done', async ({ page, context, stack }) => {
  await openLaunch(page)
  await expect(page.getByRole('button', { name: /^Launch / })).toBeEnabled()
  const before = await inventory(stack.practice)
  // Another browser profile's tab, which can't tell this one: only the cookie has changed.
  const cookies = await context.cookies()
  const elsewhere = await context.browser()?.newContext({ baseURL: stack.url })
  await elsewhere?.addCookies(cookies)
  const other = await elsewhere?.newPage()
  if (!elsewhere || !other) {
    throw new Error('The browser gave no second context.')
  }
  await switchRegion(other, 'eu-west-1')
  const switched = (await elsewhere.cookies()).filter(({ name }) => !cookies.some((cookie) => cookie.name === name))
  expect(switched).toHaveLength(1)
  await context.addCookies(switched)
  await elsewhere.close()

  await page.getByRole('button', { name: /^Launch / }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'so nothing was done' })).toBeVisible()
  expect(await inventory(stack.practice)).toEqual(before)
  await page.getByRole('button', { name: 'Reload the page' }).click()
  await expect(indicator(page)).toHaveAccessibleName(/Practice, eu-west-1/)
})
