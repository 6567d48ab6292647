import 'server-only'
import type { LoggedCall } from '@/lib/activity/model'
import { LOG_PATTERN, loggedCalls } from '@/lib/activity/sources/log-lines'
import type { Range } from '@/lib/activity/sources/read-trail'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { LogEvent } from '@/lib/logs/event'
import { logGroupName } from '@/lib/logs/model'
import { readRange } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'
import { fail, ok, type Result } from '@/lib/result'
import { listEndpoints } from '@/lib/runtimes/queries'

/** What is about an earlier line may come after the range begins. */
const EARLIER_MS = 15_000
const MOST_LINES = 400_000

export type LogReading = { calls: LoggedCall[]; groups: string[]; isCut: boolean }

/** The commands that the server's log names, of every endpoint. An endpoint that was never called has no group, and no lines. */
export async function readLog(
  connection: Connection,
  runtimeId: string,
  { since, until }: Range,
  signal: AbortSignal,
): Promise<Result<LogReading>> {
  const endpoints = await listEndpoints(connection, runtimeId)

  if (!endpoints.ok) {
    return endpoints
  }
  const lines: LogEvent[] = []
  const groups = endpoints.data.map(({ name }) => logGroupName(runtimeId, name))
  const read = await Promise.all(
    groups.map((group) =>
      attempt(async () => {
        const parts = await rangeParts({ connection, group, pattern: LOG_PATTERN }, signal)

        for await (const page of readRange(parts, { from: since - EARLIER_MS, to: until })) {
          lines.push(...page)

          if (lines.length > MOST_LINES) {
            break
          }
        }
      }),
    ),
  )
  const failed = read.find((one) => !one.ok && one.error.code !== 'not-found')

  if (failed && !failed.ok) {
    const { error } = failed
    return fail(error.code === 'access-denied' ? { ...error, remedy: NEEDED } : error)
  }
  const calls = loggedCalls(lines).filter(({ at }) => at >= since)
  return ok({ calls, groups, isCut: lines.length > MOST_LINES })
}

const NEEDED = 'Allow these credentials logs:FilterLogEvents on the log groups of the runtime, then read it again.'
