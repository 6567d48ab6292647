import type { Page } from '@playwright/test'
import { expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { expectAllVisible, expectHighFocus, expectNothingCut, stickyShare } from './support/display'
import { openLaunch } from './support/journeys'
import { open, pageAddresses } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

test.setTimeout(240_000)

const ZOOMED = [
  { name: 'at 200 % of a small window', size: { width: 640, height: 400 } },
  { name: 'at 320 px, as 400 % of 1280 are', size: { width: 320, height: 640 } },
]

async function everyAddress(stack: Stack): Promise<string[]> {
  const id = await deployed(stack, { authType: 'jwt' })
  const addresses = pageAddresses({
    '[id]': id,
    '[group]': `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`,
    '[name]': 'slipway-awsapimcpserver-us-east-1',
  })
  const steps = ['permissions', 'server', 'review'].map((step) => `/setup?step=${step}`)
  return [...addresses.filter((each) => each !== '/sign-in'), ...steps]
}

test('with forced colours every control, status and focus ring can be seen, on every page', async ({ page, stack }) => {
  const addresses = await everyAddress(stack)
  await page.emulateMedia({ forcedColors: 'active' })

  for (const address of addresses) {
    await open(page, address)
    await expectAllVisible(page, address)
    await expectHighFocus(page, address)
  }
})

for (const { name, size } of ZOOMED) {
  test(`no page scrolls sideways, is cut or covered ${name}`, async ({ page, stack }) => {
    await page.setViewportSize(size)

    for (const address of await everyAddress(stack)) {
      await open(page, address)
      await expectNoSidewaysScroll(page, address)
      await expectNothingCut(page, address)
      expect.soft(await stickyShare(page), `${address}: covered by what sticks`).toBeLessThanOrEqual(1 / 3)
    }
  })
}

test('with reduced motion nothing moves on any page, nor in menus, dialogs and what opens', async ({ page, stack }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })

  for (const address of await everyAddress(stack)) {
    await open(page, address)
    await page
      .locator('summary')
      .first()
      .click({ timeout: 1_000 })
      .catch(() => undefined)
    expect.soft(await moving(page), address).toEqual([])
  }
  await page.getByRole('button', { name: 'Theme' }).click()
  expect(await moving(page), 'menu').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Search and do' }).click()
  await expect(page.getByRole('dialog', { name: 'Search and do' })).toBeVisible()
  expect(await moving(page), 'palette').toEqual([])
})

test('with reduced motion a launch says in words that it goes on', async ({ page, stack }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  stack.practice.faults.switch({ rolePropagationMs: 60_000 })
  await openLaunch(page, { authType: 'jwt' })
  await page.getByRole('button', { name: /^Launch / }).click()
  const waiting = page.getByRole('listitem').filter({ hasText: 'Waiting' })
  await expect(waiting).toContainText(/Waiting [1-9]\d* s/)
  await expect(page.getByRole('button', { name: 'Launching awsapimcpserver…' })).toBeVisible()
  expect(await moving(page)).toEqual([])
})

/** What is under way in the browser's own list of animations and transitions. */
function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.getAnimations().map(({ effect }) => {
      const target = effect instanceof KeyframeEffect ? effect.target : null
      return `${target?.tagName} ${target?.getAttribute('class')}`
    }),
  )
}
