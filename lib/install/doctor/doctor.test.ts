import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { findClient } from '@/lib/clients/registry'
import { networkVariables } from '@/lib/env'
import { examine, type Patient } from '@/lib/install/doctor/doctor'
import { isEnough, NODE_NEEDED } from '@/lib/install/doctor/launcher-checks'
import { foldersOf } from '@/lib/install/doctor/program-path'
import { surroundingsOf, variablesCheck, variablesOf } from '@/lib/install/doctor/surroundings'
import { arn, testComputer, url } from '@/lib/install/testing/home'
import { isAlive } from '@/lib/processes'
import { fail, ok } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { root } from '@/scripts/lib/root.mjs'

const aws = vi.hoisted(() => ({ account: '111122223333', missing: [] as string[] }))

vi.mock('@/lib/connections/identity', () => ({
  callerIdentity: async () => ({
    ok: true,
    data: { accountId: aws.account, arn: `arn:aws:iam::${aws.account}:user/ann`, principal: 'ann', partition: 'aws' },
  }),
}))
vi.mock('@/lib/deployments/preflight/simulate', () => ({
  simulate: async () => ({ state: 'answered', missing: aws.missing }),
}))

beforeEach(() => {
  for (const name of networkVariables()) {
    vi.stubEnv(name, '')
  }
})

const runtime = { id: 'tools-AbCdEf1234', name: 'tools', arn, inboundAuth: { type: 'sigv4' } } as RuntimeDetail

/** A home folder with a server that speaks MCP, or does what `does` says instead. */
function homeWith(
  entry?: object | string,
  { client = 'cursor', does = SERVER }: { client?: string; does?: string } = {},
) {
  const here = { ...testComputer(), path: (process.env.PATH ?? '').split(path.delimiter) }
  const [folder, name] =
    client === 'cursor' ? ['.cursor', 'mcp.json'] : ['.config/Claude', 'claude_desktop_config.json']
  const file = path.join(here.home, folder, name)
  writeFileSync(here.script, does)

  if (entry !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true })
    const text = typeof entry === 'string' ? entry : JSON.stringify({ mcpServers: { tools: entry } })
    writeFileSync(file, text.replaceAll('SCRIPT', here.script))
  }
  const definition = findClient(client)

  if (!definition) {
    throw new Error(`no client ${client}`)
  }
  const patient: Patient = {
    ...{ client: definition, name: 'tools', runtime: ok(runtime), root: path.join(here.home, 'slipway') },
    connection: { source: { type: 'profile', profile: 'p' }, region: 'us-east-1' },
  }
  return { here, file, patient }
}

const SERVER = `
import { createInterface } from 'node:readline'
import { appendFileSync } from 'node:fs'
appendFileSync(import.meta.filename + '.pid', process.pid + '\\n')
appendFileSync(import.meta.filename + '.env', Object.keys(process.env).join('\\n'))
const answers = {
  initialize: ({ protocolVersion }) => ({ protocolVersion, capabilities: { tools: {} }, serverInfo: { name: 's', version: '1' } }),
  'tools/list': () => ({ tools: [{ name: 'only', inputSchema: { type: 'object' } }] }),
}
for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line)
  if (id !== undefined && answers[method]) {
    process.stdout.write(JSON.stringify({ jsonrpc: '2.0', id, result: answers[method](params) }) + '\\n')
  }
}`

// The state of this process is not where that Slipway would look for it.
const STATE = ['--state-dir', path.resolve('.slipway')]
const OWN = {
  command: process.execPath,
  args: ['SCRIPT', 'bridge', 'tools', '--connection', 'profile:p/us-east-1', ...STATE],
}

async function stateOf({ patient, here }: ReturnType<typeof homeWith>) {
  const report = await examine(patient, here)
  return { report, of: (id: string) => report.checks.find((check) => check.id === id) }
}

it('finds nothing to do where all is well, hands only a client’s variables on, and leaves no child', async () => {
  const home = homeWith(OWN)
  const { report } = await stateOf(home)
  expect(report.checks.map(({ id, state }) => `${id} ${state}`)).toEqual([
    ...['client ok', 'file ok', 'entry ok', 'step ok', 'launcher ok', 'node ok', 'script ok', 'variables ok'],
    ...['identity ok', 'permission ok', 'call ok'],
  ])
  expect(report.ok).toBe(true)
  expect(isAlive(Number(readFileSync(`${home.here.script}.pid`, 'utf8')))).toBe(false)
  const names = readFileSync(`${home.here.script}.env`, 'utf8').split('\n')
  expect(names).toContain('HOME')
  expect(names.filter((name) => /VITEST|NODE_ENV|AWS|SLIPWAY/.test(name))).toEqual([])
})

