import type { Page } from '@playwright/test'
import { inventory } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { testWithProfiles } from './support/profiles'
import { expect } from './support/test'

const test = testWithProfiles('[profile team]\nregion = eu-central-1\n')

function palette(page: Page) {
  return page.getByRole('dialog', { name: 'Search and do' })
}

async function type(page: Page, words: string) {
  await page.keyboard.press('ControlOrMeta+k')
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await page.keyboard.type(words)
}

/** Types, waits until what is chosen reads so, and takes it. */
async function take(page: Page, words: string, chosen: string | RegExp) {
  await type(page, words)
  await expect(palette(page).getByRole('option', { selected: true })).toContainText(chosen)
  await page.keyboard.press('Enter')
}

test('finds a server, its logs, its deletion, its role, its log group and a client’s config, by keyboard alone', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  const before = await inventory(stack.practice)
  await open(page, '/settings/about')
  await take(page, 'awsapi', /^awsapimcpserver/)
  await expect(page).toHaveURL(`/runtimes/${id}`)
  await take(page, 'logs awsapi', /^Logs of awsapimcpserver/)
  await expect(page).toHaveURL(`/runtimes/${id}/logs`)
  await take(page, 'slipway-', /^slipway-awsapimcpserver-us-east-1/)
  await expect(page).toHaveURL('/roles/slipway-awsapimcpserver-us-east-1')
  await take(page, `${id}-`, `${id}-DEFAULT`)
  await expect(page).toHaveURL(/\/logs\/.+DEFAULT$/)
  await take(page, 'claude d', /^Claude Desktop/)
  await expect(page).toHaveURL(`/runtimes/${id}/connect?client=claude-desktop`)
  await take(page, 'test aws', /^Test awsapimcpserver/)
  await expect(page).toHaveURL(`/runtimes/${id}#test`)
  await take(page, 'delete aws', /^Delete awsapimcpserver…/)
  await expect(page).toHaveURL(`/runtimes/${id}/delete`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await inventory(stack.practice)).toEqual(before)
  // What was chosen last is offered before anything is typed.
  await type(page, '')
  await expect(palette(page).getByRole('option').first()).toContainText('Delete awsapimcpserver…')
})

test('sets the theme, and switches the connection', async ({ page }) => {
  await open(page, '/roles')
  await take(page, 'dark', /^Theme: dark/)
  await expect(palette(page)).toBeHidden()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await take(page, 'switch team', /^Switch to team/)
  await expect(page.getByRole('button', { name: /^Connection: team, eu-central-1/ })).toBeVisible()
  await take(page, 'practice', 'Practice account')
  await expect(page).toHaveURL('/settings/practice')
})

test('signs out', async ({ page }) => {
  await open(page, '/')
  await take(page, 'sign out', /^Sign out/)
  await expect(page).toHaveURL(/\/sign-in/)
})

test('names the kind that may not be read, and finds the others', async ({ page, stack }) => {
  await deployed(stack)
  stack.practice.faults.add({
    id: 'roles',
    match: { operation: 'ListRoles', times: null },
    effect: { type: 'access-denied' },
  })
  await open(page, '/settings/about')
  await type(page, 'awsapi')
  await expect(palette(page).getByRole('status')).toContainText('Roles can’t be read: AWS denies this')
  await expect(palette(page).getByRole('option', { selected: true })).toContainText('awsapimcpserver')
  await expect(palette(page).getByRole('group', { name: 'Roles' })).toHaveCount(0)
})

test('explains what is in the clipboard, and asks for it when the browser refuses', async ({ page, context }) => {
  await open(page, '/')
  await take(page, 'clipboard', /^Explain the error in the clipboard/)
  await expect(page).toHaveURL('/logs/explain')
  await expect(page.getByRole('alert').filter({ hasText: 'clipboard' })).toBeVisible()
  await expect(page.getByLabel('The error, or several')).toBeFocused()

  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.evaluate(() => navigator.clipboard.writeText('spawn npx ENOENT'))
  // Once on the page itself, and once from another.
  for (const address of ['/logs/explain', '/']) {
    await open(page, address)
    await take(page, 'clipboard', /^Explain the error in the clipboard/)
    await expect(page.getByLabel('The error, or several')).toHaveValue('spawn npx ENOENT')
    await expect(page).toHaveURL('/logs/explain')
    await expect(page.getByRole('region', { name: 'What it means' })).toContainText(/npx/)
  }
})

test('tells names only to whoever is signed in, and only of the connection of the page', async ({ page, request }) => {
  await open(page, '/')
  const refused = await request.get('/api/palette?connection=practice')
  expect(refused.status()).toBe(401)
  const elsewhere = await page.request.get('/api/palette?connection=profile:team@eu-central-1')
  expect(elsewhere.status()).toBe(409)
})

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test.describe(`${viewport.width} pixels wide`, () => {
    test.use({ viewport, hasTouch: viewport.width < 600 })

    test('is accessible, empty, with results and without, and leads on by touch', async ({ page, stack }) => {
      const id = await deployed(stack)
      await open(page, '/settings/about')
      await page.getByRole('button', { name: 'Search and do' }).click()
      await expect(palette(page).getByRole('option', { name: /^awsapimcpserver/ })).toBeVisible()

      for (const words of ['', 'aws', 'no such thing']) {
        await palette(page).getByRole('combobox').fill(words)
        await expectAccessible(page, `palette, “${words}”`)
        await expectNoSidewaysScroll(page, `palette, “${words}”`)
      }
      await palette(page).getByRole('combobox').fill('logs aws')
      await palette(page)
        .getByRole('option', { name: /^Logs of awsapimcpserver/ })
        .click()
      await expect(page).toHaveURL(`/runtimes/${id}/logs`)
    })
  })
}
