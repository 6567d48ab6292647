import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { deployed } from './support/deployed'
import { expect, test } from './support/test'
import { deployWithUser, STRONG, shownToken } from './support/token-user'

/** Opens a page and holds all its scripts back, as a slow line does; what is answered lets them through. */
async function openWithoutScripts(page: Page, address: string): Promise<() => Promise<void>> {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await gate
    await route.continue()
  })
  await page.goto(address, { waitUntil: 'commit' })
  return async () => {
    await expect(page.locator('button[data-waking]')).not.toHaveCount(0)
    release()
  }
}

test.describe('before the scripts of a page are there,', () => {
  test('a press counts: a dialog opens, and "Try again" tries again', async ({ page, stack }) => {
    const open = await openWithoutScripts(page, '/settings/practice')
    await page.getByRole('button', { name: 'Reset the practice account' }).click()
    await open()
    await expect(page.getByRole('dialog', { name: 'Reset the practice account' })).toBeVisible()

    stack.practice.faults.add({ id: 'any', match: { times: null }, effect: { type: 'access-denied' } })
    const openAgain = await openWithoutScripts(page, '/runtimes')
    await page.getByRole('button', { name: 'Try again' }).click()
    stack.practice.faults.clear()
    await openAgain()
    await expect(page.getByRole('heading', { name: /^No (servers|runtimes)/ })).toBeVisible()
  })

  test('the shortcut of the command menu counts', async ({ page }) => {
    const open = await openWithoutScripts(page, '/')
    await expect(page.getByRole('button', { name: 'Search and do' })).toBeVisible()
    await page.keyboard.press('ControlOrMeta+k')
    await open()
    await expect(page.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')).toBeFocused()
  })

  test('a form that is filled in and sent with Enter is sent once, and not the browser’s way', async ({
    page,
    stack,
  }) => {
    await deployWithUser(stack)
    let signIns = 0
    stack.practice.onCall(({ phase, operation }) => {
      signIns += phase === 'performed' && operation === 'InitiateAuth' ? 1 : 0
    })
    const open = await openWithoutScripts(page, '/tokens')
    await page.getByLabel('User name').fill('mcp-user')
    await page.getByLabel('Password', { exact: true }).fill(STRONG)
    await page.getByLabel('Password', { exact: true }).press('Enter')
    await open()
    await expect(shownToken(page)).toBeVisible()
    expect(signIns).toBe(1)
    expect(new URL(page.url()).search).toBe('')
  })

  test('a text area takes nothing yet, and then all of it', async ({ page, stack }) => {
    const { id, pool } = await deployWithUser(stack)
    const open = await openWithoutScripts(page, `/tokens/${id}`)
    const clients = page.getByRole('textbox', { name: /^Clients/ })
    await expect(clients).toHaveValue(pool.ClientId)
    await expect(clients).not.toBeEditable()
    await open()
    await clients.fill(`${pool.ClientId}\nanother`)
    await expect(clients).toHaveValue(`${pool.ClientId}\nanother`)
  })

  test('what is unticked and typed counts: a deletion keeps what it shall keep', async ({ page, stack }) => {
    const id = await deployed(stack, { authType: 'jwt' })
    const open = await openWithoutScripts(page, `/runtimes/${id}/delete`)
    await page.getByRole('checkbox', { name: /user pool/i }).uncheck()
    await page.getByLabel('Type awsapimcpserver to confirm').fill('awsapimcpserver')
    await page.getByRole('button', { name: /^Delete \d+ of awsapimcpserver/ }).click()
    await open()
    await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
    const { UserPools } = await clientsOf(stack.practice).cognito.listUserPools({ MaxResults: 1 })
    expect(UserPools).toHaveLength(1)
  })
})
