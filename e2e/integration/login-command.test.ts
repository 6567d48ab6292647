import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Client } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { connectTo, jwtSpec, launch, REGION, startTestPractice, terminalOf } from '@/e2e/integration/support'
import { newSpec } from '@/lib/deployments/spec/defaults'
import type { Practice } from '@/lib/practice/server/start'
import { browse } from '@/lib/sign-ins/testing/browser'
import { SECRET, startIssuer, type TestIssuer } from '@/lib/sign-ins/testing/oidc-issuer'
import { decodeClaims } from '@/lib/tokens/claims/claims'
import { root } from '@/scripts/lib/root.mjs'
import { slipwayCommand } from '@/scripts/lib/slipway-process'

const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-login-'))

let practice: Practice
let issuer: TestIssuer
let password = ''

beforeAll(async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(console, 'info').mockImplementation(() => undefined)
  practice = await startTestPractice()
  issuer = await startIssuer({ accessTokenLife: 3600 })
  connectTo(practice)
  const { results } = await launch(jwtSpec)
  password =
    results.flatMap((step) => (step.state === 'progress' && step.secret ? [step.secret.password] : []))[0] ?? ''
  const { discoveryUrl } = issuer
  const rules = { allowedAudience: [], allowedScopes: [], customClaims: [] }
  await launch({
    ...newSpec('elsewhere', REGION),
    inboundAuth: { type: 'oidc', discoveryUrl, allowedClients: ['app'], ...rules },
  })
  await launch({
    ...newSpec('robots', REGION),
    inboundAuth: { type: 'oidc', discoveryUrl, allowedClients: ['robot'], ...rules, allowedScopes: ['admin'] },
  })
}, 60_000)

afterAll(async () => {
  vi.restoreAllMocks()
  rmSync(stateDir, { recursive: true, force: true })
  await issuer.close()
  await practice.close()
})

const environment = () => terminalOf(practice, { SLIPWAY_STATE_DIR: stateDir, SLIPWAY_KEYCHAIN: 'off' })

type Said = { code: number | null; stdout: string; stderr: string }

/** Runs a verb as a person would; `hear` gets all of standard error whenever there is more. */
function run(args: string[], stdin = '', hear: (stderr: string, child: ChildProcess) => void = () => undefined) {
  const [program = '', ...command] = [...slipwayCommand(), ...args]
  const child = spawn(program, command, { cwd: root, env: environment() })
  const said = { stdout: '', stderr: '' }
  child.stdin.end(stdin)
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk
    hear(said.stderr, child)
  })
  return new Promise<Said>((resolve) => child.on('close', (code) => resolve({ ...said, code })))
}

/** Signs in to `elsewhere` with a browser of its own. */
async function login(): Promise<Said> {
  let page: ReturnType<typeof browse> | undefined
  const said = await run(['login', 'elsewhere', '--port', String(18_976 + (process.pid % 1000))], '', (text) => {
    const [, address] = /(http:\S+\/auth\?\S+)\n/.exec(text) ?? []
    page ??= address === undefined ? undefined : browse(address)
  })
  expect(await page).toMatchObject({ status: 200 })
  return said
}

/** The tools that a client sees through the bridge, and what one call answers. */
async function throughBridge(name: string) {
  const [command = '', ...args] = [...slipwayCommand(), 'bridge', name]
  const transport = new StdioClientTransport({ command, args, cwd: root, env: environment(), stderr: 'pipe' })
  const client = new Client({ name: 'a client', version: '1.0.0' })
  await client.connect(transport)
  try {
    const { tools } = await client.listTools()
    const call = { name: 'call_aws', arguments: { cli_command: 'aws sts get-caller-identity' } }
    return { tools: tools.map(({ name: tool }) => tool), answer: await client.callTool(call) }
  } finally {
    await client.close()
  }
}

const bearer = ({ stdout }: Said) => decodeClaims(stdout.trim())

describe('npm run slipway -- login', () => {
  it('signs in at any issuer, and token goes on from there, also for two clients at once', async () => {
    const before = await run(['token', 'elsewhere'])
    expect(before).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/slipway\.mjs login .*elsewhere/),
    })

    const said = await login()
    expect(said).toMatchObject({
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/Signed in as ada\. .*renews itself/),
    })

    const [one, two] = await Promise.all([run(['token', 'elsewhere']), run(['token', 'elsewhere'])])
    expect([one, two].map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ])
    expect(bearer(one)).toMatchObject({ client_id: 'app', iss: issuer.issuer })
    expect(one.stdout).not.toBe(two.stdout)
    expect(await run(['token', 'elsewhere'])).toMatchObject({ code: 0 })

    const kept = readdirSync(path.join(stateDir, 'sign-ins')).map((name) =>
      readFileSync(path.join(stateDir, 'sign-ins', name), 'utf8'),
    )
    expect(kept.join()).not.toMatch(/refresh|ada|app/)
  }, 60_000)

  it('lets the bridge of a client in, at a runtime that trusts an issuer which is no user pool', async () => {
    await login()
    const { tools, answer } = await throughBridge('elsewhere')
    expect(tools).toContain('call_aws')
    expect(answer.isError).not.toBe(true)
    expect(JSON.stringify(answer.content)).toContain('000000000000')
  }, 60_000)

  it('is undone by logout, which revokes', async () => {
    await login()
    expect((await run(['logout', 'elsewhere'])).stderr).toBe('The sign-in of ada is revoked and forgotten.\n')
    expect(issuer.requests).toContain('POST /token/revocation')
    expect((await run(['logout', 'elsewhere'])).stderr).toBe('Nothing was kept.\n')
    expect(await run(['token', 'elsewhere'])).toMatchObject({ code: 1, stdout: '' })
  }, 60_000)

  it('of a program says before the first call what the runtime will not take', async () => {
    const refused = await run(['login', 'robots', '--machine', '--secret-stdin', '--scope', 'read'], SECRET)
    expect(refused.code).toBe(1)
    expect(refused.stderr).toMatch(/will refuse this token \(scope\).*\n.*--scope admin/)
    expect(await run(['login', 'robots', '--machine'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--secret-stdin'),
    })
    expect(await run(['login', 'robots', '--machine', '--device'])).toMatchObject({ code: 1 })
  }, 60_000)

  it('takes the password of a pool’s user, and the bridge is let in with it', async () => {
    const said = await run(['login', 'guide', '--user', 'owner', '--password-stdin'], password)
    expect(said).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('Signed in as owner') })
    expect((await throughBridge('guide')).tools).toContain('call_aws')
    expect((await run(['logout', 'guide'])).stderr).toContain('revoked and forgotten')
  }, 60_000)
})
