import type { InputLogEvent, PutLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs'
import { invalid, onStream, requireGroup, requireStream } from '@/lib/practice/logs/resources'
import type { LogGroup } from '@/lib/practice/logs/slice'
import { eventBytes } from '@/lib/practice/logs/sorted-events'
import { appendLogEvents, retentionLimit } from '@/lib/practice/logs/store'
import { type Call, operation } from '@/lib/practice/wire/service'

const HOUR_MS = 3_600_000
const MAX_SPAN_MS = 24 * HOUR_MS
const MAX_AGE_MS = 14 * 24 * HOUR_MS
const MAX_AHEAD_MS = 2 * HOUR_MS
const MAX_BATCH_BYTES = 1_048_576

export const putOperations = {
  PutLogEvents: operation({ authorization: onStream, run: putLogEvents }),
}

type Event = { timestamp: number; message: string }

function putLogEvents(input: PutLogEventsRequest, call: Call) {
  const group = requireGroup({ logGroupName: input.logGroupName }, call)
  const stream = requireStream(group, input.logStreamName)
  const events = (input.logEvents ?? []).map(toEvent)
  checkBatch(events)
  const { accepted, rejected } = sortOut(events, group, call.now())
  const place = { region: call.region, group: group.name, stream: stream.name }

  if (accepted.length > 0) {
    appendLogEvents(call.state, { ...place, events: accepted, ingestionTime: call.now() })
  }
  return { nextSequenceToken: String(call.now()), rejectedLogEventsInfo: rejected }
}

function toEvent({ timestamp = 0, message = '' }: InputLogEvent): Event {
  return { timestamp, message }
}

function checkBatch(events: Event[]): void {
  const bytes = events.reduce((sum, { message }) => sum + eventBytes(message), 0)

  if (bytes > MAX_BATCH_BYTES) {
    throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${MAX_BATCH_BYTES}`)
  }
  if (events.some(({ timestamp }, i) => timestamp < (events[i - 1]?.timestamp ?? 0))) {
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.')
  }
  if ((events.at(-1)?.timestamp ?? 0) - (events[0]?.timestamp ?? 0) > MAX_SPAN_MS) {
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.')
  }
}

/** The batch is in order, so what is expired or too old stands at its start, and what is too new at its end. */
function sortOut(events: Event[], group: LogGroup, now: number) {
  const count = (isMeant: (timestamp: number) => boolean) => events.filter(({ timestamp }) => isMeant(timestamp)).length
  const expired = count((timestamp) => timestamp < retentionLimit(group, now))
  const tooOld = count((timestamp) => timestamp < now - MAX_AGE_MS)
  const tooNew = count((timestamp) => timestamp > now + MAX_AHEAD_MS)
  const accepted = events.slice(Math.max(expired, tooOld), events.length - tooNew)
  const rejected = {
    ...(expired > 0 ? { expiredLogEventEndIndex: expired } : {}),
    ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
    ...(tooNew > 0 ? { tooNewLogEventStartIndex: events.length - tooNew } : {}),
  }
  return { accepted, rejected: Object.keys(rejected).length > 0 ? rejected : undefined }
}
