import { parseArgs } from 'node:util'
import { defaultConnection } from '@/cli/shared/options'
import { type Connection, isRegionName, parseConnectionKey } from '@/lib/aws/connection'
import { defaultConnection as usualConnection } from '@/lib/aws/default-connection'
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

/** Reads the arguments behind `logs`. */
export async function readLogsOptions(args: string[], now: number): Promise<Result<LogsOptions>> {
  const parsed = parse(args)

  if (!parsed.ok) {
    return parsed
  }
  const { values, positionals } = parsed.data
  const [command, group = ''] = positionals
  const since = sinceOf(values.since ?? '10m', now)

  if (command !== 'tail' || positionals.length !== 2 || !/^[.\-_/#A-Za-z0-9]{1,512}$/.test(group)) {
    return wrong('Name one log group.', 'Such as: logs tail /aws/bedrock-agentcore/runtimes/NAME-ID-DEFAULT')
  }
  if (since === undefined) {
    return wrong(`${values.since} is not a time.`, 'Use 30s, 10m, 2h, 1d or 2026-01-05T12:00:00Z.')
  }
  const connection = await connectionOf(values)
  return connection.ok
    ? ok({
        connection: connection.data,
        group,
        pattern: values.filter ?? '',
        since,
        follow: values.follow === true,
        json: values.json === true,
      })
    : connection
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

async function connectionOf(values: { connection?: string; region?: string }): Promise<Result<Connection>> {
  const chosen =
    values.connection === undefined
      ? { ...defaultConnection(), region: (await usualConnection()).region }
      : parseConnectionKey(values.connection)

  if (!chosen) {
    return wrong(
      `${values.connection} is not a connection.`,
      'Use practice/REGION, chain/REGION or profile:NAME/REGION.',
    )
  }
  if (values.region !== undefined && !isRegionName(values.region)) {
    return wrong(`${values.region} is not a region.`, 'A region looks like eu-west-1.')
  }
  return ok({ ...chosen, region: values.region ?? chosen.region })
}

function parse(args: string[]) {
  try {
    return ok(
      parseArgs({
        args,
        allowPositionals: true,
        options: {
          since: { type: 'string' },
          follow: { type: 'boolean', short: 'f' },
          json: { type: 'boolean' },
          filter: { type: 'string' },
          region: { type: 'string' },
          connection: { type: 'string' },
        },
      }),
    )
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error), 'See: npm run slipway -- help')
  }
}

function wrong(message: string, remedy: string) {
  return fail({ code: 'invalid-input', message, remedy })
}
