import type { Locator, Page } from '@playwright/test'
import { clientsOf, inventory } from './support/account'
import { deployed } from './support/deployed'
import { deploy } from './support/journeys'
import { open } from './support/pages'
import { expect, test } from './support/test'

test('a SigV4 runtime shows what it is, and its connection test passes every hop', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}`)
  await expect(page.getByRole('heading', { level: 1, name: 'awsapimcpserver' })).toBeVisible()
  await expect(page.getByRole('main').getByText('READY').first()).toBeVisible()
  await page.getByText('Details', { exact: true }).click()
  const endpoints = page.getByRole('table', { name: 'Endpoints' })
  await expect(endpoints.getByRole('row', { name: /DEFAULT/ })).toContainText('READY')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expectAllHopsPass(page)
  await expect(page.getByRole('status')).toContainText(['slipway-awsapimcpserver-us-east-1'])

  await page.getByRole('link', { name: 'Logs', exact: true }).last().click()
  await expect(
    page
      .getByRole('grid', { name: /^Log lines/ })
      .getByRole('row')
      .first(),
  ).toBeVisible()
  expect((await inventory(stack.practice)).logGroups).toHaveLength(1)
})

test('a JWT runtime: a token is got on the page, passes the test, and is nowhere once the page is left', async ({
  page,
  context,
  stack,
}) => {
  const addresses: string[] = []
  page.on('request', (request) => addresses.push(request.url()))
  const id = await deploy(page, { authType: 'jwt' })
  const password = await textOf(
    page.getByRole('definition').filter({ has: page.getByRole('button', { name: 'Copy password' }) }),
  )
  await page.getByRole('link', { name: 'Connect a client' }).click()
  await page.getByLabel('User name').first().fill('mcp-user')
  await page.getByLabel('Password', { exact: true }).fill(password.trim())
  await page.getByRole('button', { name: 'Get a token' }).click()
  const token = await textOf(page.getByText(/^eyJ/))
  expect(token.split('.')).toHaveLength(3)
  await expect(page.getByRole('table', { name: /Claims/ }).getByText('Fails')).toHaveCount(0)

  await page.getByLabel('Access token').fill(token)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expectAllHopsPass(page)
  const traces = async () =>
    JSON.stringify([
      await page.content(),
      page.url(),
      addresses,
      await page.evaluate(() => [{ ...window.localStorage }, { ...window.sessionStorage }]),
      (await context.cookies()).map(({ value }) => value),
      stack.output(),
    ])
  await page.getByRole('link', { name: 'Versions' }).click()
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible()
  expect(await traces()).not.toContain(token)
  expect(await traces()).not.toContain(password.trim())
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Test connection' })).toBeVisible()
  expect(await traces()).not.toContain(token)
  await expect(page.getByLabel('Access token')).toHaveValue('')

  await open(page, '/tokens')
  await page.getByRole('button', { name: 'Get a fresh token' }).click()
  await expect(page.getByText(/^eyJ/)).toBeVisible()
  await page.goto(`/runtimes/${id}`)
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expectAllHopsPass(page)
})

test('a wrong token is refused, and the test says at which hop and why', async ({ page, stack }) => {
  const id = await deployed(stack, { authType: 'jwt' })
  await page.goto(`/runtimes/${id}`)
  await page.getByLabel('Access token').fill('eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmVk')
  await page.getByRole('button', { name: 'Test connection' }).click()
  await expect(page.getByText('The connection does not work yet')).toBeVisible()
  const steps = page.getByRole('list', { name: 'Steps of the test' }).getByRole('listitem')
  await expect(steps.filter({ hasText: 'Failed' })).toHaveCount(1)
})

test('an edit shows and changes only what differs, and can be rolled back', async ({ page, stack }) => {
  const id = await deployed(stack)
  await page.goto(`/runtimes/${id}/settings`)
  await page.getByRole('link', { name: 'Edit access' }).click()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('radio', { name: /Create an execution role/ })).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  const variables = page.getByLabel('Environment variables')
  await variables.fill(
    (await variables.inputValue()).replace('READ_OPERATIONS_ONLY=true', 'READ_OPERATIONS_ONLY=false'),
  )
  await page.getByRole('button', { name: 'Review 1 change' }).click()
  await expect(page.getByRole('heading', { name: 'Edit awsapimcpserver' })).toBeVisible()
  await expect(page.getByRole('heading', { name: '3 changes in AWS' })).toBeVisible()
  // The runtime, the endpoint that AWS then moves to its new version, and the note of both.
  const changes = page.getByRole('list', { name: 'Changes' })
  await expect(changes.getByText('Update', { exact: true })).toHaveCount(3)
  await expect(changes.getByText('Note on awsapimcpserver')).toBeVisible()
  await expect(page.getByText('No change').filter({ visible: true })).toHaveCount(0)
  await page.getByRole('button', { name: 'Update awsapimcpserver' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
  const readOnly = async () => {
    const { control } = clientsOf(stack.practice)
    const { environmentVariables, agentRuntimeVersion } = await control.getAgentRuntime({ agentRuntimeId: id })
    return [agentRuntimeVersion, environmentVariables?.READ_OPERATIONS_ONLY]
  }
  const [edited, off] = await readOnly()
  expect(off).toBe('false')

  await page.goto(`/runtimes/${id}/versions`)
  await expect(page.getByRole('status').filter({ hasText: '2 lines differ' })).toBeVisible()
  await rollBackTo(page, String(Number(edited) - 1))
  expect(await readOnly()).toEqual([String(Number(edited) + 1), 'true'])
})

async function rollBackTo(page: Page, version: string) {
  await page.getByRole('link', { name: `Roll back to ${version}` }).click()
  await page.getByRole('button', { name: `Roll back awsapimcpserver to version ${version}` }).click()
  await expect(page.getByRole('status').filter({ hasText: `configuration of version ${version} again` })).toBeVisible()
}

for (const auth of ['sigv4', 'jwt'] as const) {
  test(`a teardown of a ${auth} deployment leaves nothing of Slipway’s`, async ({ page, stack }) => {
    const before = await inventory(stack.practice)
    const id = await deployed(stack, { authType: auth })
    await page.goto(`/runtimes/${id}/settings`)
    await page.getByRole('link', { name: 'Delete awsapimcpserver' }).click()
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(auth === 'jwt' ? 4 : 3)
    await page.getByRole('button', { name: /^Delete \d of awsapimcpserver/ }).click()
    await expect(page.getByLabel('Type awsapimcpserver to confirm')).toHaveAccessibleDescription(/to confirm/)
    await page.getByLabel('Type awsapimcpserver to confirm').fill('awsapimcpserver')
    await page.getByRole('button', { name: /^Delete \d of awsapimcpserver/ }).click()
    await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
    expect(await inventory(stack.practice)).toEqual(before)
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Nothing of awsapimcpserver is left' })).toBeVisible()
  })
}

test('a teardown deletes only what is ticked', async ({ page, stack }) => {
  const id = await deployed(stack)
  await page.goto(`/runtimes/${id}/delete`)
  await untickAllBut(page.getByRole('checkbox'), page.getByRole('checkbox', { name: /log group/i }))
  await page.getByLabel('Type awsapimcpserver to confirm').fill('awsapimcpserver')
  await page.getByRole('button', { name: 'Delete 1 of awsapimcpserver' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'is deleted' })).toBeVisible({ timeout: 60_000 })
  expect(await inventory(stack.practice)).toMatchObject({ logGroups: [], runtimes: [{ status: 'READY' }] })
})

async function untickAllBut(all: Locator, kept: Locator) {
  await expect(kept).toBeChecked()
  for (const box of await all.all()) {
    await box.uncheck()
  }
  await kept.check()
}

async function textOf(locator: Locator): Promise<string> {
  return (await locator.textContent()) ?? ''
}

async function expectAllHopsPass(page: Page) {
  await expect(page.getByText('The connection works')).toBeVisible({ timeout: 30_000 })
  const hops = page.getByRole('listitem').filter({ hasText: /^(Done|Note|Failed|Not reached)/ })
  await expect(hops.first()).toBeVisible()
  await expect(hops.filter({ hasNotText: /^Done/ })).toHaveCount(0)
}
