import { once } from 'node:events'
import { readLines } from '@/cli/logs/logs-lines'
import { type LogsOptions, readLogsOptions, withLogsOptions } from '@/cli/logs/logs-options'
import { LogsReport } from '@/cli/logs/logs-report'
import { endpointThere } from '@/cli/shared/endpoint-there'
import { must, type Verb } from '@/cli/shared/verb'
import { whyNoLogGroup } from '@/lib/deployments/observe/missing-log-group'
import { jsonLine, textLine } from '@/lib/logs/download'
import type { LogEvent } from '@/lib/logs/event'
import { awsLogsClient } from '@/lib/logs/tail/aws-client'
import { Budget } from '@/lib/logs/tail/budget'
import { systemClock } from '@/lib/logs/tail/client'

export const logsTail: Verb = (command, done) =>
  void withLogsOptions(command).action(async (group, options) =>
    done(await tail(must(await readLogsOptions(group, options, Date.now())))),
  )

async function tail(options: LogsOptions): Promise<number> {
  const { connection, group, pattern, since, follow } = options
  must(await endpointThere(connection, 'CLOUDWATCH_LOGS'))
  const stop = new AbortController()
  const release = stopOn(stop)
  const report = new LogsReport({ group, follow })
  const { code, state, gaveUp } = await readLines({
    ...{ since, follow, stop },
    client: awsLogsClient(connection, group, pattern),
    clock: systemClock,
    budget: new Budget(systemClock),
    random: Math.random,
    whyMissing: () => whyNoLogGroup(connection, group),
    onEvents: (events, late) => {
      report.lines(events, late)
      return print(events, options.json, stop.signal)
    },
    onState: (state, waitMs) => report.state(state, waitMs),
  })
  report.end(state, gaveUp)
  release()
  return code
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
