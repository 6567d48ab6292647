import { sinceOf } from '@/cli/logs/logs-options'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { EXIT } from '@/cli/shared/exit'
import { findRuntime } from '@/cli/shared/find-runtime'
import { failureText } from '@/cli/shared/report'
import { must, type Verb } from '@/cli/shared/verb'
import { findingsOf } from '@/lib/activity/findings/find'
import type { Entry } from '@/lib/activity/model'
import { type Activity, readActivity } from '@/lib/activity/read-activity'
import { bucketsOf } from '@/lib/activity/view/buckets'
import { csvOf, jsonLinesOf } from '@/lib/activity/view/export'
import { filtered, readFilter } from '@/lib/activity/view/filter'
import { outcomeText, surenessText } from '@/lib/activity/view/words'
import { visibleText } from '@/lib/format/visible-text'
import { AppError } from '@/lib/result'

/** Prints what the assistants of a runtime did: lines to standard output, findings and what is missing to standard error. */
export const activity: Verb = (command, done) =>
  void command
    .argument('<runtime>', 'name, id or ARN')
    .option('--since <time>', 'from when: 15m, 1.5h, 2d, or a date; CloudTrail keeps 90 days', '24h')
    .option('--json', 'one JSON object a line')
    .option('--csv', 'a table for a spreadsheet')
    .option('--refused', 'only what was refused')
    .option('--writes', 'only what changes something')
    .option('--filter <query>', 'such as "service=s3&text=orders": session, service, client, text')
    .addOption(CONNECTION_OPTION)
    .action(async (wanted, { since: text, json, csv, refused, writes, filter = '', connection: chosen }) => {
      const now = Date.now()
      const since = sinceOf(text, now)

      if (since === undefined || (json && csv)) {
        throw new AppError({
          code: 'invalid-input',
          message:
            since === undefined ? `--since takes no ${JSON.stringify(text)}.` : 'Give --json or --csv, not both.',
          remedy: 'Give a time such as 15m, 2h or 3d, or a date such as 2026-11-29 16:00.',
        })
      }
      const connection = chosen ?? terminalConnection()
      const runtime = must(await findRuntime(connection, wanted))
      const { signal } = new AbortController()
      const read = await readActivity(connection, runtime, { range: { since, until: now }, signal })
      const shown = filtered(read.entries, {
        ...readFilter(new URLSearchParams(filter)),
        ...(refused ? { refused: true } : {}),
        ...(writes ? { access: 'write' } : {}),
      })
      process.stderr.write(`${headOf(read)}${stripOf(shown, since, now)}`)
      process.stdout.write(json ? jsonLinesOf(shown) : csv ? csvOf(shown) : shown.map(lineOf).join(''))
      done(isWhole(read.sources) ? EXIT.done : EXIT.failed)
    })

function isWhole({ trail, log, record }: Activity['sources']): boolean {
  return trail.ok && trail.data.failed.length === 0 && log.ok && record.ok
}

const SOURCES = { trail: 'CloudTrail', log: 'The server’s log', record: 'The record of the bridge' } as const

function headOf({ entries, sources, completeThrough }: Activity): string {
  const findings = findingsOf(entries).map(({ title }) => `! ${visibleText(title)}`)
  const failures = (['trail', 'log', 'record'] as const).flatMap((name) => {
    const source = sources[name]
    return source.ok ? [] : [`${SOURCES[name]} could not be read. ${failureText(source.error)}`]
  })
  const regions = sources.trail.ok
    ? sources.trail.data.failed.map(
        ({ region, failure }) => `CloudTrail of ${region} was not read to its end. ${failureText(failure)}`,
      )
    : []
  const unread = new Set(sources.trail.ok ? sources.trail.data.failed.map(({ region }) => region) : [])
  const where = sources.trail.ok ? sources.trail.data.regions.filter((region) => !unread.has(region)) : []
  const complete = `CloudTrail of ${where.join(', ')} is complete through ${new Date(completeThrough).toISOString()}; it keeps 90 days.`
  return `${[...findings, ...failures, ...regions, ...(where.length > 0 ? [complete] : [])].join('\n')}\n`
}

const LEVELS = ' ▁▂▃▄▅▆▇█'
const WIDTH = 48

/** How many calls there were when, a line for each service. */
function stripOf(entries: readonly Entry[], since: number, until: number): string {
  const buckets = bucketsOf(entries, { since, until, count: WIDTH })
  const services = [...new Set(buckets.flatMap((bucket) => bucket.services.map(({ service }) => service)))].sort()
  const countsOf = (wanted: string) =>
    buckets.map(({ services: own }) => {
      const counts = own.find(({ service }) => service === wanted)?.counts
      return counts ? counts.allowed + counts.refused + counts.failed + counts.unknown : 0
    })
  const most = Math.max(1, ...services.flatMap(countsOf))
  const barOf = (count: number) => LEVELS[Math.ceil((count / most) * (LEVELS.length - 1))]
  return services.map((service) => `${countsOf(service).map(barOf).join('')} ${visibleText(service)}\n`).join('')
}

function lineOf(entry: Entry): string {
  const { at, service, operation, resource, region, client, links } = entry
  const sureness = links.log.ids.length > 0 ? surenessText(links.trail.sureness) : surenessText(links.log.sureness)
  const source = links.log.ids.length > 0 ? 'CloudTrail' : 'log'
  const parts = [at, region, outcomeText(entry), `${service}:${operation}`, resource, client, `${source}: ${sureness}`]
  return `${parts
    .filter((part) => part !== undefined)
    .map(visibleText)
    .join('  ')}\n`
}
