import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connection, connectTo, jwtSpec, launch, sigv4Spec, terminalOf } from '@/e2e/integration/support'
import { awsClients } from '@/lib/aws/clients'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { endMicroVms } from '@/lib/practice/agentcore/data/microvm'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { buildProgram } from '@/scripts/lib/build-program.mjs'

const CALLS = 500
const HOUR_MS = 60 * 60_000
const MINUTE_MS = 60_000
const folder = mkdtempSync(path.join(tmpdir(), 'slipway-endures-'))
const role = (name: string) => ({ ...sigv4Spec.executionRole, name }) as DeploymentSpec['executionRole']
const SPECS: Record<'sigv4' | 'jwt', DeploymentSpec> = {
  sigv4: { ...sigv4Spec, name: 'signed', executionRole: role('slipway-signed') },
  jwt: { ...jwtSpec, name: 'bearing', executionRole: role('slipway-bearing') },
}

let practice: Practice
let program: string
let password = ''
/** How much later it is in AWS than it was. */
let ahead = 0

async function start(port = 0): Promise<void> {
  practice = await startPractice({
    port,
    stateFile: path.join(folder, 'state.json'),
    now: () => Date.now() + ahead,
    delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 },
  })
  connectTo(practice)
}

beforeAll(async () => {
  program = await buildProgram()
  await start()
  await launch(SPECS.sigv4)
  const { results } = await launch(SPECS.jwt)
  password =
    results.flatMap((step) => (step.state === 'progress' && step.secret ? [step.secret.password] : []))[0] ?? ''
}, 60_000)

afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

const environment = () =>
  terminalOf(practice, { SLIPWAY_STATE_DIR: path.join(folder, 'slipway'), SLIPWAY_KEYCHAIN: 'off' })

async function signIn(): Promise<void> {
  const login = spawn(process.execPath, [program, 'login', 'bearing', '--user', 'owner', '--password-stdin'], {
    env: environment(),
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  login.stdin.end(password)
  expect(await once(login, 'exit')).toEqual([0, null])
}

/** A client that knows nothing of all this: one handshake, and then calls. */
async function clientOf(name: string) {
  const child = spawn(process.execPath, [program, 'bridge', name], {
    env: environment(),
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let id = 0
  const ask = async (method: string, params: unknown) => {
    id += 1
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`)
    return JSON.parse((await lines.next()).value ?? '{}') as { id: number; result?: { isError?: boolean } }
  }
  await ask('initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '1' } })
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`)
  return { child, ask }
}

/** How often the server says in its log that it runs a command. */
async function timesRun(name: string): Promise<number> {
  const { logs, agentcoreControl } = awsClients(connection)
  const { agentRuntimes = [] } = await agentcoreControl.listAgentRuntimes({})
  const { agentRuntimeId } = agentRuntimes.find(({ agentRuntimeName }) => agentRuntimeName === name) ?? {}
  const logGroupName = `/aws/bedrock-agentcore/runtimes/${agentRuntimeId}-DEFAULT`
  let count = 0
  let nextToken: string | undefined
  do {
    const page = await logs.filterLogEvents({ logGroupName, filterPattern: '"Attempting to execute"', nextToken })
    count += page.events?.length ?? 0
    nextToken = page.nextToken
  } while (nextToken !== undefined)
  return count
}

/** What happens before the call of that number. */
function eventsFor(child: ChildProcess, spec: DeploymentSpec): Record<number, () => Promise<void>> {
  return {
    // The token has ended, and an idle session as well.
    100: async () => {
      ahead += 2 * HOUR_MS
    },
    200: async () => {
      ahead += 16 * MINUTE_MS
    },
    300: async () => {
      await launch({ ...spec, environment: { NEW: 'yes' } })
      endMicroVms(practice.state, Date.now() + ahead, 'stopped')
    },
    // The computer sleeps: nothing of it runs while time goes on elsewhere.
    400: async () => {
      child.kill('SIGSTOP')
      ahead += 10 * MINUTE_MS
      endMicroVms(practice.state, Date.now() + ahead, 'stopped')
      await new Promise((resolve) => setTimeout(resolve, 5500))
      child.kill('SIGCONT')
    },
    450: async () => {
      const { port } = new URL(practice.url)
      await practice.close()
      setTimeout(() => void start(Number(port)), 600)
    },
  }
}

describe('a bridge in the middle of five hundred calls', () => {
  it.each(['sigv4', 'jwt'] as const)(
    'loses none and runs none twice (%s): expiry, idleness, a new version, sleep, a restart',
    async (auth) => {
      const spec = SPECS[auth]
      if (auth === 'jwt') {
        await signIn()
      }
      const { child, ask } = await clientOf(spec.name)
      const events = eventsFor(child, spec)
      const failed: unknown[] = []

      for (let number = 0; number < CALLS; number += 1) {
        await events[number]?.()
        const arguments_ = { cli_command: 'aws sts get-caller-identity' }
        const answer = await ask('tools/call', { name: 'call_aws', arguments: arguments_ })
        if (!JSON.stringify(answer.result).includes('assumed-role') || answer.result?.isError) {
          failed.push({ number, answer })
        }
      }
      child.stdin.end()
      await once(child, 'exit')
      expect(failed).toEqual([])
      expect(await timesRun(spec.name)).toBe(CALLS)
    },
    120_000,
  )
})
