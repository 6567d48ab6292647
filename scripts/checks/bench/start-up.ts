import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '@/e2e/support/stack'
import { nextBin } from '@/scripts/lib/console.mjs'
import { root } from '@/scripts/lib/root.mjs'
import type { Measurement } from './report'

const RUNS = 5

/** From the command to the first 200, `npm start` of a built tree against Next's own server alone. */
export async function benchStart(): Promise<Measurement[]> {
  const runs: number[] = []
  const peerRuns: number[] = []

  for (let run = 0; run < RUNS; run += 1) {
    runs.push(await timeToFirstAnswer(() => [path.join(root, 'scripts/start.mjs')]))
    peerRuns.push(await timeToFirstAnswer((port) => [nextBin(), 'start', '-p', String(port), '-H', '127.0.0.1']))
  }
  return [{ name: 'npm start to first 200', peer: 'next start', unit: 'ms', runs, peerRuns }]
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
