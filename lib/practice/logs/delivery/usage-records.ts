import { endpointArn, runtimeArn } from '@/lib/practice/agentcore/arns'
import { slotsOf, stretchesOf } from '@/lib/practice/agentcore/usage/consumption'
import { settledUntil, usageOf } from '@/lib/practice/agentcore/usage/ledger'
import type { Session } from '@/lib/practice/agentcore/usage/session'
import { deliverySlice, type Flow, USAGE_STREAM } from '@/lib/practice/logs/delivery/slice'
import { rememberDerived } from '@/lib/practice/logs/memory'
import { findStream, type LogGroup, type LogsSlice, logsSlice } from '@/lib/practice/logs/slice'
import { eventBytes } from '@/lib/practice/logs/sorted-events'
import type { StateStore } from '@/lib/practice/wire/state'

const SECOND_MS = 1000
/** What is older when the account starts isn't derived again. */
const DERIVED_MS = 7 * 86_400_000

type Span = { from: number; to: number }

/** How far each delivery was followed, by its id: the records themselves are in memory only, since the ledger tells them. */
const followed = new WeakMap<LogsSlice, Map<string, number>>()

/** Puts into a group what its deliveries brought since it was read last. */
export function deliverUsage(state: StateStore, group: LogGroup, now: number): void {
  const known = followed.get(logsSlice(state)) ?? new Map<string, number>()
  followed.set(logsSlice(state), known)
  const stream = findStream(group, USAGE_STREAM)

  for (const [id, flow] of Object.entries(deliverySlice(state).flows)) {
    // Without the stream nothing can arrive; what came before it was made isn't in it.
    if (flow.groupKey !== group.key || !stream) {
      continue
    }
    const from = Math.max(known.get(id) ?? now - DERIVED_MS, flow.from, stream.createdAt)
    const to = Math.floor(Math.min(settledUntil(state, now), flow.to ?? now) / SECOND_MS) * SECOND_MS
    const records = to > from ? recordsOf(state, flow, { from, to }) : []
    known.set(id, Math.max(from, to))
    rememberDerived(state, group.key, stream, records)
  }
}

function recordsOf(state: StateStore, { region, runtimeId }: Flow, span: Span) {
  const slice = logsSlice(state)
  const sessions = usageOf(state, region, runtimeId).flatMap((usage) => usage.sessions)
  const records = sessions.flatMap((session) => usageRecords(session, span))
  return records
    .sort((one, other) => one.timestamp - other.timestamp)
    .map(({ timestamp, message }) => {
      slice.sequence += 1
      const ingestionTime = timestamp + SECOND_MS
      const { sequence } = slice
      return { stream: USAGE_STREAM, timestamp, ingestionTime, sequence, message, bytes: eventBytes(message) }
    })
}

/** A record for each second of a session that ends within the span, in the form that was seen; AWS's own page names flat fields. */
function usageRecords(session: Session, { from, to }: Span): { timestamp: number; message: string }[] {
  const { region, runtimeId, endpointName } = session
  const runtime = { region, id: runtimeId }
  const slots = slotsOf(stretchesOf(session, to), SECOND_MS)
  const within = slots.filter(({ at }) => at + SECOND_MS > from && at + SECOND_MS <= to)
  return within.map(({ at, ms, vcpuHours, gbHours }) => ({
    timestamp: at,
    message: JSON.stringify({
      resource_arn: runtimeArn(runtime),
      event_timestamp: at,
      resource: { 'service.name': 'AgentCore.Runtime' },
      attributes: {
        'session.id': session.sessionId,
        'resource.id': endpointArn(runtime, endpointName),
        'agent.name': session.runtimeName,
        time_elapsed_seconds: ms / SECOND_MS,
      },
      metrics: { 'agent.runtime.memory.gb_hours.used': gbHours, 'agent.runtime.vcpu.hours.used': vcpuHours },
    }),
  }))
}
