import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { parse as parseToml } from 'smol-toml'
import { parse as parseYaml } from 'yaml'
import { CLIENTS } from '@/lib/clients/registry'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { deployed } from './support/deployed'
import { open } from './support/pages'
import { arnOf, record } from './support/record'
import { expect, test } from './support/test'

for (const auth of ['sigv4', 'jwt'] as const) {
  test(`every client gets a config that its format can read, for ${auth}`, async ({ page, stack }) => {
    const id = await deployed(stack, { authType: auth })
    const { control } = clientsOf(stack.practice)
    const { agentRuntimeArn = '' } = await control.getAgentRuntime({ agentRuntimeId: id })
    await open(page, `/runtimes/${id}/connect?os=linux&launcher=uvx`)

    for (const { id: client, name, format } of CLIENTS) {
      await page.getByLabel('Client', { exact: true }).selectOption(client)
      await expect(page.getByRole('heading', { name: `Put it into ${name}` })).toBeVisible()
      const text = await configOn(page)
      expect(text, name).toContain(encodeURIComponent(agentRuntimeArn))
      expect(text.includes('Bearer') || text.includes('bearer'), name).toBe(auth === 'jwt')
      expect(read(format, text), name).not.toEqual({})
    }
  })
}

test('client, system and way are picked in one line, kept in the address, and said in words', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=cursor&os=linux&launcher=uvx`)
  await page.getByText('What it needs').click()
  await expect(page.getByText("The practice account's keys as AWS credentials")).toBeVisible()
  await expect(page.getByRole('link', { name: 'Show the keys' })).toHaveAttribute('href', '/settings/practice')

  await pick(page, 'System', 'Windows')
  await expect(page.getByRole('main')).toContainText('%USERPROFILE%\\.cursor\\mcp.json')
  await pick(page, 'Way', 'through the proxy, by its full path')
  await expect(config(page)).toContainText('C:\\\\Users\\\\<YOU>\\\\.local\\\\bin\\\\uvx.exe')
  await pick(page, 'Way', 'through the proxy, in Docker')
  await expect(config(page)).toContainText('public.ecr.aws/mcp-proxy-for-aws/mcp-proxy-for-aws:')
  await expect(page).toHaveURL(/client=cursor&os=windows&form=file&launcher=docker&server=runtime$/)

  await choose(page, 'Form', 'Link')
  const link = await page.getByRole('link', { name: 'Add to Cursor' }).getAttribute('href')
  expect(link).toMatch(/^cursor:\/\/anysphere\.cursor-deeplink\/mcp\/install\?name=/)
  await page.goBack()
  await page.goBack()
  await expect(page.getByLabel('Way', { exact: true })).toHaveValue('through the proxy, by its full path')

  await pick(page, 'Client', 'Claude Code')
  await choose(page, 'Form', 'Command')
  await expect(page.getByRole('figure').filter({ hasText: 'PowerShell' })).toContainText('claude mcp add')
  await expect(page.getByRole('figure').filter({ hasText: 'bash or zsh' })).toContainText('claude mcp add')
})

test('what was picked is there again on the next visit, and an address wins over it', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect`)
  await expect(page.getByLabel('Way', { exact: true })).toHaveValue('through Slipway')
  await pick(page, 'Client', 'Zed')
  await pick(page, 'Way', 'through the signing proxy')
  await open(page, `/runtimes/${id}/connect`)
  await expect(page.getByRole('heading', { name: 'Put it into Zed' })).toBeVisible()
  await expect(page.getByLabel('Way', { exact: true })).toHaveValue('through the signing proxy')
  await open(page, `/runtimes/${id}/connect?client=goose`)
  await expect(page.getByRole('heading', { name: 'Put it into Goose' })).toBeVisible()
})

test('the config stands in the first window, and four steps lead to a call that is seen by itself', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await page.setViewportSize({ width: 1280, height: 800 })
  await open(page, `/runtimes/${id}/connect?client=claude-desktop&os=mac`)
  await expect(page.getByRole('list', { name: 'Steps' }).getByRole('heading')).toHaveText([
    ...['Sign in', 'Put it into Claude Desktop', 'Restart Claude Desktop', 'Did it work?'],
  ])
  await expect(page.getByText('Each request is signed with the practice account’s keys')).toBeVisible()
  await expect(config(page)).toBeInViewport({ ratio: 0.5 })
  await expect(page.getByRole('status').filter({ hasText: 'Waiting for the first call' })).toBeVisible()

  record(stack, { runtime: arnOf(id, '111122223333') })
  record(stack, { runtime: arnOf(id) })
  const seen = page.getByRole('status').filter({ hasText: 'Claude Desktop called call_aws' })
  await expect(seen).toBeVisible({ timeout: 10_000 })
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.waitForTimeout(3500)
  expect(asked.filter((url) => url.includes('/api/calls'))).toEqual([])
  await page.getByRole('link', { name: 'All calls through Slipway' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'claude-ai' })).toHaveCount(1)
})

