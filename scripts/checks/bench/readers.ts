import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, startStack } from '@/e2e/support/stack'
import { sessionCookie } from '@/e2e/support/test'
import { logRequests } from '@/lib/logs/addresses'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { root } from '@/scripts/lib/root.mjs'
import { say } from '@/scripts/lib/say.mjs'
import type { ReadersFigures, ReadersTask } from './measure-readers'
import { type Measurement, quantile } from './report'

const GROUP = '/bench/readers'
const READERS = 300
/** About 200 kB for each reader. */
const LINES = 1000
const LAST = 'the last line of the bench'
const PROBE_EVERY_MS = 20
const IDLE_MS = 3000
const GOAL_MS = 100

/** How long `/api/health` takes while 300 readers of a log catch up, 60 MB in all, beside the same server when it is idle. */
export async function benchReaders(): Promise<Measurement[]> {
  const stack = await startStack({ practice: { delays: NO_DELAYS } })

  try {
    const task = await prepare(stack)
    await replay({ ...task, readers: 1 })
    const peerRuns = await probing(stack.url, () => sleep(IDLE_MS))
    let figures: ReadersFigures = { bytes: 0, ms: 0 }
    const runs = await probing(stack.url, async () => {
      figures = await replay(task)
    })
    say(
      `${READERS} readers had ${(figures.bytes / 1e6).toFixed(0)} MB in ${(figures.ms / 1000).toFixed(1)} s; ` +
        `health p50 ${quantile(runs, 0.5).toFixed(1)}, p95 ${quantile(runs, 0.95).toFixed(1)}, longest ${quantile(runs, 1).toFixed(1)} ms`,
    )
    const peer = 'idle server'
    const of = (share: number) => ({ runs: [quantile(runs, share)], peerRuns: [quantile(peerRuns, share)] })
    return [
      { name: `health p95, ${READERS} readers`, peer, unit: 'ms', ...of(0.95), goal: { value: GOAL_MS } },
      { name: `health longest, ${READERS} readers`, peer, unit: 'ms', ...of(1) },
    ]
  } finally {
    await stack.stop()
  }
}

async function prepare({ url, practice, ...stack }: Stack): Promise<ReadersTask> {
  const { state, region } = practice
  const now = Date.now()
  const events = Array.from({ length: LINES }, (_, index) => ({
    timestamp: now - (LINES - index) * 10,
    message: index === LINES - 1 ? LAST : `line ${index} of the bench `.padEnd(60, 'x'),
  }))
  appendLogEvents(state, { region, group: GROUP, stream: 's', events })
  const query = { connection: `practice/${region}`, group: GROUP, newest: LINES }
  const cookie = `slipway.session=${await sessionCookie({ url, ...stack })}`
  return { url: `${url}${logRequests.stream(query)}`, cookie, readers: READERS, last: LAST }
}

/** In a process of its own: what it costs to read must not count as the server's. */
async function replay(task: ReadersTask): Promise<ReadersFigures> {
  const program = ['scripts/run.mjs', 'scripts/checks/bench/measure-readers.ts', JSON.stringify(task)]
  const child = spawn(process.execPath, program, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')])

  if (code !== 0) {
    throw new Error('The readers failed.')
  }
  return JSON.parse(said) as ReadersFigures
}

/** Milliseconds that each answer took meanwhile, sorted; asked at a steady beat, so that a wait counts for all who would have come in it. */
async function probing(url: string, run: () => Promise<unknown>): Promise<number[]> {
  const asked: Promise<number>[] = []
  const timer = setInterval(() => asked.push(probe(url)), PROBE_EVERY_MS)
  await run()
  clearInterval(timer)
  return (await Promise.all(asked)).sort((one, other) => one - other)
}

async function probe(url: string): Promise<number> {
  const started = performance.now()
  const answer = await fetch(`${url}/api/health`)
  await answer.text()
  return performance.now() - started
}
