import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { seeded } from '@/lib/logs/tail/testing/simulation'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import { NO_DELAYS } from '@/lib/practice/testing/account'
import { type Scenario, schedule } from '@/scripts/checks/bench/tail-scenarios'

export const GROUP = '/bench/tail'
const TICK_MS = 5
/** After the last event has become readable. */
const DRAIN_MS = 25_000
const MARK = /event (\d+) of the bench/g

export type TailRun = {
  written: number
  lost: number
  duplicated: number
  /** From readable to printed, milliseconds, sorted. */
  latencies: number[]
  calls: number
  seconds: number
  /** How it ended before it was stopped; null when it ran to the end. */
  exited: number | null
}

/** Starts a tail of GROUP on an account; it writes lines to standard output. */
export type Tool = (practice: Practice) => ChildProcess

/** Lets a tool follow a log of which every event is known, on an endpoint of its own. The schedule is the same each time. */
export async function runTool(tool: Tool, scenario: Scenario, seconds: number): Promise<TailRun> {
  let calls = 0
  const practice = await startPractice({
    delays: NO_DELAYS,
    onCall: ({ operation, phase }) => {
      calls += operation === 'FilterLogEvents' && phase === 'received' ? 1 : 0
    },
  })
  write(practice, [{ timestamp: Date.now() - 1000, message: 'the group is there' }])
  scenario.prepare?.(practice)
  const child = tool(practice)
  const printed = listen(child)
  const ready = Date.now() + 8000

  while (printed.lines === 0 && child.exitCode === null && Date.now() < ready) {
    await sleep(20)
  }
  const started = Date.now()
  const callsBefore = calls
  const visibleAt = await produce(practice, schedule(scenario, seconds, seeded(11)))
  const deadline = Date.now() + (scenario.drainMs ?? DRAIN_MS)

  while (printed.at.size < visibleAt.size && child.exitCode === null && Date.now() < deadline) {
    await sleep(50)
  }
  const exited = child.exitCode
  const run = { calls: calls - callsBefore, seconds: (Date.now() - started) / 1000, exited }
  await end(child)
  await practice.close()
  const latencies = [...printed.at].map(([index, at]) => Math.max(0, at - (visibleAt.get(index) ?? at)))
  return {
    ...run,
    written: visibleAt.size,
    lost: visibleAt.size - printed.at.size,
    duplicated: printed.duplicated,
    latencies: latencies.sort((a, b) => a - b),
  }
}

/** Writes each event at the moment from which it shall be readable; answers those moments. */
async function produce(practice: Practice, events: ReturnType<typeof schedule>): Promise<Map<number, number>> {
  const started = Date.now()
  const visibleAt = new Map<number, number>()

  for (let next = 0; next < events.length; ) {
    const now = Date.now()
    const first = next

    while ((events[next]?.visible ?? Infinity) <= now - started) {
      next += 1
    }
    const due = events.slice(first, next)
    write(
      practice,
      due.map(({ index, at }) => ({ timestamp: Math.floor(started + at), message: `event ${index} of the bench` })),
    )
    for (const { index } of due) {
      visibleAt.set(index, now)
    }
    await sleep(TICK_MS)
  }
  return visibleAt
}

function write({ state, region }: Practice, events: { timestamp: number; message: string }[]): void {
  const streams = [0, 1, 2, 3].map((stream) => events.filter((_, i) => i % 4 === stream))

  for (const [stream, part] of streams.entries()) {
    if (part.length > 0) {
      appendLogEvents(state, { region, group: GROUP, stream: `s${stream}`, events: part })
    }
  }
}

function listen(child: ChildProcess) {
  const seen = { at: new Map<number, number>(), duplicated: 0, lines: 0 }
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const now = Date.now()
    const whole = rest + chunk
    const cut = whole.lastIndexOf('\n') + 1
    rest = whole.slice(cut)
    seen.lines += 1

    for (const [, index] of whole.slice(0, cut).matchAll(MARK)) {
      seen.duplicated += seen.at.has(Number(index)) ? 1 : 0
      seen.at.set(Number(index), seen.at.get(Number(index)) ?? now)
    }
  })
  child.stderr?.resume()
  return seen
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGINT')
    await once(child, 'exit')
  }
}
