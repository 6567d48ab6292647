import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

/** Begins a session as a client elsewhere does; its id. */
async function beginSession({ practice }: Stack, agentRuntimeId: string): Promise<string> {
  const { control, data } = clientsOf(practice)
  const { agentRuntimeArn } = await control.getAgentRuntime({ agentRuntimeId })
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'elsewhere', version: '1' } }
  const { mcpSessionId = '' } = await data.invokeAgentRuntime({
    agentRuntimeArn,
    contentType: 'application/json',
    accept: 'application/json, text/event-stream',
    payload: Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params })),
  })
  return mcpSessionId
}

test('the sessions of clients elsewhere are found, and one is ended alone', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.switch({ trailLagMs: 0, metricLagMs: 0 })
  const [one, other] = [await beginSession(stack, id), await beginSession(stack, id)]
  await page.waitForTimeout(1500)
  await open(page, `/runtimes/${id}/sessions`)
  const table = page.getByRole('table', { name: 'Sessions', exact: true })
  await expect(table.getByRole('row').filter({ hasText: one })).toContainText(/Running|Idle/)
  await expect(table.getByRole('row').filter({ hasText: other })).toContainText('CloudTrail')
  await expectAccessible(page, 'the sessions of a server')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the sessions on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })

  const end = table.getByRole('button', { name: `End session ${one}` })
  await end.focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'End this session?' })
  await expect(dialog).toContainText(one)
  await expectAccessible(page, 'the question before a session is ended')
  await dialog.getByRole('button', { name: 'End session' }).focus()
  await page.keyboard.press('Enter')
  await expect(table.getByRole('row').filter({ hasText: one })).toHaveCount(0)
  await expect(table.getByRole('row').filter({ hasText: other })).toBeVisible()
  await page.getByText(/session(s)? that ended/).click()
  await expect(page.getByRole('table', { name: 'Sessions that ended' })).toContainText(one)
})

test('what may not be asked is named, and the rest is shown', async ({ page, stack }) => {
  const id = await deployed(stack)
  stack.practice.faults.set([
    {
      id: 'no-trail',
      match: { service: 'cloudtrail', operation: 'LookupEvents', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await open(page, `/runtimes/${id}/sessions`)
  await expect(page.getByText('CloudTrail could not be asked.')).toBeVisible()
  await expect(page.getByText('No session is known')).toBeVisible()
  stack.practice.faults.clear()
})
