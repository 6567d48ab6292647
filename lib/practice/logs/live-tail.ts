import { randomUUID } from 'node:crypto'
import type { StartLiveTailRequest } from '@aws-sdk/client-cloudwatch-logs'
import { compile } from '@/lib/practice/logs/filter-events'
import { type Arrival, memoryOf } from '@/lib/practice/logs/memory'
import { groupArn, invalid, nameOf, requireGroup } from '@/lib/practice/logs/resources'
import { type AuthorizationRequest, type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const UPDATE_MS = 1000
const MAX_EVENTS_PER_UPDATE = 500
/** A reader that is slower than the updates loses the oldest of them. */
const MAX_WAITING_UPDATES = 10
const SESSION_MS = 3 * 3_600_000
const MAX_SESSIONS = 15

export const liveTailOperations = {
  StartLiveTail: operation({ authorization: onGroups, run: startLiveTail }),
}

type Session = { arns: Map<string, string>; accepts: (arrival: Arrival) => boolean }
type Update = { sessionUpdate: { sessionMetadata: { sampled: boolean }; sessionResults: object[] } }

function onGroups(input: StartLiveTailRequest, call: Call): AuthorizationRequest[] {
  return (input.logGroupIdentifiers ?? []).map((identifier) => ({
    action: 'logs:StartLiveTail',
    resource: `${groupArn(call, nameOf({ logGroupIdentifier: identifier }))}:log-stream:`,
  }))
}

function startLiveTail(input: StartLiveTailRequest, call: Call) {
  const session = openSession(input, call)
  const { listeners } = memoryOf(call.state)

  if (listeners.size >= MAX_SESSIONS) {
    throw new ServiceError('LimitExceededException', 'The maximum number of concurrent Live Tail sessions is reached.')
  }
  return { responseStream: tail(input, session, call) }
}

function openSession(input: StartLiveTailRequest, call: Call): Session {
  const { logStreamNames: names, logStreamNamePrefixes: prefixes } = input
  const identifiers = input.logGroupIdentifiers ?? []

  if (names && prefixes) {
    throw invalid('Only one of logStreamNames and logStreamNamePrefixes can be specified.')
  }
  if ((names || prefixes) && identifiers.length !== 1) {
    throw invalid('logStreamNames and logStreamNamePrefixes can be specified only with a single log group.')
  }
  const arns = new Map(identifiers.map((arn) => [tailedGroup(arn, call).key, arn]))
  const matches = compile(input.logEventFilterPattern ?? '')
  const isStream = (name: string) =>
    names?.includes(name) ?? prefixes?.some((prefix) => name.startsWith(prefix)) ?? true
  return {
    arns,
    accepts: ({ groupKey, event }) => arns.has(groupKey) && isStream(event.stream) && matches(event.message),
  }
}

function tailedGroup(arn: string, call: Call) {
  if (!arn.startsWith('arn:') || !arn.includes(':log-group:') || arn.endsWith('*')) {
    throw invalid(`The log group identifier ${arn} must be an ARN that doesn't end with an asterisk.`)
  }
  const group = requireGroup({ logGroupIdentifier: arn }, call)

  if (group.groupClass !== 'STANDARD') {
    throw invalid('Live Tail is supported only for log groups in the Standard log class.')
  }
  return group
}

/** `sessionStart`, then one `sessionUpdate` each second, empty ones too, until the reader goes or three hours are over. */
async function* tail(input: StartLiveTailRequest, session: Session, call: Call) {
  const { listeners } = memoryOf(call.state)
  const startedAt = call.now()
  const updates: Update[] = []
  let arrived: Arrival[] = []
  let count = 0
  let wake = () => {}

  const listen = (arrivals: Arrival[]) => {
    const wanted = arrivals.filter(session.accepts)
    count += wanted.length
    // The first 500 of a second are as good a sample as any.
    arrived.push(...wanted.slice(0, MAX_EVENTS_PER_UPDATE - arrived.length))
  }
  const timer = setInterval(() => {
    updates.push(update(arrived, count > MAX_EVENTS_PER_UPDATE, session))
    updates.splice(0, updates.length - MAX_WAITING_UPDATES)
    arrived = []
    count = 0
    wake()
  }, UPDATE_MS)
  const stop = () => wake()
  listeners.add(listen)
  call.signal.addEventListener('abort', stop)

  try {
    yield { sessionStart: { ...input, requestId: call.requestId, sessionId: randomUUID() } }

    while (!call.signal.aborted) {
      if (call.now() - startedAt >= SESSION_MS) {
        throw new ServiceError('SessionTimeoutException', 'Live Tail session timed out after 3 hours.')
      }
      const next = updates.shift()

      if (next) {
        yield next
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    }
  } finally {
    clearInterval(timer)
    listeners.delete(listen)
    call.signal.removeEventListener('abort', stop)
  }
}

function update(arrivals: Arrival[], sampled: boolean, { arns }: Session): Update {
  const sessionResults = arrivals.map(({ groupKey, event: { stream, timestamp, ingestionTime, message } }) => ({
    logGroupIdentifier: arns.get(groupKey),
    logStreamName: stream,
    timestamp,
    ingestionTime,
    message,
  }))
  return { sessionUpdate: { sessionMetadata: { sampled }, sessionResults } }
}
