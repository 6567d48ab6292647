import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { findChromium, howToGetOne } from '@/scripts/lib/chromium.mjs'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'
import type { ViewerFigures } from './measure-viewer'
import type { Measurement } from './report'

const FRAME_GOAL = { value: 17.5 }
const MEGABYTE = 1_048_576

/** The log page under load, beside bare pages with the lists of two libraries. */
export async function benchViewer(): Promise<Measurement[]> {
  if (!findChromium()) {
    say(howToGetOne)
    return []
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-bench-'))
  const file = path.join(folder, 'figures.json')

  try {
    spawnSync(process.execPath, ['scripts/run.mjs', 'scripts/checks/bench/measure-viewer.ts', file], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    })
    return measurementsOf(JSON.parse(readFileSync(file, 'utf8')) as ViewerFigures[])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function measurementsOf(figures: ViewerFigures[]): Measurement[] {
  const product = figures.find(({ name }) => name === 'product')
  const peers = figures.filter((page) => page !== product)

  for (const { name, million, burst, isLastReached } of figures) {
    const heap = ((million?.heap.page ?? 0) + (million?.heap.workers ?? 0)) / MEGABYTE
    say(
      `${name}: frames over 50 ms ${million?.over50} with a million rows, ${burst?.over50} at 10,000 rows/s (${burst?.longTasks} long tasks); ` +
        `heap ${heap.toFixed(0)} MB, ${((million?.heap.page ?? 0) / MEGABYTE).toFixed(0)} MB of it in the page; ` +
        `last of 2,000,000 rows ${isLastReached ? 'reached' : 'not reached'}`,
    )
  }
  return [
    ...peers.flatMap((peer) => [
      frames('p95 frame, 1,000,000 rows and 1,000 rows/s', peer.name, product?.million?.p95, peer.million?.p95),
      frames(
        'longest frame, 1,000,000 rows and 1,000 rows/s',
        peer.name,
        product?.million?.longest,
        peer.million?.longest,
      ),
      frames('p95 frame, 10,000 rows/s', peer.name, product?.burst?.p95, peer.burst?.p95),
    ]),
    {
      name: 'regular expression over 1,000,000 lines, in the worker',
      peer: '',
      unit: 'ms',
      runs: product?.regexMs ?? [],
      peerRuns: [],
      goal: { value: 250 },
    },
  ]
}

function frames(name: string, peer: string, own: number | undefined, peers: number | undefined): Measurement {
  const list = (value: number | undefined) => (value === undefined ? [] : [value])
  return {
    name,
    peer,
    unit: 'ms',
    runs: list(own),
    peerRuns: list(peers),
    ...(name.startsWith('p95') ? { goal: FRAME_GOAL } : {}),
  }
}
