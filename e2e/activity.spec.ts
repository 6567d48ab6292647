import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { callAws } from './support/assistant'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { arnOf, dropRecord, record } from './support/record'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

// CloudTrail takes two questions a second, of each region and session.
test.setTimeout(120_000)
test.beforeEach(({ stack }) => {
  dropRecord(stack)
  stack.practice.faults.switch({ trailLagMs: 0 })
})

const COMMANDS = [
  'aws iam list-users',
  'aws iam list-roles',
  'aws sts get-caller-identity',
  'aws dynamodb scan --table-name practice-orders',
]

/** A server whose assistant called AWS: what its role may not do was refused. */
async function used(stack: Stack): Promise<string> {
  const id = await deployed(stack)
  await callAws(stack, id, COMMANDS)
  // As the guard keeps a call back: nothing was sent, and AWS knows nothing of it.
  const kept = { class: 'write', verdict: 'deny', outcome: 'not sent', bytes: 0, tries: 0 } as const
  record(stack, { runtime: arnOf(id), ...kept, tool: 'odd\u202e<b>tool</b>', client: 'cursor-vscode' })
  return id
}

const gridOf = (page: Page) => page.getByRole('grid', { name: 'Entries, newest first' })
const verdictOf = (page: Page) => page.getByRole('region', { name: 'Verdict' })
const rowsOf = (grid: Locator) => grid.getByRole('row')

async function openActivity(page: Page, id: string, query = '') {
  await open(page, `/runtimes/${id}/activity${query}`)
  await expect(gridOf(page)).toBeVisible({ timeout: 30_000 })
}

