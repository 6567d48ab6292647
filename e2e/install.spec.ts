import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { buildProgram } from '@/scripts/lib/build-program.mjs'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { test } from './support/own-computer'
import { open } from './support/pages'
import { expect } from './support/test'

const MINE = '{\n  // mine\n  "mcpServers": {\n    "other": { "command": "npx" }\n  }\n}\n'

test.beforeAll(async () => {
  await buildProgram()
})

test.afterEach(({ stack, home }) => {
  rmSync(path.dirname(fileOf(home)), { recursive: true, force: true })
  rmSync(path.join(stack.stateDir, 'install'), { recursive: true, force: true })
})

function fileOf(home: string): string {
  return path.join(home, '.cursor', 'mcp.json')
}

function write(home: string, text: string): void {
  mkdirSync(path.dirname(fileOf(home)), { recursive: true })
  writeFileSync(fileOf(home), text)
}

const read = (home: string) => readFileSync(fileOf(home), 'utf8')

test('a server is installed by the keyboard, seen in the file, and taken back byte for byte', async ({
  page,
  stack,
  home,
}) => {
  write(home, MINE)
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=cursor&launcher=slipway&server=runtime`)
  await expect(page.locator('optgroup[label="On this computer"] option')).toHaveText(['Cursor'])
  await page.getByRole('button', { name: 'Install in Cursor' }).press('Enter')
  const changes = page.getByRole('region', { name: 'Changes to the file' })
  await expect(changes).toContainText('awsapimcpserver')
  await expectAccessible(page, 'what an install changes')
  expect(read(home)).toBe(MINE)
  await page.keyboard.press('Tab')
  await page.getByRole('button', { name: 'Install', exact: true }).press('Enter')
  const done = page.getByRole('status').filter({ hasText: 'awsapimcpserver is in Cursor’s file' })
  await expect(done).toBeVisible()
  expect(read(home)).toContain('// mine')
  expect(read(home)).toContain('slipway.mjs')
  expect(readdirSync(path.dirname(fileOf(home)))).toHaveLength(2)
  await expectAccessible(page, 'an install')

  await page.reload()
  await expect(page.getByText('It is installed')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'The file is as it was' })).toBeVisible()
  expect(read(home)).toBe(MINE)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('button', { name: 'Install in Cursor' })).toBeVisible()
})

test('an undo leaves a file alone that was edited since, and shows what it would throw away', async ({
  page,
  stack,
  home,
}) => {
  write(home, MINE)
  const id = await deployed(stack)
  await page.setViewportSize({ width: 390, height: 844 })
  await open(page, `/runtimes/${id}/connect?client=cursor&launcher=slipway&server=runtime`)
  await page.getByRole('button', { name: 'Install in Cursor' }).click()
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  const edited = read(home).replace('// mine', '// mine, later')
  writeFileSync(fileOf(home), edited)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'changed since' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What an undo would throw away' })).toContainText('// mine, later')
  await expectNoSidewaysScroll(page, 'an undo that is refused')
  await expectAccessible(page, 'an undo that is refused')
  expect(read(home)).toBe(edited)
})

test('a client that is not here, a file that is read-only, and an endpoint that is there twice are said', async ({
  page,
  stack,
  home,
}) => {
  const id = await deployed(stack)
  const address = `/runtimes/${id}/connect?client=cursor&launcher=slipway&server=runtime`
  await open(page, address)
  await expect(page.getByText('Cursor was not found on this computer')).toBeVisible()
  await page.getByRole('button', { name: 'Install anyway' }).click()
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  const { mcpServers } = JSON.parse(read(home))
  const { awsapimcpserver: entry } = mcpServers

  write(home, JSON.stringify({ mcpServers: { a: { ...entry, args: ['/gone/slipway.mjs', ...entry.args.slice(1)] } } }))
  chmodSync(fileOf(home), 0o444)
  await open(page, address)
  await expect(page.getByText('Slipway is not at /gone/slipway.mjs any more.')).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'read-only' })).toBeVisible()
  chmodSync(fileOf(home), 0o644)
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByRole('button', { name: 'Bring it up to date' }).click()
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a is in Cursor’s file' })).toBeVisible()
  expect(JSON.parse(read(home))).toEqual({ mcpServers: { a: entry } })

  write(home, JSON.stringify({ mcpServers: { a: entry, b: entry } }))
  await open(page, address)
  await page.getByRole('button', { name: 'Install in Cursor' }).click()
  await expect(page.getByRole('button', { name: 'Install', exact: true })).toBeHidden()
  await page.getByRole('radio', { name: 'Replace "b"' }).click()
  await expect(page.getByRole('radio', { name: 'Replace "b"' })).toBeChecked()
  await expect(page.getByText('Nothing is to be written')).toBeVisible()
})

test('a check says what keeps a client from the server, and that nothing does once it is installed', async ({
  page,
  stack,
  home,
}) => {
  const id = await deployed(stack)
  const address = `/runtimes/${id}/connect?client=cursor&launcher=slipway&server=runtime`
  write(home, MINE)
  await open(page, address)
  await page.getByRole('button', { name: 'Check it' }).press('Enter')
  const checks = page.getByRole('list', { name: 'Checks of Cursor' })
  await expect(checks.getByRole('listitem').filter({ hasText: 'The entry: failed' })).toContainText(
    'npm run slipway -- install cursor awsapimcpserver',
  )
  await expect(checks).toContainText('Who calls: ok')

  // A client has no variables of this server, so the entry says where its practice account and state are.
  const { url, accessKeyId, secretAccessKey } = stack.practice
  const env = {
    SLIPWAY_PRACTICE_URL: url,
    SLIPWAY_PRACTICE_ACCESS_KEY_ID: accessKeyId,
    SLIPWAY_PRACTICE_SECRET_ACCESS_KEY: secretAccessKey,
    SLIPWAY_STATE_DIR: stack.stateDir,
  }
  await page.getByRole('button', { name: 'Install in Cursor' }).click()
  await page.getByRole('button', { name: 'Install', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible()
  const { mcpServers } = JSON.parse(read(home).replace('// mine', ''))
  const { awsapimcpserver } = mcpServers
  write(home, JSON.stringify({ mcpServers: { awsapimcpserver: { ...awsapimcpserver, env } } }))
  await page.getByRole('button', { name: 'Check it' }).click()
  await expect(page.getByText('Nothing stands between Cursor and the server.')).toBeVisible({ timeout: 60_000 })
  await expect(checks.getByRole('listitem').filter({ hasText: 'A call: ok' })).toContainText(
    'commands run as arn:aws:sts::',
  )
  await expect(checks).not.toContainText(secretAccessKey)
  await expectAccessible(page, 'a check')
  await page.setViewportSize({ width: 390, height: 844 })
  await expectNoSidewaysScroll(page, 'a check')
  await expectAccessible(page, 'a check on a phone')
})
