import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { arnOf, dropRecord, record } from './support/record'
import { expect, test } from './support/test'

test('a move to the managed server is compared, prepared and led to its end', async ({ page, stack }) => {
  const id = await deployed(stack)
  const listing = { actions: ['dynamodb:ListTables'], arguments: '{"cli_command":"aws dynamodb list-tables"}' }
  record(stack, { runtime: arnOf(id), ...listing })
  await open(page, `/runtimes/${id}/settings`)
  await page.getByRole('link', { name: 'See whether to move' }).click()
  await expect(page.getByText(/A move is possible, through the endpoint in us-east-1/)).toBeVisible()
  await expect(page.getByText(/bounded by one role now/)).toBeVisible()
  const recorded = page.getByRole('table', { name: 'Recorded calls, and the managed server' })
  await expect(recorded.getByRole('row').filter({ hasText: 'dynamodb:ListTables' })).toContainText('Yes')
  await expect(page.getByText('"aws:CalledViaAWSMCP": "aws-mcp.amazonaws.com"')).toBeVisible()
  const commands = page.getByRole('textbox', { name: 'Commands' })
  await expect(commands).toHaveValue(/aws dynamodb list-tables/)
  await commands.fill('aws s3api list-buckets\naws iam delete-role --role-name x\naws dynamodb list-tables')
  await page.getByRole('button', { name: 'Compare the answers' }).click()
  await expect(page.getByText('2 of 3 commands answered the same')).toBeVisible({ timeout: 30_000 })
  const rows = page.getByRole('list', { name: 'Compared commands' }).getByRole('listitem')
  await expect(rows.filter({ hasText: 'delete-role' })).toContainText('Not sent')
  await expect(commands).toHaveValue(/delete-role/)
  await expect(page.getByText(/practice-operator/).first()).toBeVisible()
  await expectAccessible(page, 'the move to the managed server')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'the move to the managed server on a phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.getByRole('link', { name: 'See its config for a client' }).click()
  await expect(page).toHaveURL(/server=managed/)
  await page.getByText(/reasons to move, and to stay/).click()
  await page.getByRole('link', { name: 'Compare the two, and move' }).click()
  await expect(page).toHaveURL(/\/successor$/)
  dropRecord(stack)
})

test('the page stays when the managed server can’t be reached', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/successor`)
  await expect(page.getByText(/No call is recorded on this computer/)).toBeVisible()
  stack.practice.faults.set([
    {
      id: 'off',
      match: { service: 'aws-mcp', operation: 'Mcp', skip: 0, times: null },
      effect: { type: 'reset', when: 'before' },
    },
  ])
  await page.getByRole('button', { name: 'Compare the answers' }).click()
  await expect(page.getByText(/The AWS MCP Server can’t be reached/)).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('link', { name: 'Delete', exact: false }).last()).toBeVisible()
  stack.practice.faults.clear()
})

test('a runtime that takes tokens is not compared without one, and the page says what is missing', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack, { authType: 'jwt' })
  await open(page, `/runtimes/${id}/successor`)
  await expect(page.getByText(/each needs an AWS identity of their own/)).toBeVisible()
  await page.getByRole('button', { name: 'Compare the answers' }).click()
  await expect(page.getByText(/needs an access token/)).toBeVisible({ timeout: 30_000 })
})

test('a runtime with another server has no successor', async ({ page, stack }) => {
  const id = await deployed(stack, { preset: 'container', image: '000000000000.dkr.ecr.us-east-1.amazonaws.com/own:1' })
  await open(page, `/runtimes/${id}/successor`)
  await expect(page.getByText('There is no successor to move to')).toBeVisible()
  await expectAccessible(page, 'no successor')
})
