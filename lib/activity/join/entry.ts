import type { Recorded } from '@/lib/activity/join/records'
import type { Entry, Link, Outcome, RefusedBy, Sureness, Surroundings } from '@/lib/activity/model'
import { eventKeysOf, eventSourceOf, operationWords } from '@/lib/activity/operations'
import { readDenial } from '@/lib/policies/denial/denial'

/** What a unit is for a reader. */
export function entryOf(unit: Recorded, sessions: ReadonlyMap<string, string>, around: Surroundings): Entry {
  const { line, events, record } = unit
  const [event] = events
  const called = line ?? event
  const facts = called && around.factsOf(called.service, called.operation)
  const operation = event?.operation ?? facts?.name ?? record?.what ?? ''
  const agent = event?.agent
  const bound = line && sessions.get(line.stream)
  const client = agent?.client ? `${agent.client.name} ${agent.client.version}` : record?.client
  return defined({
    id: event?.id ?? line?.id ?? record?.id ?? '',
    at: new Date(line?.at ?? event?.at ?? record?.at ?? 0).toISOString(),
    what: called ? operationWords(operation) : `Called ${operation}`,
    service: event?.service ?? (line ? eventSourceOf(line.service) : 'mcp'),
    operation,
    resource: event?.resource,
    region: event?.region ?? line?.region,
    access: event ? (event.isRead ? 'read' : 'write') : (facts?.access ?? 'unknown'),
    ...outcomeOf(unit),
    session: event?.session ?? bound,
    client,
    server: agent?.server,
    ms: record?.ms ?? (line?.endedAt === undefined ? undefined : line.endedAt - line.at),
    isForeign: event && !agent ? (true as const) : undefined,
    isDecrypting: event?.isDecrypting,
    outwards: event?.outwards,
    text: record?.text,
    links: { trail: trailLink(unit, around), log: logLink(unit, around), record: recordLink(unit, around) },
  })
}

function trailLink({ line, events, record, of, isCertain }: Recorded, around: Surroundings): Link {
  const ids = events.map(({ id }) => id)

  if (ids.length > 0) {
    return { ids, sureness: line ? { kind: 'one-of', of, isCertain } : { kind: 'exact' } }
  }
  const isUnrecorded = line
    ? line.refusal !== undefined || eventKeysOf(line).length === 0
    : record?.actions.length === 0
  const isNew = (line?.at ?? record?.at ?? 0) > around.completeThrough
  const wasNotSent = record?.outcome === 'not sent'
  return { ids, sureness: missing(isUnrecorded || wasNotSent, isNew, around.hasRead.trail) }
}

function missing(isUnrecorded: boolean, isNew: boolean, hasRead: boolean): Sureness {
  if (isUnrecorded) {
    return { kind: 'unrecorded' }
  }
  return { kind: hasRead ? (isNew ? 'not-yet' : 'none') : 'unread' }
}

function logLink({ line, events, of, isCertain }: Recorded, around: Surroundings): Link {
  if (!line) {
    return { ids: [], sureness: { kind: around.hasRead.log ? 'none' : 'unread' } }
  }
  return { ids: [line.id], sureness: events.length > 0 ? { kind: 'one-of', of, isCertain } : { kind: 'exact' } }
}

function recordLink({ record, recordSureness }: Recorded, around: Surroundings): Link {
  if (!record) {
    return { ids: [], sureness: { kind: around.hasRead.record ? 'none' : 'unread' } }
  }
  return { ids: [record.id], sureness: recordSureness ?? { kind: 'exact' } }
}

type Came = { outcome: Outcome; refusedBy?: RefusedBy; code?: string }

/** By what AWS noted, else the server, else the bridge. The last of several events counts: the others were tried again. */
function outcomeOf({ line, events, record }: Recorded): Came {
  const last = events.reduce<(typeof events)[number] | undefined>(
    (latest, one) => (latest && latest.at > one.at ? latest : one),
    undefined,
  )

  if (last) {
    return last.code === undefined ? { outcome: 'allowed' } : came(last.code, last.message ?? '')
  }
  if (line?.refusal) {
    return line.refusal === 'policy'
      ? { outcome: 'refused', refusedBy: 'server' }
      : { outcome: 'failed', code: 'not sent' }
  }
  if (record?.outcome === 'not sent') {
    return { outcome: 'refused', refusedBy: 'guard', ...(record.verdict ? { code: record.verdict } : {}) }
  }
  if (record) {
    return record.outcome === 'answered' ? { outcome: 'allowed' } : { outcome: 'failed', code: record.outcome }
  }
  return { outcome: line?.endedAt === undefined ? 'unknown' : 'allowed' }
}

const REFUSED = /AccessDenied|Unauthorized|NotAuthorized|AuthorizationError|^Forbidden/i

function came(code: string, message: string): Came {
  if (!REFUSED.test(code)) {
    return { outcome: 'failed', code }
  }
  return { outcome: 'refused', refusedBy: readDenial(message)?.policy ?? 'iam', code }
}

type WithAbsent = { [Key in keyof Entry]: Entry[Key] | undefined }

function defined(entry: WithAbsent): Entry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as Entry
}
