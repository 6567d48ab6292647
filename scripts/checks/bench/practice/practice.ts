import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { writeFileDurablySync } from '@/lib/durable-file'
import type { Measurement } from '@/scripts/checks/bench/report'
import { root } from '@/scripts/lib/root.mjs'
import { callsOn, type TimedCall } from './calls'
import { clientsOf, fill } from './fill'

const RUNS = 30
/** For one kind of call: with one that is far too slow the others are still measured. */
const BUDGET_MS = 3_000
const STARTS = 3
const WHOLE_RUNS = 5
const SERVE = ['scripts/run.mjs', 'scripts/checks/bench/practice/serve-filled.ts']

type Figures = { openedMs: number; rss: number; delayMs: number; tookMs: number }
type Served = { child: ChildProcess; startMs: number; openedMs: number } & Record<
  'url' | 'accessKeyId' | 'secretAccessKey',
  string
>

/** A full account (fill.ts): its calls, its start and its file, beside one JSON file that is written whole at each change. */
export async function benchPractice(): Promise<Measurement[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-bench-practice-'))
  const file = path.join(folder, 'state.json')

  try {
    const ids = await fill(file)
    console.log(`The state has ${megabytes(statSync(file).size)} MB.`)
    const starts = { empty: await startTimes(path.join(folder, 'empty.json')), full: await startTimes(file) }
    console.log(`From spawn to first answer: ${list(starts.full)} ms (of an empty account: ${list(starts.empty)} ms).`)
    const full = await serve(file)
    const calls = await callsOn(clientsOf(full), ids)
    const first = await ask(full, 'figures')
    const times = await timeAll(calls)
    const last = await ask(full, 'figures')
    const shortened = await ask(full, 'shorten')
    console.log(
      `Opened in ${Math.round(full.openedMs)} ms. ` +
        `Memory: ${megabytes(first.rss)} MB after the start, ${megabytes(last.rss)} MB after the calls. ` +
        `Longest stop: ${Math.round(last.delayMs)} ms; while the file was written anew ` +
        `(${Math.round(shortened.tookMs)} ms): ${Math.round(shortened.delayMs)} ms.`,
    )
    await end(full)
    return measurements(times, await wholeFile(file, folder), starts)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function measurements(
  times: { name: string; runs: number[] }[],
  whole: { reads: number[]; writes: number[] },
  { full, empty }: { full: number[]; empty: number[] },
): Measurement[] {
  const fastestEmpty = Math.min(...empty)
  const calls = times.map(
    ({ name, runs }): Measurement => ({
      name,
      peer: 'the state written whole',
      unit: 'ms',
      runs,
      peerRuns: whole.writes,
      goal: { value: 50 },
    }),
  )
  const start = { name: 'what a full state adds to the start', peer: 'the state read whole', unit: 'ms' as const }
  return [
    { ...start, runs: full.map((ms) => ms - fastestEmpty), peerRuns: whole.reads, goal: { value: 300 } },
    ...calls,
  ]
}

async function timeAll(calls: TimedCall[]): Promise<{ name: string; runs: number[] }[]> {
  const times: { name: string; runs: number[] }[] = []

  for (const { name, run, after } of calls) {
    const runs: number[] = []
    const end = performance.now() + BUDGET_MS

    for (let index = 0; index < RUNS && performance.now() < end; index += 1) {
      const since = performance.now()
      const answer = await run(index + 1)
      runs.push(performance.now() - since)
      await after?.(answer)
    }
    const sorted = runs.toSorted((one, other) => one - other)
    const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? 0).toFixed(1).padStart(6)
    console.log(`  ${name.padEnd(30)} p50 ${at(0.5)}  p95 ${at(0.95)}  max ${at(1)} ms`)
    times.push({ name, runs })
  }
  return times
}

/** What the state costs as one JSON text: read at the start, and written at each change. */
async function wholeFile(file: string, folder: string): Promise<{ reads: number[]; writes: number[] }> {
  const target = path.join(folder, 'whole.json')
  let whole: unknown = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => valueOn(line))
  const figures = { reads: [] as number[], writes: [] as number[] }

  for (let run = 0; run < WHOLE_RUNS; run += 1) {
    const since = performance.now()
    writeFileDurablySync(target, JSON.stringify(whole))
    const written = performance.now()
    whole = JSON.parse(readFileSync(target, 'utf8'))
    figures.writes.push(written - since)
    figures.reads.push(performance.now() - written)
  }
  return figures
}

function valueOn(line: string): unknown {
  const tab = line.indexOf('\t')
  return tab < 0 ? null : JSON.parse(line.slice(tab + 1))
}

async function startTimes(file: string): Promise<number[]> {
  const times: number[] = []

  for (let run = 0; run < STARTS; run += 1) {
    const served = await serve(file)
    times.push(served.startMs)
    await end(served)
  }
  return times
}

function list(times: number[]): string {
  return times.map((ms) => ms.toFixed(0)).join(', ')
}

async function serve(file: string): Promise<Served> {
  const since = performance.now()
  const child = spawn(process.execPath, [...SERVE, file], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_OPTIONS: '' },
  })
  const [said] = await once(child, 'message')
  await fetch(`${said.url}/_practice/status`)
  return { child, startMs: performance.now() - since, ...said }
}

async function ask({ child }: Served, what: string): Promise<Figures> {
  child.send(what)
  const [said] = await once(child, 'message')
  return said
}

async function end({ child }: Served): Promise<void> {
  child.kill('SIGTERM')
  await once(child, 'exit')
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0)
}
