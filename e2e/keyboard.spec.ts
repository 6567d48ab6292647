import type { Locator, Page } from '@playwright/test'
import { inventory } from './support/account'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { expect, test } from './support/test'

const MOST_STOPS = 80

test('the whole setup to a READY runtime by keyboard alone', async ({ page, stack }) => {
  await open(page, '/')
  await press(page, page.getByRole('link', { name: 'Set up your server' }))
  await goTo(page, page.getByRole('radio', { name: /^AWS credentials/ }))
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /^Bearer token/ })).toBeChecked()
  await goTo(page, page.getByLabel('User name'))
  await page.keyboard.type('somebody')
  await press(page, page.getByRole('button', { name: 'Continue' }))

  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Continue' }))
  await expect(page.getByLabel('Container image')).toBeVisible()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: 'Continue' }))
  await expect(page.getByRole('heading', { name: /changes in AWS/ })).toBeVisible()
  await expectFocusKept(page)
  await press(page, page.getByRole('button', { name: /^Launch / }), 'Space')
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  await expectFocusKept(page)
  const { runtimes, pools } = await inventory(stack.practice)
  expect(runtimes).toMatchObject([{ status: 'READY' }])
  expect(pools).toMatchObject([{ users: [{ Username: 'somebody' }] }])
  await press(page, page.getByRole('link', { name: 'Connect a client' }))
  await expect(page.getByRole('heading', { name: /^Put it into / })).toBeVisible()
})

test('a mistake takes the focus to its field', async ({ page }) => {
  await page.goto('/setup?step=server')
  await page.getByLabel('Name', { exact: true }).fill('has-a-hyphen')
  await press(page, page.getByRole('button', { name: 'Continue' }))
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused()
})

test('dialogs and menus open, close with Escape, and give the focus back', async ({ page }) => {
  await open(page, '/settings/practice')
  const reset = page.getByRole('button', { name: 'Reset the practice account' })
  await press(page, reset)
  const dialog = page.getByRole('dialog', { name: 'Reset the practice account' })
  await expect(dialog.getByLabel('Type practice to confirm')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(reset).toBeFocused()

  await page.goto('/')
  const theme = page.getByRole('button', { name: 'Theme' })
  await press(page, theme)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('button', { name: 'System' })).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('button', { name: 'Dark' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Dark' })).toBeHidden()
  await expect(theme).toBeFocused()
  expect(await page.evaluate(() => document.documentElement.className)).toContain('dark')
})

test('the command menu opens with its shortcut, finds a page, and leads there', async ({ page }) => {
  await open(page, '/')
  await page.keyboard.press('ControlOrMeta+k')
  const menu = page.getByRole('dialog', { name: 'Search and do' })
  await expect(menu.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('faults')
  await expect(menu.getByRole('option')).toHaveText(['Practice accountSettings'])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Faults' })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(menu.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('no such page')
  await expect(page.getByText('Nothing by that name.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
})

test('a command menu that can’t be loaded says so, and the page goes on', async ({ page }) => {
  await open(page, '/')
  await page.context().setOffline(true)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByText('The menu could not be loaded.')).toBeVisible()
  await page.context().setOffline(false)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')).toBeFocused()
})

test('the first stop leads past the navigation', async ({ page }) => {
  await open(page, '/runtimes')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('every stop on a runtime’s pages shows where the focus is', async ({ page, stack }) => {
  const id = await deployed(stack)

  for (const address of [`/runtimes/${id}`, `/runtimes/${id}/connect`, `/runtimes/${id}/delete`, '/settings']) {
    await open(page, address)
    await goTo(page, page.getByRole('main').getByRole('button').last())
  }
})

/** Goes there with the Tab key, and holds every stop on the way to showing the focus. */
async function goTo(page: Page, target: Locator) {
  await expect(target).toBeVisible()

  for (let stop = 0; stop < MOST_STOPS; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      return
    }
    await page.keyboard.press('Tab')
    expect(await unseenFocus(page), 'a stop of the Tab key that does not show the focus').toBeNull()
  }
  throw new Error(`The Tab key does not lead to ${target}.`)
}

async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter') {
  await goTo(page, target)
  await page.keyboard.press(key)
}

/** What has the focus without showing it; null when all is well. Past the last stop the browser itself has it. */
function unseenFocus(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const active = document.activeElement

    if (active === null || active === document.body) {
      return null
    }
    const isShown = [active, active.closest('label')].some((element) => {
      const style = element && getComputedStyle(element)
      return style && style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0
    })
    return isShown ? null : active.outerHTML.slice(0, 200)
  })
}

async function expectFocusKept(page: Page) {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY')
}