it.each([
  ['no client and no entry', undefined, { client: 'todo', entry: 'failed' }, /No entry leads to tools/],
  ['a broken file', '{ "mcpServers": ', { client: 'ok', file: 'failed' }, /Line 1/],
  ['another server only', { command: 'x' }, { file: 'ok', entry: 'failed' }, /No entry/],
  [
    'a bridge that moved',
    { ...OWN, args: ['/gone/slipway.mjs', ...OWN.args.slice(1)] },
    { script: 'failed', call: 'skipped' },
    /gone/,
  ],
  [
    'a Node.js that moved',
    { ...OWN, command: '/gone/node' },
    { launcher: 'failed', call: 'skipped' },
    /not on this computer/,
  ],
  [
    'an entry of another connection',
    { ...OWN, args: [...OWN.args.slice(0, 4), 'profile:q/us-east-1'] },
    { step: 'todo' },
    /differently/,
  ],
  ['an address', { url }, { entry: 'ok', step: 'ok', call: 'skipped' }, /calls the address itself/],
])('%s', async (_, entry, states, words) => {
  const { report, of } = await stateOf(homeWith(entry))
  expect(Object.fromEntries(Object.keys(states).map((id) => [id, of(id)?.state]))).toEqual(states)
  expect(JSON.stringify(report)).toMatch(words)
})

it('says which program a client with a window does not see', async () => {
  const home = homeWith({ command: 'uvx', args: ['mcp-proxy-for-aws@1.6.4', url] }, { client: 'claude-desktop' })
  const folder = path.join(home.here.home, 'bin')
  mkdirSync(folder)
  writeFileSync(path.join(folder, 'uvx'), '')
  chmodSync(path.join(folder, 'uvx'), 0o755)
  home.here.path = [folder]
  expect((await stateOf(home)).of('launcher')).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining(`at ${folder}/uvx, where Claude Desktop does not look`),
  })
})

it('says what a program said that does not start, without secrets', async () => {
  const does = `process.stderr.write('Cannot start, aws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'); process.exit(3)`
  const call = (await stateOf(homeWith(OWN, { does }))).of('call')
  expect(call).toMatchObject({ state: 'failed', detail: expect.stringContaining('Cannot start') })
  expect(call?.detail).not.toContain('bPxRfiCYEXAMPLEKEY')
})

it('says whose account it is, and hands over the policy that is missing', async () => {
  aws.account = '999900001111'
  expect((await stateOf(homeWith({ url }))).of('identity')).toMatchObject({
    state: 'failed',
    detail: expect.stringContaining('The runtime is in account 111122223333'),
  })
  Object.assign(aws, { account: '111122223333', missing: ['bedrock-agentcore:InvokeAgentRuntime'] })
  const policy = (await stateOf(homeWith({ url }))).of('permission')?.policy ?? ''
  expect(JSON.parse(policy).Statement[0].Resource).toEqual([arn, `${arn}/runtime-endpoint/*`])
  aws.missing = []
})

it('looks at the file also when AWS does not show the runtime', async () => {
  const home = homeWith(OWN)
  home.patient.runtime = fail({ code: 'credentials-missing', message: 'No credentials.' })
  const { report, of } = await stateOf(home)
  expect(of('entry')?.state).toBe('ok')
  expect(of('runtime')).toMatchObject({ state: 'failed', detail: 'No credentials.' })
  expect(report.ok).toBe(false)
})

it('names what a network may need, and no value', () => {
  const [check] = variablesCheck({ env: { HTTPS_PROXY: 'http://u:p@x' } }, ['https_proxy', 'AWS_CA_BUNDLE'])
  expect(check).toMatchObject({ state: 'todo', detail: 'Set here and not in the entry: AWS_CA_BUNDLE.' })
})

it('knows the variables of each client’s form, and which path it sees', () => {
  expect(variablesOf({ envs: { A: '1', B: 2 } })).toEqual({ A: '1' })
  expect(variablesOf({ environment: { A: '1' } })).toEqual({ A: '1' })
  const here = { ...testComputer(), path: ['/mine'] }
  expect(surroundingsOf('codex', { env: { HOME: '/x' } }, here)).toMatchObject({ HOME: '/x', PATH: '/mine' })
  expect(foldersOf('claude-desktop', { os: 'mac', path: ['/mine'] })).toEqual([
    '/usr/bin',
    '/bin',
    '/usr/sbin',
    '/sbin',
  ])
  expect(foldersOf('claude-desktop', { os: 'windows', path: ['/mine'] })).toEqual(['/mine'])
})

it.each([
  ['v20.9.0', true],
  ['v20.8.9', false],
  ['v18.20.0', false],
  ['v22.1.0', true],
])('Node.js %s: %s', (version, isNew) => {
  expect(isEnough(version)).toBe(isNew)
})

it('wants the Node.js that package.json wants', () => {
  expect(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).engines.node).toBe(`>=${NODE_NEEDED}`)
})
