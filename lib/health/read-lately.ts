import 'server-only'
import { loggedCalls } from '@/lib/activity/sources/log-lines'
import type { Connection } from '@/lib/aws/connection'
import { callsOf } from '@/lib/bridge/recording/calls'
import type { Lately } from '@/lib/health/checks/use-checks'
import type { LogEvent } from '@/lib/logs/event'
import { logGroupName } from '@/lib/logs/model'
import { readPage } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'
import { fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'

const DAY_MS = 24 * 3_600_000
/** A page of CloudWatch Logs; a busier day is cut, and says so. */
const MAX_LINES = 10_000
/** What the server writes before each command. */
const COMMAND = /Attempting to execute AWS CLI command/
/** What a call was answered, which says nothing against the server. */
const OF_A_CALL: ReadonlySet<string> = new Set(['access-denied', 'not-imitated'])
const METHODS = 'tools/call'

/** What the log and the record of this computer tell of the last day; `now` in milliseconds. */
export async function readLately(
  connection: Connection,
  runtime: RuntimeDetail,
  { now, signal }: { now: number; signal: AbortSignal },
): Promise<Result<Lately>> {
  const target = { connection, group: logGroupName(runtime.id, 'DEFAULT'), pattern: '' }
  const parts = await rangeParts(target, signal)
  const page = await readPage(parts, { from: now - DAY_MS, to: now, limit: MAX_LINES, isBackward: true })

  if (!page.ok && page.error.code !== 'not-found') {
    return fail(page.error)
  }
  const events = page.ok ? page.data.events : []
  return ok({ ...latelyOf(events, recorded(runtime, now)), isCut: page.ok && page.data.next !== null })
}

type Recorded = { at: string; isRefused: boolean }

function recorded(runtime: RuntimeDetail, now: number): Recorded[] {
  return callsOf(runtime, now - DAY_MS)
    .filter(({ method }) => method === METHODS)
    .map(({ at, outcome }) => ({ at, isRefused: outcome === 'not sent' }))
}

/** A refusal is IAM's, the server's own or the bridge's. A command is in the log and, when it came through the bridge, in the record: the larger number is of the calls. */
export function latelyOf(events: readonly LogEvent[], record: readonly Recorded[]): Omit<Lately, 'isCut'> {
  const commands = events.filter(({ text }) => COMMAND.test(text))
  const { findings } = diagnose(events, { isWhole: false })
  const denied = findings.filter(({ rule }) => rule === 'access-denied').reduce((sum, { count }) => sum + count, 0)
  const kept = loggedCalls(commands.length > 0 ? events : []).filter(({ refusal }) => refusal === 'policy').length
  const notSent = record.filter(({ isRefused }) => isRefused).length
  const times = [...commands.map(({ at }) => at), ...record.map(({ at }) => Date.parse(at))]
  return {
    calls: Math.max(commands.length, record.length - notSent) + notSent,
    refused: denied + kept + notSent,
    ...(times.length > 0 ? { lastAt: new Date(times.reduce((one, other) => Math.max(one, other))).toISOString() } : {}),
    faults: findings
      .filter(
        ({ rule, severity, certainty }) => !OF_A_CALL.has(rule) && severity === 'error' && certainty === 'certain',
      )
      .map(({ title, lastAt }) => ({ title, at: new Date(lastAt).toISOString() })),
  }
}
