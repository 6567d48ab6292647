import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, NO_DELAYS, test } from './support/test'

const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' })

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
  await expect(verdict(page)).toContainText(
    /Well at its last test: version \d+ is ready and \d+ tools answered, just now/,
  )
  await expect(page.getByText('The connection works')).toBeVisible()
  await page.reload()
  await expect(verdict(page)).toContainText('Well at its last test: version')
  await expect(verdict(page).getByRole('link', { name: 'Connect a client' })).toBeInViewport()
  const fact = (name: string) => page.getByRole('term').filter({ hasText: name }).locator('xpath=..')
  await expect(fact('Last test')).toContainText('Passed')
  await expect(fact('Last call')).toContainText(/just now|minute/)
  await expect(fact('Sign-in')).toContainText('SigV4')

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
    await page.reload()
    await expect(verdict(page)).toContainText('Ready, but its last test failed: ')
    await expect(verdict(page).getByRole('link').first()).toBeInViewport()
    await expectNoSidewaysScroll(page, 'a refused test')
    await page.locator('summary').filter({ hasText: 'Details' }).click()
    await expectNoSidewaysScroll(page, 'the details')
    await expectAccessible(page, 'a refused test on a phone')
  })
})
