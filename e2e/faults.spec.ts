import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { inventory } from './support/account'
import { deployed } from './support/deployed'
import { keepDraft, openLaunch, undisturbed } from './support/journeys'
import { type Stack, startStack } from './support/stack'
import { expect, NO_DELAYS, test as own, sessionCookie } from './support/test'

/** Like the others, but a call to AWS that stays unanswered is given up after a second and not after half a minute. */
const test = own.extend<object, { stack: Stack }>({
  stack: [
    async ({ browserName: _ }, use) => {
      const stack = await startStack({ practice: { delays: NO_DELAYS }, env: { SLIPWAY_AWS_TIMEOUT_MS: '1000' } })
      await use(stack)
      await stack.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
})

const PASSING = ['throttle', 'server-error', 'reset', 'timeout'] as const
const LASTING = ['access-denied', 'expired-credentials'] as const

function strike(stack: Stack, operation: string, type: (typeof PASSING | typeof LASTING)[number]) {
  stack.practice.faults.add({ id: operation, match: { operation, times: null }, effect: { type } })
}

function trouble(page: Page) {
  return page.getByRole('alert').filter({ hasText: /\S/ })
}

async function startLaunch(page: Page) {
  await openLaunch(page)
  await page.getByRole('button', { name: /^(Launch|Continue launching) / }).click()
}

function isUp(page: Page) {
  return expect(page.getByRole('status').filter({ hasText: 'is up' })).toBeVisible({ timeout: 60_000 })
}

for (const type of PASSING) {
  test(`a launch waits while CreateAgentRuntime meets ${type}, says for what, and goes on by itself`, async ({
    page,
    stack,
  }) => {
    const state = await undisturbed(stack)
    strike(stack, 'CreateAgentRuntime', type)
    await startLaunch(page)
    const row = page.getByRole('listitem').filter({ hasText: /Waiting \d+ s/ })
    await expect(row).toContainText(/AWS asks to slow down|AWS does not answer/, { timeout: 30_000 })
    stack.practice.faults.clear()
    await isUp(page)
    expect(await inventory(stack.practice)).toEqual(state)
  })
}

for (const type of LASTING) {
  for (const operation of ['CreateAgentRuntime', 'GetRole']) {
    test(`a launch that meets ${type} at ${operation} says why, and goes on when it is mended`, async ({
      page,
      stack,
    }) => {
      const state = await undisturbed(stack)
      await openLaunch(page)
      await expect(page.getByRole('button', { name: /^Launch / })).toBeEnabled()
      strike(stack, operation, type)
      await page.getByRole('button', { name: /^Launch / }).click()
      const said = type === 'access-denied' ? /Ask an administrator/ : /have expired/
      await expect(trouble(page)).toContainText(said)
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(trouble(page)).toContainText(said)
      stack.practice.faults.clear()
      await page.getByRole('button', { name: 'Try again' }).click()
      await isUp(page)
      expect(await inventory(stack.practice)).toEqual(state)
    })
  }
}

const PAGES = [
  ['/', 'awsapimcpserver'],
  ['/runtimes', 'awsapimcpserver'],
  ['/setup?step=review', 'Nothing to change'],
] as const

test('pages whose reads meet any of these faults say why, and are whole again after "Try again"', async ({
  page,
  stack,
}) => {
  test.setTimeout(180_000)
  await deployed(stack)
  await keepDraft(page, { name: 'awsapimcpserver' })

  for (const type of [...PASSING, ...LASTING]) {
    for (const [address, name] of PAGES) {
      strike(stack, 'ListAgentRuntimes', type)
      await page.goto(address)
      await expect(trouble(page), type).toContainText(/again|administrator|terminal/, { timeout: 30_000 })
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
      stack.practice.faults.clear()
      await trouble(page).getByRole('button', { name: 'Try again' }).click()
      await expect(trouble(page)).toHaveCount(0)
      await expect(page.getByRole('link', { name }).or(page.getByRole('heading', { name })).first()).toBeVisible()
    }
  }
})

test('a runtime that AWS can not create is explained in AWS’s words, and the next launch replaces it', async ({
  page,
  stack,
}) => {
  const state = await undisturbed(stack)
  stack.practice.faults.switch({ createFailed: 'The container did not become healthy within 120 seconds.' })
  await startLaunch(page)
  await expect(trouble(page)).toContainText(/AWS could not create the runtime: \w+/)
  const rows = page.getByRole('list', { name: 'Changes' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'bedrock-agentcore:CreateAgentRuntime' })).toContainText('Failed')
  const cleanUp = rows.filter({ hasText: 'Clean-up of awsapimcpserver, which AWS could not create' })
  await expect(cleanUp).toContainText('Planned')
  await expect(rows.filter({ hasText: 'Failed' })).toHaveCount(1)
  await trouble(page).getByText('Details').click()
  await expect(trouble(page)).toContainText('did not become healthy within 120 seconds')
  stack.practice.faults.clear()
  await page.getByRole('button', { name: 'Try again' }).click()
  await isUp(page)
  expect(await inventory(stack.practice)).toEqual(state)
})

test('a page asks AWS no more once its client has left', async ({ stack }) => {
  await deployed(stack)
  const headers = { cookie: `slipway.session=${await sessionCookie(stack)}` }
  const client = new AbortController()
  const seen: string[] = []
  const late: string[] = []
  let asked = () => {}
  const firstCall = new Promise<void>((resolve) => {
    asked = resolve
  })
  // The first call is answered a moment after the client has left.
  const stop = stack.practice.onCall(async ({ operation, phase }) => {
    if (phase === 'received') {
      ;(client.signal.aborted ? late : seen).push(operation)
      asked()
      await (client.signal.aborted || once(client.signal, 'abort'))
      await sleep(300)
    }
  })
  const page = fetch(`${stack.url}/roles/slipway-awsapimcpserver-us-east-1`, { headers, signal: client.signal })
  const read = page.then((answer) => answer.text()).catch(() => 'given up')
  await firstCall
  await sleep(100)
  client.abort()
  expect(await read).toBe('given up')
  await sleep(600)
  stop()
  expect(seen).not.toEqual([])
  expect(late).toEqual([])
})
