import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, NO_DELAYS, test } from './support/test'

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })

const check = (page: Page, title: string) =>
  page
    .getByRole('list', { name: 'Checks' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: title }) })

/** What the deployed runtime is made of, to make or change one with. */
async function madeOf({ practice }: Stack, agentRuntimeId: string) {
  const { control } = clientsOf(practice)
  const { agentRuntimeArtifact, roleArn, networkConfiguration, protocolConfiguration, environmentVariables } =
    await control.getAgentRuntime({ agentRuntimeId })
  return { agentRuntimeArtifact, roleArn, networkConfiguration, protocolConfiguration, environmentVariables }
}

test('ready: it asks for a test, makes it in place, is well, and keeps its facts folded', async ({ page, stack }) => {
  const id = await deployed(stack)
  await page.setViewportSize({ width: 1280, height: 800 })
  await open(page, `/runtimes/${id}`)
  await expect(verdict(page)).toContainText('Ready, not tested yet')
  await expect(verdict(page).getByRole('button', { name: 'Test it' })).toBeInViewport()
  await expectAccessible(page, 'a runtime that is not tested')
  await verdict(page).getByRole('button', { name: 'Test it' }).click()
  const well = /Well: last call (just now|\d+ minutes? ago), \d+ calls? in 24 h, 0 refusals in its log/
  await expect(verdict(page)).toContainText(well)
  await expect(page.getByText('The connection works')).toBeVisible()
  await open(page, `/runtimes/${id}`)
  await expect(verdict(page)).toContainText(well)
  await expect(verdict(page).getByRole('link', { name: 'Connect a client' })).toBeInViewport()
  await expect(check(page, 'Endpoint')).toContainText(/Well.*tools answered its last test/)
  await expect(check(page, 'Calls in 24 h')).toContainText(/calls?, 0 refused/)
  await expect(check(page, 'Sign-in')).toContainText('Callers sign with AWS credentials')

  const endpoints = page.getByRole('table', { name: 'Endpoints' })
  await expect(endpoints).toBeHidden()
  await page.getByText('Details', { exact: true }).focus()
  await page.locator('summary').filter({ hasText: 'Details' }).focus()
  await page.keyboard.press('Enter')
  await expect(endpoints).toBeVisible()
  await expectAccessible(page, 'a runtime that is well, with its details')
  await page.goto(`/runtimes/${id}#environment`)
  await page.reload()
  await expect(page.getByRole('table', { name: 'Environment variables' })).toBeVisible()
})

test('being created: since when, and what to do meanwhile', async ({ page, stack }) => {
  const parts = await madeOf(stack, await deployed(stack))
  stack.practice.faults.switch({ readyMs: 60_000 })
  const { control } = clientsOf(stack.practice)
  const { agentRuntimeId } = await control.createAgentRuntime({ agentRuntimeName: 'in_the_making', ...parts })
  await open(page, `/runtimes/${agentRuntimeId}`)
  await expect(verdict(page)).toContainText(/Being created for \d/)
  await expect(verdict(page).getByRole('link', { name: 'Connect a client' })).toBeVisible()
  stack.practice.faults.switch({ readyMs: NO_DELAYS.readyMs })
})

test('failed: why in plain words and in AWS’s, and the way to try again', async ({ page, stack }) => {
  const id = await deployed(stack)
  const parts = await madeOf(stack, id)
  const { control } = clientsOf(stack.practice)
  const failureReason = 'Runtime health check failed or timed out.'
  stack.practice.faults.switch({ createFailed: failureReason, updateFailed: failureReason })
  const made = await control.createAgentRuntime({ agentRuntimeName: 'never_created', ...parts })
  await open(page, `/runtimes/${made.agentRuntimeId}`)
  await expect(verdict(page)).toContainText('Creation failed: ')
  await expect(verdict(page)).toContainText(failureReason)
  await expectAccessible(page, 'a runtime that was never created')
  await verdict(page).getByRole('link', { name: 'Edit and launch' }).click()
  await expect(page).toHaveURL(new RegExp(`/setup\\?from=${made.agentRuntimeId}`))

  await control.updateAgentRuntime({ agentRuntimeId: id, ...parts })
  await open(page, `/runtimes/${id}`)
  await expect(verdict(page)).toContainText(/Update failed: .*Version \d+ still answers/)
})

