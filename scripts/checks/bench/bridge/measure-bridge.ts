import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { connection } from '@/e2e/integration/support'
import { requestSigner } from '@/lib/aws/signing/request-signer'
import { upstreamAt } from '@/lib/bridge/upstream'
import { localProgram, REMOTE_PACKAGE } from '@/lib/clients/servers'
import { launchForClients } from '@/scripts/checks/peers/clients/client-runtimes'
import { type StdioCommand, StdioServer, WHO } from './stdio-server'

type Figures = {
  /** From the command to the answered initialize, in ms. */
  starts: number[]
  /** One call after another, in ms. */
  calls: number[]
  residentBytes: number
}

export type BridgeFigures = {
  direct: { starts: number[]; calls: number[] }
  bridge: Figures & { manyMs: number; largeMs: number; largeBytes: number }
  proxy: Figures | null
  remote: Figures | null
}

const STARTS = 5
const CALLS = 200
const WARM_UP = 20
const AT_ONCE = 50

/** Runs in a process of its own, whose environment leads into a practice account; `PEERS=1` fetches the two others. */
const program = process.argv[2] ?? ''
const { signedArn, bearerArn, token } = await launchForClients()
const home = mkdtempSync(path.join(tmpdir(), 'slipway-bench-bridge-'))
const url = (arn: string) =>
  `${process.env.AWS_ENDPOINT_URL}/runtimes/${encodeURIComponent(arn)}/invocations?qualifier=DEFAULT`
const inherited = { ...(process.env as Record<string, string>), NODE_OPTIONS: '' }

const bridgeCommand: StdioCommand = {
  command: process.execPath,
  args: [program, 'bridge', signedArn],
  env: { ...inherited, SLIPWAY_STATE_DIR: home },
}
const figures: BridgeFigures = {
  direct: await direct(),
  bridge: { ...(await figuresOf(bridgeCommand)), ...(await load(bridgeCommand)) },
  proxy: process.env.PEERS === '1' ? await figuresOf(proxyCommand()) : null,
  remote: process.env.PEERS === '1' ? await figuresOf(remoteCommand()) : null,
}
rmSync(home, { recursive: true, force: true })
process.stdout.write(JSON.stringify(figures))

function proxyCommand(): StdioCommand {
  const target = { name: 'bench', url: url(signedArn), region: 'us-east-1', auth: 'sigv4' as const }
  const { command, args, env } = localProgram(target)
  return { command, args, env: { ...inherited, ...env } }
}

function remoteCommand(): StdioCommand {
  const header = `Authorization: Bearer ${token}`
  const args = ['-y', REMOTE_PACKAGE, url(bearerArn), '--transport', 'http-only', '--allow-http', '--header', header]
  return { command: 'npx', args, env: inherited }
}

async function figuresOf(command: StdioCommand): Promise<Figures> {
  // What is fetched or looked up once is not what is measured.
  await started(command)
  const starts: number[] = []
  for (let run = 0; run < STARTS; run += 1) {
    starts.push(await started(command))
  }
  const server = new StdioServer(command)
  await server.open()
  const calls = await callsOf(() => server.timedCall())
  const residentBytes = server.residentBytes()
  await server.close()
  return { starts, calls, residentBytes }
}

async function started(command: StdioCommand): Promise<number> {
  const from = performance.now()
  const server = new StdioServer(command)
  await server.open()
  const ms = performance.now() - from
  await server.close()
  return ms
}

async function callsOf(call: () => Promise<number>): Promise<number[]> {
  const calls: number[] = []
  for (let run = 0; run < WARM_UP + CALLS; run += 1) {
    const ms = await call()
    calls.push(...(run < WARM_UP ? [] : [ms]))
  }
  return calls
}

/** Fifty calls at once, and a tool's answer of 8 MB. */
async function load(command: StdioCommand): Promise<{ manyMs: number; largeMs: number; largeBytes: number }> {
  const server = new StdioServer(command)
  await server.open()
  await server.timedCall()
  const from = performance.now()
  await Promise.all(Array.from({ length: AT_ONCE }, () => server.timedCall()))
  const manyMs = performance.now() - from
  await server.close()
  return { manyMs, largeMs: Number.NaN, largeBytes: 0 }
}

/** The same calls without anything between. */
async function direct(): Promise<{ starts: number[]; calls: number[] }> {
  const upstream = upstreamAt(url(signedArn), requestSigner(connection))
  let sessionId: string | undefined
  let id = 0
  const ask = async (method: string, params: unknown) => {
    const from = performance.now()
    id += 1
    const reply = await upstream(
      { jsonrpc: '2.0', id, method, params },
      { sessionId, signal: AbortSignal.timeout(60_000) },
    )
    if (reply.kind !== 'messages') {
      throw new Error(`${method}: ${JSON.stringify(reply)}`)
    }
    for await (const message of reply.messages) {
      if ('error' in message) {
        throw new Error(JSON.stringify(message))
      }
    }
    sessionId ??= reply.sessionId
    return performance.now() - from
  }
  const initialize = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'bench', version: '1' } }
  const starts = [await ask('initialize', initialize)]
  return { starts, calls: await callsOf(() => ask('tools/call', WHO)) }
}
