import { once } from 'node:events'
import { whyNoLogGroup } from '@/lib/deployments/missing-log-group'
import { jsonLine, textLine } from '@/lib/logs/download'
import type { LogEvent, TailState } from '@/lib/logs/event'
import { awsLogsClient } from '@/lib/logs/tail/aws-client'
import { Budget } from '@/lib/logs/tail/budget'
import { systemClock } from '@/lib/logs/tail/client'
import { Tail } from '@/lib/logs/tail/tail'
import { EXIT } from '@/scripts/cli/exit'
import { type LogsOptions, readLogsOptions } from '@/scripts/cli/logs-options'
import { LogsReport } from '@/scripts/cli/logs-report'
import { printFailure } from '@/scripts/cli/report'

/** A range is read again until nothing can have been on its way any more: twice the lag that was measured, and a little. */
const LEAST_SETTLE_MS = 2000
const MOST_SETTLE_MS = 120_000

export async function logs(args: string[]): Promise<number> {
  const options = await readLogsOptions(args, Date.now())

  if (!options.ok) {
    printFailure(options.error, false)
    return EXIT.failed
  }
  return tail(options.data)
}

async function tail(options: LogsOptions): Promise<number> {
  const { connection, group, pattern, since, follow } = options
  const stop = new AbortController()
  const release = stopOn(stop)
  const end = follow ? Number.POSITIVE_INFINITY : Date.now()
  const report = new LogsReport({ group, follow })
  let code: number = EXIT.done
  const watched = new Tail({
    client: awsLogsClient(connection, group, pattern),
    clock: systemClock,
    budget: new Budget(systemClock),
    random: Math.random,
    signal: stop.signal,
    start: { since },
    whyMissing: () => whyNoLogGroup(connection, group),
    onEvents: (events, late) => {
      const wanted = follow ? events : events.filter(({ at }) => at <= end)
      report.lines(wanted, late)
      return print(wanted, options.json, stop.signal)
    },
    onState: (state) => {
      report.state(state)

      if (!follow && isOver(state, end)) {
        code = isRead(state, end) ? EXIT.done : EXIT.failed
        stop.abort()
      }
    },
  })
  await watched.run()
  report.end(watched.state)
  release()
  return code
}

function isOver(state: TailState, end: number): boolean {
  return isRead(state, end) || state.phase.name === 'stopped' || state.phase.name === 'waiting-for-group'
}

function isRead({ readThrough, lagMs }: TailState, end: number): boolean {
  const settleMs = Math.min(MOST_SETTLE_MS, Math.max(LEAST_SETTLE_MS, 2 * (lagMs ?? 0)))
  return readThrough !== null && readThrough >= end + settleMs
}

/** Waits when the reader of standard output is slower than the log: nothing piles up here. */
async function print(events: LogEvent[], json: boolean, signal: AbortSignal): Promise<void> {
  const lineOf = json ? jsonLine : textLine
  const text = events.map((event) => `${lineOf(event)}\n`).join('')

  if (text !== '' && !signal.aborted && !process.stdout.write(text)) {
    await once(process.stdout, 'drain', { signal }).catch(() => undefined)
  }
}

/** Ctrl-C and a closed pipe are ways to say that it is enough, not errors. */
function stopOn(stop: AbortController): () => void {
  const abort = () => stop.abort()
  process.on('SIGINT', abort)
  process.on('SIGTERM', abort)
  process.stdout.on('error', abort)
  return () => {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
}
