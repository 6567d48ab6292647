import { firstSince } from '@/lib/activity/join/first-since'
import type { Unit } from '@/lib/activity/join/lines-and-events'
import type { FactsOf, RecordedCall, Sureness } from '@/lib/activity/model'

export type Recorded = Unit & { record?: RecordedCall; recordSureness?: Sureness }

const BEFORE_MS = 1500
const AFTER_MS = 1500

/** How a session of the role is named after the runtime's session, as reports have it. */
const SESSION_PREFIX = 'BedrockAgentCore-'

/** Puts calls of the record to what they did; a call with no trace elsewhere comes alone. A batch may have done several things. */
export function withRecords(
  units: readonly Unit[],
  records: readonly RecordedCall[],
  streams: ReadonlyMap<string, string>,
  factsOf: FactsOf,
): Recorded[] {
  const sorted = records.toSorted((one, other) => one.at - other.at)
  const byRequest = new Map(sorted.flatMap((record) => record.requestIds.map((id) => [id, record] as const)))
  const known = new Set(units.flatMap((unit) => sessionsOf(unit, streams)))
  const longest = Math.max(0, ...sorted.map(({ ms }) => ms)) + AFTER_MS
  const used = new Set<RecordedCall>()

  const joined = units.map((unit): Recorded => {
    const exact = unit.events.map(({ requestId }) => byRequest.get(requestId ?? '')).find((one) => one !== undefined)

    if (exact) {
      used.add(exact)
      return { ...unit, record: exact, recordSureness: { kind: 'exact' } }
    }
    const possible = isElsewhere(unit) ? [] : candidatesOf(unit, { sorted, longest, known, streams, factsOf })
    const record = possible.at(-1)

    if (!record) {
      return unit
    }
    used.add(record)
    const isCertain = possible.length === 1 && sessionsOf(unit, streams).some((session) => session === nameOf(record))
    return { ...unit, record, recordSureness: { kind: 'one-of', of: possible.length, isCertain } }
  })
  const alone = sorted.filter((record) => !used.has(record))
  return [...joined, ...alone.map((record): Recorded => ({ events: [], of: 1, isCertain: true, record }))]
}

/** Not by the server, so by no bridge. */
function isElsewhere({ line, events: [event] }: Unit): boolean {
  return !line && (event?.agent === undefined || event.invokedBy !== undefined)
}

type Records = {
  sorted: readonly RecordedCall[]
  longest: number
  known: ReadonlySet<string>
  streams: ReadonlyMap<string, string>
  factsOf: FactsOf
}

function candidatesOf(unit: Unit, { sorted, longest, known, streams, factsOf }: Records): RecordedCall[] {
  const at = unit.line?.at ?? unit.events[0]?.at ?? 0
  const called = unit.line ?? unit.events[0]
  const actions = new Set(called ? factsOf(called.service, called.operation).actions : [])
  const sessions = sessionsOf(unit, streams)
  const found: RecordedCall[] = []

  for (let index = firstSince(sorted, at - longest); index < sorted.length; index += 1) {
    const record = sorted[index]

    if (!record || record.at > at + BEFORE_MS) {
      break
    }
    const name = nameOf(record)
    const isOther = name !== undefined && known.has(name) && sessions.length > 0 && !sessions.includes(name)
    const isSent = record.outcome !== 'not sent'

    if (isSent && !isOther && at <= record.at + record.ms + AFTER_MS && isOf(record, actions)) {
      found.push(record)
    }
  }
  return found
}

function isOf({ actions }: RecordedCall, wanted: ReadonlySet<string>): boolean {
  return actions.some((action) => wanted.has(action))
}

function sessionsOf({ line, events }: Unit, streams: ReadonlyMap<string, string>): string[] {
  const own = line && streams.get(line.stream)
  return [...new Set([...events.map(({ session }) => session), ...(own === undefined ? [] : [own])])]
}

function nameOf({ session }: RecordedCall): string | undefined {
  return session === undefined ? undefined : `${SESSION_PREFIX}${session}`.slice(0, 64)
}
