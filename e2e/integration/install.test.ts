import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { capturedOutput } from '@/cli/testing/output'
import { connectTo, launch, REGION, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { networkVariables } from '@/lib/env'
import type { Practice } from '@/lib/practice/server/start'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const place = vi.hoisted(() => ({ home: '', script: '', isContainer: false }))
// Before anything reads the environment.
const stateDir = await vi.hoisted(async () => {
  const [fs, os, folders] = await Promise.all([import('node:fs'), import('node:os'), import('node:path')])
  const folder = fs.mkdtempSync(folders.join(os.tmpdir(), 'slipway-install-'))
  process.env.SLIPWAY_STATE_DIR = folder
  return folder
})
const output = capturedOutput()
const CONNECTION = ['--connection', `chain/${REGION}`]

vi.mock('@/lib/install/computer', () => ({
  thisComputer: () => {
    const { home, isContainer } = place
    const [appData, localAppData, config] = ['appdata', 'local', '.config'].map((name) => path.join(home, name))
    return { os: 'linux', home, appData, localAppData, config, path: [], isContainer }
  },
}))
vi.mock('@/lib/bridge/program', async (original) => ({
  ...(await original<typeof import('@/lib/bridge/program')>()),
  builtProgram: () => place.script,
}))

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
})

afterAll(async () => {
  rmSync(stateDir, { recursive: true, force: true })
  await practice.close()
})

beforeEach(() => {
  for (const name of networkVariables()) {
    vi.stubEnv(name, '')
  }
  const home = mkdtempSync(path.join(tmpdir(), 'slipway-home-'))
  const script = path.join(home, 'slipway.mjs')
  // The built command line, as this clone runs it.
  const [command, ...args] = slipwayCommand()
  writeFileSync(
    script,
    `import { spawn } from 'node:child_process'
const args = [...${JSON.stringify(args)}, ...process.argv.slice(2)]
const child = spawn(${JSON.stringify(command)}, args, { stdio: 'inherit', cwd: ${JSON.stringify(root)} })
child.on('exit', (code) => process.exit(code ?? 1))\n`,
  )
  Object.assign(place, { home, script, isContainer: false })
})

const file = () => path.join(place.home, '.cursor', 'mcp.json')
const text = () => readFileSync(file(), 'utf8')

function write(content: string): void {
  mkdirSync(path.dirname(file()), { recursive: true })
  writeFileSync(file(), content)
}

it('shows what would change, writes it, and what was written answers a real client', async () => {
  write('{\n  "mcpServers": {}\n}\n')
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION, '--dry-run'])).toBe(2)
  expect(output.out).toContain('+     "guide": {')
  expect(text()).toBe('{\n  "mcpServers": {}\n}\n')
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION])).toBe(1)
  expect(output.err).toContain('Nothing was written')
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION, '--yes'])).toBe(0)
  expect(output.err).toContain('Next: Open Settings, MCP and switch the server off and on.')

  const { command, args } = JSON.parse(text()).mcpServers.guide
  const { url, accessKeyId, secretAccessKey } = practice
  const { PATH = '' } = process.env
  const keys = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  const env = { PATH, HOME: place.home, NODE_ENV: 'test', SLIPWAY_STATE_DIR: stateDir, ...keys }
  // From another folder, as a client would.
  const transport = new StdioClientTransport({ command, args, cwd: place.home, env, stderr: 'ignore' })
  const client = new Client({ name: 'a client', version: '1.0.0' })
  await client.connect(transport)
  expect((await client.listTools()).tools.map(({ name }) => name)).toContain('call_aws')
  await client.close()

  expect(await slipway(['clients', '--json', ...CONNECTION])).toBe(0)
  const cursor = JSON.parse(output.out.slice(output.out.indexOf('\n[\n'))).find(
    ({ id }: { id: string }) => id === 'cursor',
  )
  expect(cursor).toMatchObject({ state: 'in-step', entries: [{ entry: 'guide', through: 'bridge', problems: [] }] })
  expect(await slipway(['install', 'cursor', 'guide', '--undo'])).toBe(0)
  expect(text()).toBe('{\n  "mcpServers": {}\n}\n')
})

it('takes a server out again, also one that AWS no longer knows', async () => {
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION, '--yes'])).toBe(0)
  write(
    text().replace(
      '{\n  "mcpServers": {',
      `{\n  "mcpServers": {\n    "gone": { "command": "node", "args": ["${place.script}", "bridge", "gone"] },`,
    ),
  )
  expect(await slipway(['uninstall', 'cursor', 'guide', ...CONNECTION])).toBe(0)
  expect(Object.keys(JSON.parse(text()).mcpServers)).toEqual(['gone'])
  expect(await slipway(['uninstall', 'cursor', 'gone', ...CONNECTION])).toBe(0)
  expect(JSON.parse(text())).toEqual({ mcpServers: {} })
  expect(await slipway(['uninstall', 'cursor', 'gone', ...CONNECTION])).toBe(1)
})

it('examines a client: what is missing fails with a remedy, and a whole entry is called', async () => {
  expect(await slipway(['doctor', 'cursor', 'guide', ...CONNECTION])).toBe(1)
  expect(output.out).toContain('failed  The entry: No entry leads to guide.\n        Install it.')
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION, '--yes'])).toBe(0)
  const file = JSON.parse(text())
  const { url, accessKeyId, secretAccessKey } = practice
  const keys = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  file.mcpServers.guide.env = { ...keys, NODE_ENV: 'test', SLIPWAY_STATE_DIR: stateDir }
  write(JSON.stringify(file))
  output.out = ''
  expect(await slipway(['doctor', 'cursor', 'guide', ...CONNECTION, '--json'])).toBe(0)
  const report = JSON.parse(output.out)
  expect(report.checks.filter(({ state }: { state: string }) => state !== 'ok')).toEqual([])
  expect(report.checks.at(-1).detail).toContain('commands run as arn:aws:sts::')
  expect(output.out).not.toContain(secretAccessKey)
})

it('prints the entry in a container, and writes nothing', async () => {
  place.isContainer = true
  expect(await slipway(['install', 'cursor', 'guide', ...CONNECTION, '--yes'])).toBe(1)
  expect(JSON.parse(output.out).mcpServers.guide.args).toContain('bridge')
  expect(output.err).toContain('in a container')
  expect(() => text()).toThrow()
})

it.each([
  [['install', 'nobody', 'guide'], /There is no client nobody/],
  [['install', 'cursor', 'nobody', ...CONNECTION], /There is no runtime nobody/],
  [['install', 'jetbrains-ai', 'guide', ...CONNECTION], /no file on this computer/],
  [['install', 'zed', 'guide', '--undo'], /Nothing is known that could be undone/],
])('%j is refused in words', async (args, words) => {
  expect(await slipway(args)).toBe(1)
  expect(output.err).toMatch(words)
})

it('puts the managed server beside the runtime’s own entry, and takes only it back', async () => {
  const run = (...args: string[]) => slipway(['install', 'cursor', 'guide', '--yes', ...CONNECTION, ...args])
  expect(await run()).toBe(0)
  const before = text()
  expect(await run('--managed')).toBe(0)
  const { mcpServers } = JSON.parse(text())
  expect(Object.keys(mcpServers)).toHaveLength(2)
  expect(JSON.stringify(mcpServers['aws-mcp'])).toContain('https://aws-mcp.us-east-1.api.aws/mcp')
  expect(await run('--managed', '--undo')).toBe(0)
  expect(text()).toBe(before)
})
