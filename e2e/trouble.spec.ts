import type { Page } from '@playwright/test'
import { clientsOf, inventory } from './support/account'
import { deployed } from './support/deployed'
import { keepDraft, launch, openLaunch, undisturbed } from './support/journeys'
import type { Stack } from './support/stack'
import { expect, signIn, test } from './support/test'

function launchButton(page: Page) {
  return page.getByRole('button', { name: /^(Launch|Continue launching) / })
}

function isUp(page: Page) {
  return expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
}

test('a double click launches once', async ({ page, stack }) => {
  const state = await undisturbed(stack)
  await openLaunch(page)
  await launchButton(page).dblclick()
  await isUp(page)
  expect(await inventory(stack.practice)).toEqual(state)
})

test('two tabs that launch the same deployment at once make one of everything', async ({ page, context, stack }) => {
  const state = await undisturbed(stack)
  const other = await context.newPage()
  await openLaunch(page)
  await other.goto('/setup?step=launch')
  await expect(launchButton(other)).toBeVisible()
  await Promise.all([launchButton(page).click(), launchButton(other).click()])
  await Promise.all([isUp(page), isUp(other)])
  expect(await inventory(stack.practice)).toEqual(state)
})

for (const way of ['the back button', 'a reload', 'a closed tab'] as const) {
  test(`a launch survives ${way}`, async ({ page, context, stack }) => {
    const state = await undisturbed(stack)
    await openLaunch(page)
    const held = holdBack(stack, 'CreateAgentRuntime')
    await launchButton(page).click()
    await held.reached
    const tab = await leave(page, way, () => context.newPage())
    held.release()
    await tab.goto('/setup?step=launch')
    await expect(tab.getByRole('status').filter({ hasText: 'The launch has paused' })).toBeVisible()
    await expect(tab.getByRole('button', { name: 'Continue launching awsapimcpserver' })).toBeEnabled()
    await launch(tab)
    expect(await inventory(stack.practice)).toEqual(state)
  })
}

async function leave(page: Page, way: string, newPage: () => Promise<Page>): Promise<Page> {
  if (way === 'a closed tab') {
    const next = await newPage()
    await page.close()
    return next
  }
  await (way === 'a reload' ? page.reload() : page.goBack())
  return page
}

/** Stops the world in front of the next call of that operation. */
function holdBack(stack: Stack, name: string) {
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const reached = new Promise<void>((resolve) => {
    const stop = stack.practice.onCall(async ({ phase, operation }) => {
      if (phase === 'received' && operation === name) {
        stop()
        resolve()
        await gate
      }
    })
  })
  return { reached, release }
}

test.describe('a session that ends in the middle of the setup', () => {
  test('is told at a step, and the answers are there after signing in again', async ({ page, context, stack }) => {
    await page.goto('/setup?step=server')
    await page.getByLabel('Name', { exact: true }).fill('half_done')
    await context.clearCookies()
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not signed in any more' })).toBeVisible()
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('half_done')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    await signIn(context, stack)
    await page.goto('/setup?step=server')
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('half_done')
  })

  test('is told at the review', async ({ page, context }) => {
    await page.goto('/setup?step=review')
    await expect(page.getByRole('heading', { name: /changes in AWS/ })).toBeVisible()
    await context.clearCookies()
    await page.getByRole('button', { name: 'Look at AWS again' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'not signed in any more' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible()
  })

  test('stops a launch, which goes on after signing in again', async ({ page, context, stack }) => {
    const state = await undisturbed(stack)
    await openLaunch(page)
    const held = holdBack(stack, 'CreateAgentRuntime')
    await launchButton(page).click()
    await held.reached
    await context.clearCookies()
    held.release()
    await expect(page.getByRole('alert').filter({ hasText: 'not signed in any more' })).toBeVisible()
    await signIn(context, stack)
    await page.getByRole('button', { name: 'Try again' }).click()
    await isUp(page)
    expect(await inventory(stack.practice)).toEqual(state)
  })
})

test.describe('what changes behind our back is noticed', () => {
  test('a policy that is gone from the role is put back by the next launch', async ({ page, stack }) => {
    await deployed(stack)
    const state = await inventory(stack.practice)
    const { iam } = clientsOf(stack.practice)
    const RoleName = 'slipway-awsapimcpserver-us-east-1'
    const { PolicyNames = [] } = await iam.listRolePolicies({ RoleName })
    await iam.deleteRolePolicy({ RoleName, PolicyName: PolicyNames[0] })
    await keepDraft(page, { name: 'awsapimcpserver' })
    await page.goto('/setup?step=review')
    await expect(page.getByRole('heading', { name: '1 change in AWS' })).toBeVisible()
    await launch(page)
    expect(await inventory(stack.practice)).toEqual(state)
  })

  test('a runtime that is gone is told on its page, in the list, and in the setup', async ({ page, stack }) => {
    const agentRuntimeId = await deployed(stack)
    await page.goto(`/runtimes/${agentRuntimeId}`)
    await clientsOf(stack.practice).control.deleteAgentRuntime({ agentRuntimeId })
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByRole('heading', { name: 'AWS has no such runtime here' })).toBeVisible()
    await page.getByRole('link', { name: 'See all runtimes' }).click()
    await expect(page.getByRole('heading', { name: /^No (servers|runtimes)/ })).toBeVisible()
    await page.goto('/setup?step=launch')
    await launch(page)
  })

  test('a test of a runtime that is gone says so', async ({ page, stack }) => {
    const agentRuntimeId = await deployed(stack)
    await page.goto(`/runtimes/${agentRuntimeId}`)
    await expect(page.getByRole('button', { name: 'Test connection' })).toBeVisible()
    await clientsOf(stack.practice).control.deleteAgentRuntime({ agentRuntimeId })
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'does not find it' })).toBeVisible()
  })

  test('a role of that name that is not ours is not touched', async ({ page, stack }) => {
    const { iam } = clientsOf(stack.practice)
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    })
    await iam.createRole({ RoleName: 'slipway-awsapimcpserver-us-east-1', AssumeRolePolicyDocument })
    const before = await inventory(stack.practice)
    await keepDraft(page, {})
    await page.goto('/setup?step=review')
    await expect(page.getByRole('alert').filter({ hasText: 'slipway-awsapimcpserver-us-east-1' })).toBeVisible()
    await page.goto('/setup?step=launch')
    await expect(launchButton(page)).toBeDisabled()
    expect(await inventory(stack.practice)).toEqual(before)
  })
})