test('the managed server is compared, and has configs for the same clients, signed for or by its own sign-in', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=codex`)
  await pick(page, 'Way', 'AWS MCP Server, through the signing proxy')
  await expect(config(page)).toContainText('https://aws-mcp.us-east-1.api.aws/mcp')
  const { mcp_servers } = parseToml(await configOn(page)) as { mcp_servers: Record<string, { args: string[] }> }
  expect(mcp_servers['aws-mcp']?.args).toContain('https://aws-mcp.us-east-1.api.aws/mcp')
  await expect(page.getByText('aws___call_aws')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Test the connection' })).toHaveCount(0)

  await page.getByText('reasons to move, and to stay').click()
  await expect(page.getByRole('heading', { name: 'Reasons to stay' })).toBeVisible()
  await expect(page.getByText('Do not register both in one client')).toBeVisible()

  await pick(page, 'Client', 'Claude Code')
  await pick(page, 'Way', 'AWS MCP Server, signing in at AWS')
  await expect(config(page)).not.toContainText('proxy')
  expect(JSON.parse(await configOn(page)).mcpServers['aws-mcp']).toEqual({
    type: 'http',
    url: 'https://aws-mcp.us-east-1.api.aws/mcp',
  })
})

for (const { client, existing, keeps, has } of [
  {
    client: 'cursor',
    existing: '{\n  // mine\n  "mcpServers": {\n    "other": { "command": "npx" } // other\n  }\n}\n',
    keeps: ['// mine', '// other'],
    has: '"mcp-proxy-for-aws@1.7.0"',
  },
  {
    client: 'codex',
    existing: '# mine\nmodel = "x" # other\n\n[mcp_servers.other]\ncommand = "npx"\n',
    keeps: ['# mine', 'model = "x" # other', '[mcp_servers.other]'],
    has: '[mcp_servers.awsapimcpserver]',
  },
  {
    client: 'goose',
    existing: '# mine\nextensions:\n  other:\n    enabled: true # other\n',
    keeps: ['# mine', '    enabled: true # other'],
    has: '  awsapimcpserver:',
  },
]) {
  test(`a pasted ${client} file is merged in the browser, and is sent nowhere`, async ({ page, stack }) => {
    const id = await deployed(stack)
    await open(page, `/runtimes/${id}/connect?client=${client}&os=linux&launcher=uvx`)
    await page.getByText('Merge into my file').click()
    const sent: string[] = []
    page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`))
    await page.getByLabel(/^Your /).fill(existing.replace('mine', 'mine pasted-secret'))
    await page.getByRole('button', { name: 'Merge' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Added: ' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Changes to your file' })).toContainText('added: ')

    const download = page.waitForEvent('download')
    await page.getByRole('status').getByRole('button', { name: 'Download' }).click()
    const text = readFileSync(await (await download).path(), 'utf8')
    for (const line of [...keeps.map((each) => each.replace('mine', 'mine pasted-secret')), has]) {
      expect(text).toContain(line)
    }
    await page.getByLabel(/^Your /).fill(text)
    await page.getByRole('button', { name: 'Merge' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'Already as it should be' })).toBeVisible()
    expect(sent.join('\n')).not.toContain('pasted-secret')
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    expect(kept).not.toContain('pasted-secret')
  })
}

