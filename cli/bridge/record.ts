import { sinceOf } from '@/cli/logs/logs-options'
import type { Verb } from '@/cli/shared/verb'
import { type RecordEntry, readRecord, recordedNames } from '@/lib/bridge/recording/record'
import { counted } from '@/lib/format/counted'
import { formatDuration } from '@/lib/format/duration'
import { AppError } from '@/lib/result'
import { nameOfRuntime } from '@/lib/runtimes/ids'

/** Prints what went through the bridge of a server on this computer. */
export const record: Verb = (command) =>
  void command
    .argument('<name>', 'name, id or ARN of the server')
    .option('--since <time>', 'from when: 15m, 1.5h, 2d, or a date', '1d')
    .option('--json', 'one JSON object a line')
    .action((name, { since: text, json = false }) => {
      const since = sinceOf(text, Date.now())

      if (since === undefined) {
        throw new AppError({
          code: 'invalid-input',
          message: `--since takes no ${JSON.stringify(text)}.`,
          remedy: 'Give a time such as 15m, 2h or 3d, or a date such as 2026-11-29 16:00.',
        })
      }
      const entries = readRecord(nameOfRuntime(name), since)
      process.stdout.write(entries.map((entry) => `${json ? JSON.stringify(entry) : lineOf(entry)}\n`).join(''))
      process.stderr.write(`${counted(entries.length, 'call')} of ${name} since ${new Date(since).toISOString()}.\n`)
      const names = recordedNames()
      if (!names.includes(name) && names.length > 0) {
        process.stderr.write(`There is a record of ${names.join(', ')}.\n`)
      }
    })

function lineOf({
  at,
  outcome,
  verdict,
  tool,
  method,
  class: kind,
  actions,
  ms,
  client,
  steering,
  arguments: args,
}: RecordEntry): string {
  const guarded = verdict && verdict !== 'allow' ? ` (${verdict})` : ''
  const what = [tool ?? method, actions?.join(' ') ?? kind, args].filter((part) => part !== undefined).join(' ')
  const marks = steering ? [`answer: ${steering.join(', ')}`] : []
  return [at, `${outcome}${guarded}`, formatDuration(ms), what, client, ...marks].join('  ')
}
