import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { promisify } from 'node:util'
import { median } from '@/lib/format/median'
import type { Measurement } from '@/scripts/checks/bench/report'
import { newerNode } from '@/scripts/checks/peers/newer-node'
import { PROGRAMS, preparePrograms } from '@/scripts/checks/peers/programs'
import { buildProgram } from '@/scripts/lib/build-program.mjs'
import { root } from '@/scripts/lib/root.mjs'
import type { BridgeFigures } from './measure-bridge'

/**
 * The bridge beside a client without anything between, and beside the two programs that do the same job. The practice account
 * runs in a process of its own. `SLIPWAY_BENCH_PEERS=0` leaves the peers out, which are fetched from the registries.
 */
export async function benchBridge(): Promise<Measurement[]> {
  const practice = spawn(process.execPath, ['scripts/run.mjs', 'scripts/checks/bench/bridge/serve-account.ts'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  try {
    return measurements(await measured(await exportsOf(practice)))
  } finally {
    practice.kill('SIGTERM')
    await once(practice, 'exit')
  }
}

async function exportsOf({ stdout }: ChildProcess): Promise<Record<string, string>> {
  let text = ''
  for await (const chunk of stdout ?? []) {
    text += chunk
    if (/AWS_DEFAULT_REGION=\S+\n/.test(text)) {
      break
    }
  }
  return Object.fromEntries([...text.matchAll(/^export (\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
}

async function measured(account: Record<string, string>): Promise<BridgeFigures> {
  const withPeers = process.env.SLIPWAY_BENCH_PEERS !== '0'
  const program = await buildProgram()
  const folders = withPeers ? peersFolders() : []
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['scripts/run.mjs', 'scripts/checks/bench/bridge/measure-bridge.ts', program],
    {
      cwd: root,
      maxBuffer: 64 * 1024 * 1024,
      env: {
        ...process.env,
        ...account,
        NODE_OPTIONS: '',
        PATH: [...folders, process.env.PATH].join(':'),
        PEERS: withPeers ? '1' : '0',
      },
    },
  )
  return JSON.parse(stdout) as BridgeFigures
}

function peersFolders(): string[] {
  preparePrograms()
  return [newerNode().replace(/\/node$/, ''), ...PROGRAMS.uvFolders]
}

const at = (share: number, values: number[]) =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length * share)]

function measurements({ direct, bridge, proxy, remote }: BridgeFigures): Measurement[] {
  const peers = [proxy, remote].filter((peer) => peer !== null)
  const faster = peers.toSorted((one, other) => (median(one.starts) ?? 0) - (median(other.starts) ?? 0))[0]
  const added = (share: number, of: number[]) => (at(share, of) ?? Number.NaN) - (at(share, direct.calls) ?? Number.NaN)
  const start = { name: 'start to initialize answered', unit: 'ms' as const, runs: bridge.starts }
  return [
    { ...start, peer: 'none', peerRuns: [], goal: { value: 400 } },
    { ...start, peer: 'the faster of the two', peerRuns: faster?.starts ?? [], goal: { ratio: 0.15 } },
    one(
      'call added, p50',
      added(0.5, bridge.calls),
      peers.map(({ calls }) => added(0.5, calls)),
      2,
    ),
    one(
      'call added, p95',
      added(0.95, bridge.calls),
      peers.map(({ calls }) => added(0.95, calls)),
      6,
    ),
    { name: '50 calls at once', peer: 'none', unit: 'ms', runs: [bridge.manyMs], peerRuns: [] },
    {
      name: 'memory after 220 calls',
      peer: 'the smaller of the two',
      unit: 'bytes',
      runs: [bridge.residentBytes],
      peerRuns: peers.length > 0 ? [Math.min(...peers.map(({ residentBytes }) => residentBytes))] : [],
      goal: { value: 80 * 1024 * 1024 },
    },
  ]
}

function one(name: string, own: number, peers: number[], goal: number): Measurement {
  return { name, peer: 'proxy, mcp-remote', unit: 'ms', runs: [own], peerRuns: peers, goal: { value: goal } }
}