test('before anything was done the page says so, and how something comes', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/activity`)
  await expect(page.getByRole('heading', { name: 'Nothing in this time' })).toBeVisible({ timeout: 30_000 })
  await expect(verdictOf(page)).toContainText('0 actions in 24 h, 0 refused; complete through')
  await expectAccessible(page, 'activity of nothing')
  await verdictOf(page).getByRole('link', { name: 'Connect a client' }).click()
  await expect(page).toHaveURL(`/runtimes/${id}/connect`)
})

test('what was done is told in a line, listed, filtered by the address, and opened by its permalink', async ({
  page,
  stack,
}) => {
  const id = await used(stack)
  await open(page, `/runtimes/${id}`)
  await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click()
  const grid = gridOf(page)
  await expect(grid).toBeVisible({ timeout: 30_000 })
  await expect(verdictOf(page)).toContainText(/5 actions in 24 h, \d refused/)
  await expect(rowsOf(grid)).toHaveCount(5)
  await expect(rowsOf(grid).first()).toContainText('Called odd\\u202e<b>tool</b>')
  await expect(rowsOf(grid).first()).toContainText('refused by the guard of the bridge')
  await expectAccessible(page, 'activity')

  await verdictOf(page).getByRole('link', { name: 'See what was refused' }).click()
  await expect(page).toHaveURL(/refused=1/)
  await expect(rowsOf(grid).filter({ hasText: 'Get caller identity' })).toHaveCount(0)
  await page.getByLabel('Outcome').selectOption('Any outcome')
  await page.getByRole('combobox', { name: 'Service' }).selectOption('iam')
  await page.getByLabel('Search in entries').fill('LIST users')
  await page.getByLabel('Search in entries').press('Enter')
  await expect(page).toHaveURL(/service=iam/)
  await expect(rowsOf(grid)).toHaveCount(1)

  await rowsOf(grid).filter({ hasText: 'List users' }).click()
  const details = page.getByRole('region', { name: 'Entry' })
  await expect(details).toContainText('iam:ListUsers')
  await expect(details).toContainText('matches 1 of 1')
  await expect(details.getByRole('link', { name: 'Lines of that minute' })).toBeVisible()
  await expect(page).toHaveURL(/entry=/)
  const entry = new URL(page.url()).searchParams.get('entry')
  await openActivity(page, id, `?entry=${entry}`)
  await expect(details).toContainText('iam:ListUsers')
  await expect(details).toBeInViewport()
  await expect(grid.getByRole('row', { selected: true })).toContainText('List users')
  await details.getByRole('button', { name: 'Close' }).click()
  await expect(page).not.toHaveURL(/entry=/)
  await open(page, `/runtimes/${id}/activity?text=nothing-like-it`)
  await expect(page.getByRole('heading', { name: 'No entry fits' })).toBeVisible()
  await open(page, `/runtimes/${id}/activity?entry=gone`)
  await expect(page.getByText('The entry of this address is not in this time')).toBeVisible()
})

test('the list is worked by keys, the chart is a table too, and no page is wider than a phone', async ({
  page,
  stack,
}) => {
  const id = await used(stack)
  await openActivity(page, id)
  const grid = gridOf(page)
  await grid.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(grid.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '2')
  await page.keyboard.press('Enter')
  const details = page.getByRole('region', { name: 'Entry' })
  await expect(details).toContainText('dynamodb:Scan')
  await expect(details).toContainText('not recorded by CloudTrail')
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await page.keyboard.press('End')
  await expect(grid.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '5')
  await page.keyboard.press('Enter')

  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByText('The chart as a table').click()
  await expect(page.getByRole('table', { name: 'Entries by time and service' })).toContainText('iam')
  await expectNoSidewaysScroll(page, 'activity on a phone')
  await expectAccessible(page, 'activity on a phone')
})

test('it is exported as it is filtered, for somebody who is signed in and of this connection', async ({
  page,
  stack,
  context,
}) => {
  const id = await used(stack)
  await openActivity(page, id, '?service=iam')
  const download = async (name: string) => {
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()])
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
  }
  const csv = await download('Download as CSV')
  expect(csv.name).toMatch(new RegExp(`^activity_${id}_\\d{8}T\\d{6}Z_\\d{8}T\\d{6}Z\\.csv$`))
  const lines = csv.text.trim().split('\r\n')
  expect(lines[0]).toMatch(/^at,what,service/)
  expect(lines).toHaveLength(3)
  const jsonl = await download('Download as JSON lines')
  expect(jsonl.name).toMatch(/\.jsonl$/)
  const parsed = jsonl.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(parsed.map(({ operation }) => operation)).toEqual(['ListUsers', 'ListRoles'])

  const address = (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? ''
  const elsewhere = address.replace('us-east-1', 'eu-west-1')
  expect((await page.request.get(elsewhere)).status()).toBe(409)
  expect((await page.request.get(address.replace('format=csv', 'format=exe'))).status()).toBe(400)
  await context.clearCookies()
  expect((await page.request.get(address)).status()).toBe(401)
})

test('a forbidden CloudTrail holds up nothing: the page says what is needed, and shows the rest', async ({
  page,
  stack,
}) => {
  const id = await used(stack)
  const denied = { effect: { type: 'access-denied' as const } }
  stack.practice.faults.add({ id: 'no', match: { operation: 'LookupEvents', times: null }, ...denied })
  await openActivity(page, id)
  await expect(verdictOf(page)).toContainText('without CloudTrail')
  const sources = page.getByRole('list', { name: 'Sources' })
  await expect(sources).toContainText('Allow these credentials cloudtrail:LookupEvents on *')
  await expect(sources.getByRole('link', { name: 'Policy for an administrator' })).toHaveAttribute(
    'href',
    '/settings#operator-policy',
  )
  await expect(rowsOf(gridOf(page))).toHaveCount(5)
  await expectAccessible(page, 'activity without CloudTrail')
  const address = (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? ''
  expect((await page.request.get(address)).headers()['content-disposition']).toContain('_without-CloudTrail.csv')

  stack.practice.faults.add({ id: 'nor', match: { operation: 'FilterLogEvents', times: null }, ...denied })
  await page.getByRole('link', { name: 'Read again' }).click()
  await expect(sources).toContainText('Allow these credentials logs:FilterLogEvents')
  await expect(rowsOf(gridOf(page))).toHaveCount(1)
  const bare = (await page.getByRole('link', { name: 'Download as CSV' }).getAttribute('href')) ?? ''
  expect((await page.request.get(bare)).status()).toBe(403)

  stack.practice.faults.clear()
  await page.getByRole('link', { name: 'Read again' }).click()
  await expect(verdictOf(page)).toContainText('complete through', { timeout: 30_000 })
  await expect(rowsOf(gridOf(page))).toHaveCount(5)
})
