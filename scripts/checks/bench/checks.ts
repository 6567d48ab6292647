import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { root } from '@/scripts/lib/root.mjs'
import { TIMES_FILE } from '@/scripts/lib/steps.mjs'
import type { Measurement } from './report'

type Times = { ms: number; steps: { name: string; ms: number; tests: { title: string; ms: number }[] }[] }

const SLOWEST = 20

/** npm test, each step beside the whole; under it the slowest tests, so that the next slow one is seen. */
export async function benchChecks(): Promise<Measurement[]> {
  spawnSync(process.execPath, ['scripts/test.mjs'], { cwd: root, stdio: ['ignore', 2, 2] })
  const { ms, steps } = JSON.parse(readFileSync(TIMES_FILE, 'utf8')) as Times
  const slowest = steps
    .flatMap(({ tests }) => tests)
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, SLOWEST)

  return [...steps.map(({ name, ms }) => ({ title: `step: ${name}`, ms })), ...slowest].map((part) => ({
    name: part.title,
    peer: 'npm test',
    unit: 'ms',
    runs: [part.ms],
    peerRuns: [ms],
  }))
}
