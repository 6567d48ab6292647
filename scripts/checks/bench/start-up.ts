import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/e2e/support/stack'
import { buildProgram, consoleProgram } from '@/scripts/lib/build-program.mjs'
import { nextBin } from '@/scripts/lib/console.mjs'
import { root } from '@/scripts/lib/root.mjs'
import type { Measurement } from './report'

const RUNS = 5
/** Any policy without a fault. */
const POLICY = path.join(root, 'scripts/checks/bench/policy.json')

/**
 * From the command to the first 200: the built launcher, as a package starts it, and `npm start` of a built tree, against Next's own
 * server alone; then what a verb takes that needs no AWS, against a Node that does nothing.
 */
export async function benchStart(): Promise<Measurement[]> {
  const packed: number[] = []
  const clone: number[] = []
  const next: number[] = []
  const program = await buildProgram()

  for (let run = 0; run < RUNS; run += 1) {
    packed.push(await timeToFirstAnswer(() => [consoleProgram, '--no-open']))
    clone.push(await timeToFirstAnswer(() => [path.join(root, 'scripts/start.mjs')]))
    next.push(await timeToFirstAnswer((port) => [nextBin(), 'start', '-p', String(port), '-H', '127.0.0.1']))
  }
  const peer = { peer: 'next start', unit: 'ms', peerRuns: next } as const
  return [
    { name: 'slipway to first 200', ...peer, runs: packed, goal: { ratio: 1.15 } },
    { name: 'npm start to first 200', ...peer, runs: clone },
    verb('slipway --help', program, ['--help'], 120),
    verb('slipway policy check', program, ['policy', 'check', POLICY], 250),
  ]
}

function verb(name: string, program: string, words: string[], mostMs: number): Measurement {
  const runs = Array.from({ length: RUNS * 2 }, () => timeOf([program, ...words]))
  const peerRuns = Array.from({ length: RUNS * 2 }, () => timeOf(['-e', '0']))
  return { name, peer: 'node -e 0', unit: 'ms', runs, peerRuns, goal: { value: mostMs } }
}

function timeOf(args: string[]): number {
  const started = performance.now()
  execFileSync(process.execPath, args, { stdio: 'ignore' })
  return performance.now() - started
}

async function timeToFirstAnswer(argumentsFor: (port: number) => string[]): Promise<number> {
  const stateDir = mkdtempSync(path.join(tmpdir(), 'slipway-bench-'))
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, argumentsFor(port), {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, NODE_OPTIONS: '', PORT: String(port), SLIPWAY_STATE_DIR: stateDir, SLIPWAY_AWS: 'practice' },
  })

  try {
    await firstAnswer(`http://127.0.0.1:${port}/api/health`)
    return performance.now() - started
  } finally {
    child.kill('SIGTERM')
    await once(child, 'exit')
    rmSync(stateDir, { recursive: true, force: true })
  }
}

async function firstAnswer(url: string): Promise<void> {
  for (let attempt = 0; attempt < 3000; attempt += 1) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) {
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`${url} did not answer`)
}
