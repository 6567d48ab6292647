import 'server-only'
import { failureOf } from '@/lib/aws/attempt'
import { singleShotClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { FilteredLogEvent } from '@/lib/aws/types'
import { explainCredentials } from '@/lib/connections/identity'
import type { LogEvent } from '@/lib/logs/event'
import type { FilterAnswer, FilterRequest, LogsClient, Problem } from '@/lib/logs/tail/client'
import type { Failure } from '@/lib/result'

/** A page that takes longer is asked for again: a connection that hangs must not hold up a tail. */
const PAGE_TIMEOUT_MS = 15_000

const CIRCLE: Problem = {
  kind: 'refused',
  code: 'aws-rejected',
  message: 'CloudWatch Logs answers the same page again and again.',
  remedy: 'Try again later. If an endpoint of your own answers here, look at it.',
}

/** The tail's client for a log group of a connection. `pattern` empty: every event. Each call is one call of AWS. */
export function awsLogsClient(connection: Connection, group: string, pattern: string): LogsClient {
  return { filter: (request, signal) => filterOnce({ connection, group, pattern }, request, signal) }
}

async function filterOnce(
  { connection, group, pattern }: { connection: Connection; group: string; pattern: string },
  { from, to, limit, token, isBackward }: FilterRequest,
  signal: AbortSignal,
): Promise<FilterAnswer> {
  const limited = new AbortController()
  const abort = () => limited.abort()
  const timer = setTimeout(abort, PAGE_TIMEOUT_MS)
  signal.addEventListener('abort', abort)

  try {
    const input = {
      logGroupName: group,
      startTime: from,
      endTime: to,
      filterPattern: pattern === '' ? undefined : pattern,
      limit,
      nextToken: token,
      startFromHead: isBackward ? false : undefined,
    }
    // The client is looked up each time: credentials that were mended make a new one.
    const page = await singleShotClients(connection).logs.filterLogEvents(input, { abortSignal: limited.signal })

    if (token !== undefined && page.nextToken === token) {
      return { problem: CIRCLE }
    }
    const events = (page.events ?? []).map(toEvent)
    return { page: page.nextToken === undefined ? { events } : { events, next: page.nextToken } }
  } catch (error) {
    return { problem: await problemOf(connection, failureOf(error), token !== undefined) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abort)
  }
}

async function problemOf(connection: Connection, failure: Failure, hasToken: boolean): Promise<Problem> {
  switch (failure.code) {
    case 'throttled':
      return { kind: 'throttled' }
    case 'not-found':
      return { kind: 'missing-group' }
    case 'timeout':
      return { kind: 'unreachable' }
    case 'unavailable':
      return { kind: failure.requestId === undefined ? 'unreachable' : 'server-error' }
    case 'aws-rejected':
      if (hasToken && /token/i.test(failure.details ?? '')) {
        return { kind: 'invalid-token' }
      }
  }
  const { code, message, remedy = 'Try again.' } = await explainCredentials(connection, failure)
  return { kind: 'refused', code, message, remedy }
}

function toEvent({ eventId, timestamp = 0, ingestionTime, logStreamName, message }: FilteredLogEvent): LogEvent {
  const stream = logStreamName ?? ''
  return {
    id: eventId ?? `${timestamp}-${stream}-${ingestionTime}-${message}`,
    at: timestamp,
    ingestedAt: ingestionTime ?? timestamp,
    stream,
    text: message ?? '',
  }
}