test('without MMDSv2 it says that AWS refuses, and leads to the switch', async ({ page, stack }) => {
  const id = await deployed(stack)
  const { control } = clientsOf(stack.practice)
  await control.updateAgentRuntime({ agentRuntimeId: id, ...(await madeOf(stack, id)) })
  await open(page, `/runtimes/${id}`)
  await expect(verdict(page)).toContainText('Ready, but it does not require MMDSv2')
  await expectAccessible(page, 'a runtime without MMDSv2')
  await expect(verdict(page).getByRole('link', { name: 'Switch on MMDSv2' })).toBeVisible()
})

test('what the checks find comes into the verdict, worst first, with the button that mends it', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  const { iam } = clientsOf(stack.practice)
  const { agentRuntimeName: name = '' } = await clientsOf(stack.practice).control.getAgentRuntime({
    agentRuntimeId: id,
  })
  const RoleName = (await madeOf(stack, id)).roleArn?.split('/').at(-1)
  const administrator = { RoleName, PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' }
  await iam.attachRolePolicy(administrator)
  await open(page, `/runtimes/${id}`)
  await expect(verdict(page)).toContainText('What the role may do: ')
  await expect(check(page, 'What the role may do')).toContainText('Mend')
  await expectAccessible(page, 'a runtime with a role that may do everything')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'its health on a phone')
  await open(page, '/')
  await expect(page.getByRole('row', { name }).getByRole('link', { name: /Mend/ })).toBeVisible()
  await open(page, `/runtimes/${id}`)
  await verdict(page).getByRole('link', { name: 'Change permissions' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/permissions/)
  await iam.detachRolePolicy(administrator)
})

test('a slow or forbidden look holds no other, and says which permission is missing', async ({ page, stack }) => {
  const id = await deployed(stack)
  const once = { skip: 0, times: null }
  stack.practice.faults.set([
    {
      id: 'slow',
      match: { service: 'logs', operation: 'FilterLogEvents', ...once },
      effect: { type: 'slow', when: 'before', ms: 6000 },
    },
    {
      id: 'forbidden',
      match: { service: 'iam', operation: 'GetRole', ...once },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}`)
  await expect(check(page, 'Trust policy')).toContainText(/Not seen.*iam:GetRole/)
  await expect(check(page, 'Trust policy').getByRole('link')).toHaveAttribute('href', /operator-policy/)
  await expect(verdict(page).getByRole('paragraph')).toBeVisible()
  await expect(check(page, 'Image')).toContainText('without a known fault')
  await expect(check(page, 'Calls in 24 h')).toContainText(/calls?/, { timeout: 15_000 })
  stack.practice.faults.clear()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true })

  test('a test that is refused: the verdict says so, also later, and leads to what mends it', async ({
    page,
    stack,
  }) => {
    const id = await deployed(stack, { authType: 'jwt' })
    await open(page, `/runtimes/${id}`)
    await expect(verdict(page)).toContainText('this browser keeps no sign-in')
    const signIn = verdict(page).getByRole('link', { name: 'Sign in' })
    await expect(signIn).toBeInViewport()
    await expect(signIn).toHaveAttribute('href', `/runtimes/${id}/connect#token`)
    await page.getByLabel('Access token').fill('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk')
    await page.getByRole('button', { name: 'Test connection' }).click()
    await expect(verdict(page)).toContainText('Ready, but its last test failed: ')
    await open(page, `/runtimes/${id}`)
    await expect(verdict(page)).toContainText('Ready, but its last test failed: ')
    await expect(verdict(page).getByRole('link').first()).toBeInViewport()
    await expectNoSidewaysScroll(page, 'a refused test')
    await page.locator('summary').filter({ hasText: 'Details' }).click()
    await expectNoSidewaysScroll(page, 'the details')
    await expectAccessible(page, 'a refused test on a phone')
  })
})