test('a merge into an entry that is there says what stays and what goes, before it is copied', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=cursor&os=linux&launcher=uvx`)
  const { mcpServers } = JSON.parse(await configOn(page))
  const [[name, entry]] = Object.entries<{ args: string[] }>(mcpServers) as [[string, { args: string[] }]]
  const args = [...entry.args.slice(1, 2), '--profile', 'mine']
  const own = {
    command: '/opt/bin/uvx',
    args: ['mcp-proxy-for-aws@1.0.0', ...args],
    env: { HTTPS_PROXY: 'pasted-secret' },
  }
  await page.getByText('Merge into my file').click()
  await page.getByLabel(/^Your /).fill(JSON.stringify({ mcpServers: { [name]: own } }))
  await page.getByRole('button', { name: 'Merge' }).click()
  const lost = page.getByRole('status').filter({ hasText: 'The merge removes or replaces' })
  await expect(lost).toContainText('mcp-proxy-for-aws@1.0.0')
  const done = page.getByRole('status').filter({ hasText: 'Updated: ' })
  await expect(done).toContainText('env.HTTPS_PROXY')
  await expect(done).not.toContainText('pasted-secret')
  await expectAccessible(page, 'a merge that loses something')
})

test('an endpoint that is there under another name is asked about, and answered with the keyboard', async ({
  page,
  stack,
}) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=cursor&os=linux&launcher=uvx`)
  const [entry] = Object.values(JSON.parse(await configOn(page)).mcpServers)
  await page.getByText('Merge into my file').click()
  await page.getByLabel(/^Your /).fill(JSON.stringify({ mcpServers: { mine: entry }, stray: { command: 'x' } }))
  await page.getByRole('button', { name: 'Merge' }).press('Enter')
  await expect(page.getByRole('status').filter({ hasText: 'already there as "mine"' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Copy merged file' })).toBeHidden()

  const both = page.getByRole('radio', { name: 'Keep both' })
  await page.getByRole('radio', { name: 'Replace "mine"' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(both).toBeChecked()
  await expect(both).toBeFocused()
  await expect(page.getByRole('status').filter({ hasText: 'Added: ' })).toBeVisible()
  await page.getByRole('radio', { name: 'Move it into mcpServers' }).focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('status').filter({ hasText: 'Moved to: mcpServers.stray' })).toBeVisible()
  await expectAccessible(page, 'a merge with choices')
})

test('another client’s file is refused by name', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=vs-code&os=linux`)
  await page.getByText('Merge into my file').click()
  await page.getByLabel(/^Your /).fill('{"editor.fontSize": 12}')
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'settings.json' })).toContainText('Code/User/mcp.json')
})

test('a file that cannot be read is refused with the line', async ({ page, stack }) => {
  const id = await deployed(stack)
  await open(page, `/runtimes/${id}/connect?client=codex`)
  await page.getByText('Merge into my file').click()
  await page.getByLabel(/^Your /).fill('a = 1\nb = = 2\n')
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Line 2, column 5' })).toBeVisible()
})

test('each form fits a phone and is accessible, and so is a merge', async ({ page, stack }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const id = await deployed(stack)

  for (const search of [
    'client=vs-code&form=link&launcher=uvx',
    'client=claude-code&form=command&os=windows&launcher=uvx',
    'client=claude-desktop&launcher=slipway',
    'server=managed',
    'server=managed-oauth',
  ]) {
    await open(page, `/runtimes/${id}/connect?${search}`)
    await expectNoSidewaysScroll(page, search)
    await expectAccessible(page, search)
  }
  await open(page, `/runtimes/${id}/connect?client=cursor`)
  await page.getByText('Merge into my file').click()
  await page.getByLabel(/^Your /).fill(`{ "mcpServers": { "other": { "command": "${'x'.repeat(200)}" } } }`)
  await page.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('region', { name: 'Changes to your file' })).toBeVisible()
  await expectNoSidewaysScroll(page, 'a merge')
  await expectAccessible(page, 'a merge')
})

async function choose(page: Page, label: string, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: label }).getByRole('link', { name, exact: true })
  await link.click()
  await expect(link).toHaveAttribute('aria-current', 'true')
}

async function pick(page: Page, label: string, option: string): Promise<void> {
  const picker = page.getByLabel(label, { exact: true })
  await picker.selectOption({ label: option })
  const value = await picker.inputValue()
  await expect.poll(() => new URL(page.url()).search).not.toBe('')
  await expect(picker).toHaveValue(value)
}

function config(page: Page): Locator {
  return page.getByRole('main').getByRole('figure').first()
}

async function configOn(page: Page): Promise<string> {
  return (await config(page).getByRole('code').textContent()) ?? ''
}

function read(format: string, text: string): unknown {
  if (format === 'toml') {
    return parseToml(text)
  }
  return format === 'yaml' ? parseYaml(text) : format === 'python' ? { text } : JSON.parse(text)
}
