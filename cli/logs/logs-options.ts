import type { Command } from '@commander-js/extra-typings'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { matching } from '@/cli/shared/options'
import { type Connection, isRegionName } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'
import { durationMs } from '@/lib/format/duration'
import { fail, ok, type Result } from '@/lib/result'

export type LogsOptions = {
  connection: Connection
  group: string
  pattern: string
  /** Milliseconds since 1970. */
  since: number
  follow: boolean
  json: boolean
}

type Values = ReturnType<ReturnType<typeof withLogsOptions>['opts']>

/** Declares what `logs tail` takes. */
export function withLogsOptions(command: Command) {
  return command
    .argument('<group>', 'such as /aws/bedrock-agentcore/runtimes/NAME-ID-DEFAULT', groupName)
    .option(
      '--since <time>',
      'how far back: a number with s, m, h, d or w (90m, 1.5h), or a time: "2026-01-05 16:00" here, 2026-01-05T12:00:00Z',
      '10m',
    )
    .option('-f, --follow', 'go on with what comes, until Ctrl-C; throttling, resets and outages are waited out')
    .option('--filter <pattern>', 'a CloudWatch filter pattern')
    .option('--json', 'one object a line: id, at, ingestedAt, stream, text')
    .option('--region <region>', "another region than the connection's")
    .addOption(CONNECTION_OPTION)
}

const groupName = matching(/^[.\-_/#A-Za-z0-9]{1,512}$/, 'the name of a log group')

/** What the options of `logs tail` mean at a moment, in milliseconds since 1970. Fails with `invalid-input`. */
export async function readLogsOptions(group: string, values: Values, now: number): Promise<Result<LogsOptions>> {
  const { filter = '', follow = false, json = false, region } = values
  const since = sinceOf(values.since, now)

  if (since === undefined) {
    return wrong(
      `--since takes no ${JSON.stringify(values.since)}.`,
      'It takes 30s, 90m, 1.5h, 2d or 1w, "2026-01-05 16:00" in the time of this computer, or 2026-01-05T12:00:00Z.',
    )
  }
  if (region !== undefined && !isRegionName(region)) {
    return wrong(`${region} is not a region.`, 'A region looks like eu-west-1.')
  }
  const chosen = values.connection ?? { ...terminalConnection(), region: (await defaultConnection()).region }
  const connection = { ...chosen, region: region ?? chosen.region }
  return ok({ connection, group, pattern: filter, since, follow, json })
}

/**
 * `10m` or `1.5h` before now, or the moment that a date names: with a clock and no zone in this computer's time, alone
 * midnight UTC. Milliseconds since 1970; undefined for anything else.
 */
export function sinceOf(text: string, now: number): number | undefined {
  const before = durationMs(text)

  if (before !== undefined) {
    return now - before
  }
  const [, date, clock = '', zone = ''] = MOMENT.exec(text) ?? []
  const isDay = date !== undefined && new Date(`${date}T00:00Z`).toJSON()?.startsWith(date)
  const at = isDay ? Date.parse(clock === '' ? date : `${date}T${clock}${zone}`) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:\d\d)?)?$/

function wrong(message: string, remedy: string) {
  return fail({ code: 'invalid-input', message, remedy })
}
