import type { Command } from '@commander-js/extra-typings'
import { CONNECTION_OPTION, terminalConnection } from '@/cli/shared/connection'
import { matching } from '@/cli/shared/options'
import { type Connection, isRegionName } from '@/lib/aws/connection'
import { defaultConnection } from '@/lib/aws/default-connection'
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

const UNIT_MS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

type Values = ReturnType<ReturnType<typeof withLogsOptions>['opts']>

/** Declares what `logs tail` takes. */
export function withLogsOptions(command: Command) {
  return command
    .argument('<group>', 'such as /aws/bedrock-agentcore/runtimes/NAME-ID-DEFAULT', groupName)
    .option(
      '--since <time>',
      'how far back: a number with s, m, h, d or w, or a time such as 2026-01-05T12:00:00Z',
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
    return wrong(`${values.since} is not a time.`, 'Use 30s, 10m, 2h, 1d or 2026-01-05T12:00:00Z.')
  }
  if (region !== undefined && !isRegionName(region)) {
    return wrong(`${region} is not a region.`, 'A region looks like eu-west-1.')
  }
  const chosen = values.connection ?? { ...terminalConnection(), region: (await defaultConnection()).region }
  const connection = { ...chosen, region: region ?? chosen.region }
  return ok({ connection, group, pattern: filter, since, follow, json })
}

/** `10m` before now, or the moment that a date names; undefined for anything else. */
export function sinceOf(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/.exec(text) ?? []

  if (count !== undefined && unit !== undefined) {
    return now - Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  }
  const at = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}

function wrong(message: string, remedy: string) {
  return fail({ code: 'invalid-input', message, remedy })
}
