import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

async function call({ practice }: Stack, agentRuntimeId: string): Promise<void> {
  const { control, data } = clientsOf(practice)
  const { agentRuntimeArn } = await control.getAgentRuntime({ agentRuntimeId })
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'elsewhere', version: '1' } }
  await data.invokeAgentRuntime({
    agentRuntimeArn,
    contentType: 'application/json',
    accept: 'application/json, text/event-stream',
    payload: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })),
  })
}

test('what a server did and cost is told, and a budget that it exceeds shows in Health', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0, metricLagMs: 0 })
  // Each begins a session, whose start is paid for.
  await Promise.all(Array.from({ length: 10 }, () => call(stack, id)))
  await page.waitForTimeout(4000)
  await open(page, `/runtimes/${id}/usage`)
  await expect(page.getByText(/in 7 days, (about|less) .+ a day; 10 requests, 0 errors/)).toBeVisible()
  await expect(page.getByText(/Complete through \d\d:\d\d UTC; metrics come up to 60 min late/)).toBeVisible()
  await expect(page.getByRole('img', { name: /^Requests: 10, at most 10/ })).toBeVisible()
  const endpoints = page.getByRole('table', { name: 'Usage by endpoint' })
  await expect(endpoints.getByRole('row').filter({ hasText: 'DEFAULT' })).toContainText('10')
  await expectAccessible(page, 'the usage of a server')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the usage on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  await page.getByRole('link', { name: '24 hours' }).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/last=24h/)
  await expect(page.getByText(/in 24 h; 10 requests, 0 errors/)).toBeVisible()

  const budget = page.getByRole('textbox', { name: /Dollars a month/ })
  await budget.fill('0')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Give dollars from 0.01 to 100000, or nothing.')).toBeVisible()
  await budget.fill('0.01')
  await page.keyboard.press('Enter')
  // Ten sessions on its first day come to more than a cent in a month.
  await expect(page.getByText(/above the budget/)).toBeVisible()
  await open(page, `/runtimes/${id}`)
  await expect(page.getByText(/above the budget of \$0\.01/).first()).toBeVisible()
})

test('who may not read metrics is told which action is missing', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.set([
    {
      id: 'no-metrics',
      match: { service: 'cloudwatch', operation: 'GetMetricData', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}/usage`)
  await expect(page.getByText(/cloudwatch:GetMetricData/).first()).toBeVisible()
  await expect(page.getByRole('link', { name: '30 days' })).toBeVisible()
})

test('usage logs are switched on, tell work from idling, and leave nothing when they are off', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  const { url: endpoint, region, accessKeyId, secretAccessKey } = stack.practice
  const logs = new CloudWatchLogs({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  await open(page, `/runtimes/${id}/usage`)
  await expect(page.getByText('Switch on usage logs to see the idle share')).toBeVisible()
  await expect(page.getByText(/about \$0\.0009 for an hour of one/)).toBeVisible()
  await page.getByText('What is made in AWS').click()
  await expect(page.getByText(/kept for 30 days/)).toBeVisible()

  stack.practice.faults.set([
    {
      id: 'no-delivery',
      match: { service: 'logs', operation: 'CreateDelivery', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await page.getByRole('button', { name: 'Switch on usage logs' }).click()
  await expect(page.getByText(/logs:CreateDelivery/).first()).toBeVisible()
  expect((await logs.describeDeliverySources({})).deliverySources).toEqual([])
  stack.practice.faults.clear()

  await page.getByRole('button', { name: 'Switch on usage logs' }).click()
  await expect(page.getByText('Usage logs are on')).toBeVisible()
  await call(stack, id)
  await page.waitForTimeout(4000)
  await open(page, `/runtimes/${id}/usage`)
  const split = page.getByRole('table', { name: 'Start, work and idle' })
  await expect(split.getByRole('row').filter({ hasText: 'Start' })).toContainText('%')
  await expect(page.getByText(/Estimated for one person: /)).toBeVisible()
  await expectAccessible(page, 'the usage of a server with usage logs')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the usage with usage logs on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  const name = id.replace(/-[a-zA-Z0-9]{10}$/, '')
  await page.getByRole('button', { name: 'Switch off usage logs' }).click()
  await expect(page.getByText(/is deleted with all its lines for good/)).toBeVisible()
  await page.getByRole('textbox', { name: /to confirm/ }).fill(name)
  await page.getByRole('button', { name: `Switch off for ${name}` }).click()
  await expect(page.getByText('Switch on usage logs to see the idle share')).toBeVisible()
  expect((await logs.describeDeliverySources({})).deliverySources).toEqual([])
  expect((await logs.describeDeliveryDestinations({})).deliveryDestinations).toEqual([])
  expect((await logs.describeLogGroups({ logGroupNamePrefix: '/aws/vendedlogs/' })).logGroups).toEqual([])
})
