import type { Page } from '@playwright/test'
import { expectAccessible } from './support/axe'
import { deployed } from './support/deployed'
import { continueWithMistakes, keepDraft, openLaunch } from './support/journeys'
import { open, pageAddresses } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const JWT = { authType: 'jwt' }

// Each page is read twice, and there are more than twenty: three minutes on two busy cores.
test.setTimeout(480_000)

test.describe('no violation of WCAG 2.1 AA or best practice, light or dark,', () => {
  test('on any page, with a deployment', async ({ page, stack }) => {
    const id = await deployed(stack, JWT)
    const pages = pageAddresses({
      '[id]': id,
      '[group]': `/aws/bedrock-agentcore/runtimes/${id}-DEFAULT`,
      '[name]': 'slipway-awsapimcpserver-us-east-1',
    })
    expect(pages.length).toBeGreaterThan(15)

    for (const address of pages.filter((address) => address !== '/sign-in')) {
      await open(page, address)
      await expectAccessible(page, address)
    }
  })

  test('on any page, with nothing deployed', async ({ page, context }) => {
    for (const address of ['/', '/runtimes', '/roles', '/logs', '/tokens', '/runtimes/gone-AbCdEf1234', '/nowhere']) {
      await open(page, address)
      await expectAccessible(page, address)
    }
    await context.clearCookies()
    await open(page, '/sign-in?error=busy')
    await expect(page.getByRole('alert').filter({ hasText: 'Too many are signing in at once' })).toBeVisible()
    await expectAccessible(page, 'sign-in')
  })

  test('in the steps of the setup, and in what they say about mistakes', async ({ page, stack }) => {
    await checkSteps(page)
    await checkLaunches(page, stack)
  })

  test('in menus and dialogs', async ({ page }) => {
    await open(page, '/settings/practice')
    for (const name of [/^Connection: /, 'Theme', 'Account']) {
      await page.getByRole('banner').getByRole('button', { name, exact: true }).click()
      await expectAccessible(page, `menu ${name}`)
      await page.keyboard.press('Escape')
    }
    await page.getByRole('button', { name: 'Search and do' }).click()
    await expect(page.getByRole('dialog', { name: 'Search and do' }).getByRole('combobox')).toBeFocused()
    await expectAccessible(page, 'command menu')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Reset the practice account' }).click()
    await expect(page.getByRole('dialog', { name: 'Reset the practice account' })).toBeVisible()
    await expectAccessible(page, 'confirmation')
  })

  test('when AWS fails, and when the program does', async ({ page, stack }) => {
    stack.practice.faults.add({ id: 'any', match: { times: null }, effect: { type: 'access-denied' } })
    for (const address of ['/', '/runtimes', '/roles']) {
      await page.goto(address)
      await expect(page.getByRole('alert').filter({ hasText: /\S/ }).first()).toBeVisible()
      await expectAccessible(page, `${address}, denied`)
    }
    await page.addInitScript(() => {
      window.BroadcastChannel.prototype.postMessage = () => {
        throw new Error('the browser fails')
      }
    })
    await page.reload()
    await expect(page.getByRole('button', { name: 'Reload everything' })).toBeVisible()
    await expectAccessible(page, 'crash')
  })
})

async function checkSteps(page: Page) {
  await keepDraft(page, { ...JWT, poolMode: 'adopt', grant: 'custom', networkMode: 'VPC', name: 'has-a-hyphen' })

  for (const step of ['access', 'permissions', 'server']) {
    await open(page, `/setup?step=${step}`)
    await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible()
    await expectAccessible(page, `${step}, every question`)
    await continueWithMistakes(page)
    await expectAccessible(page, `${step}, with mistakes`)
  }
  await keepDraft(page, JWT)
  await page.goto('/setup?step=review')
  await expect(page.getByRole('heading', { name: /changes in AWS/ })).toBeVisible()
  await page.getByText('iam:CreateRole').first().click()
  await expectAccessible(page, 'review')
}

async function checkLaunches(page: Page, stack: Stack) {
  stack.practice.faults.switch({ rolePropagationMs: 60_000 })
  await openLaunch(page, JWT)
  await expect(page.getByRole('button', { name: /^Launch / })).toBeVisible()
  await expectAccessible(page, 'launch, before')
  await page.getByRole('button', { name: /^Launch / }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Waiting' })).toBeVisible()
  await expectAccessible(page, 'launch, waiting')
  stack.practice.reset()
  stack.practice.faults.add({ id: 'denied', match: { operation: 'CreateRole' }, effect: { type: 'access-denied' } })
  await openLaunch(page, JWT)
  await page.getByRole('button', { name: /^(Launch|Continue launching) / }).click()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  await expectAccessible(page, 'launch, failed')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page, 'launch, done')
}
