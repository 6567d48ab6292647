import { createHash } from 'node:crypto'
import type { FilterLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs'
import { FilterPatternError } from '@/lib/practice/logs/filter/error'
import { type FilterMatcher, parseFilterPattern } from '@/lib/practice/logs/filter/pattern'
import { memoryOf } from '@/lib/practice/logs/memory'
import { invalid, makeToken, onGroup, readToken, requireGroup } from '@/lib/practice/logs/resources'
import {
  after,
  eventId,
  type LogEvent,
  type Position,
  parseEventId,
  SortedEvents,
  startOf,
} from '@/lib/practice/logs/sorted-events'
import { liveEvents } from '@/lib/practice/logs/store'
import { isVisible, MAX_PAGE_EVENTS, pageCollector } from '@/lib/practice/logs/visibility'
import { isAmong } from '@/lib/practice/wire/faults'
import { type Call, operation } from '@/lib/practice/wire/service'

/** How many events one call looks at; a rare match therefore comes after pages that are empty. */
const SCANNED_PER_CALL = 10_000
const TOKEN_LIFE_MS = 24 * 3_600_000
const NEWEST_FIRST_SINCE = Date.UTC(2024, 0, 1)

export const filterOperations = {
  FilterLogEvents: operation({ authorization: onGroup, run: filterLogEvents }),
}

type Query = {
  isForward: boolean
  boundary: Position
  start: number
  end: number
  limit: number
  accepts: (event: LogEvent) => boolean
}

type Token = { at: string; isForward: boolean; request: string; issuedAt: number }

function filterLogEvents(input: FilterLogEventsRequest, call: Call) {
  const group = requireGroup(input, call)
  checkRequest(input)
  const query = readQuery(input, call)
  const events = liveEvents(call.state, group, call.now())
  const [only] = input.logStreamNames?.length === 1 ? (input.logStreamNames ?? []) : []
  const source = only === undefined ? events.all : (events.byStream.get(only) ?? new SortedEvents())
  const found = isEmptyPage(call) ? { events: [], rest: query.boundary } : scan(source, query, call)
  const token = found.rest && {
    at: eventId(found.rest),
    isForward: query.isForward,
    request: fingerprint(input),
    issuedAt: call.now(),
  }
  // AWS stopped filling searchedLogStreams in 2020; an absent nextToken is the only end.
  return { events: found.events.map(output), searchedLogStreams: [], nextToken: token && makeToken(token) }
}

function checkRequest(input: FilterLogEventsRequest): void {
  if (input.logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw invalid('Only one of logStreamNames and logStreamNamePrefix can be specified.')
  }
  if ((input.startTime ?? 0) > (input.endTime ?? Infinity)) {
    throw invalid('endTime must be greater than or equal to startTime.')
  }
  // Without a startTime a request reaches back to the beginning; AWS says no word on it, and neither refuses it.
  if (input.startFromHead === false && (input.startTime ?? NEWEST_FIRST_SINCE) < NEWEST_FIRST_SINCE) {
    throw invalid('startFromHead can be false only when startTime is on or after Jan 1, 2024 00:00:00 UTC.')
  }
}

function readQuery(input: FilterLogEventsRequest, call: Call): Query {
  const start = input.startTime ?? 0
  const end = input.endTime ?? 99_999_999_999_998
  const token = input.nextToken === undefined ? undefined : checkToken(readToken(input.nextToken), input, call)
  const isForward = token?.isForward ?? input.startFromHead ?? true
  const boundary = token ? parseEventId(token.at) : isForward ? startOf(start) : startOf(end + 1)

  if (!boundary) {
    throw invalid('The specified nextToken is invalid.')
  }
  const matches = compile(input.filterPattern ?? '')
  const names = input.logStreamNames && new Set(input.logStreamNames)
  const prefix = input.logStreamNamePrefix ?? ''
  return {
    isForward,
    boundary,
    start,
    end,
    limit: Math.min(input.limit ?? MAX_PAGE_EVENTS, call.switches.logPageEvents),
    accepts: ({ stream, message }) => (names?.has(stream) ?? stream.startsWith(prefix)) && matches(message),
  }
}

export function compile(pattern: string): FilterMatcher {
  try {
    return parseFilterPattern(pattern)
  } catch (error) {
    throw error instanceof FilterPatternError ? invalid(error.message) : error
  }
}

function checkToken(value: unknown, input: FilterLogEventsRequest, call: Call): Token {
  const token = value as Partial<Token> | null

  if (typeof token?.at !== 'string' || token.request !== fingerprint(input)) {
    throw invalid('The specified nextToken is invalid.')
  }
  if (call.now() - (token.issuedAt ?? 0) > TOKEN_LIFE_MS) {
    throw invalid('The specified nextToken has expired.')
  }
  return token as Token
}

/** A token goes on with the request that it came from, and with no other. */
function fingerprint(input: FilterLogEventsRequest): string {
  const { nextToken: _token, startFromHead: _direction, limit: _limit, ...rest } = input
  const text = JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

/** The page, and the boundary to go on from when there is more to look at. */
function scan(source: SortedEvents, query: Query, call: Call): { events: LogEvent[]; rest?: Position } {
  const { isForward, boundary, start, end } = query
  const collector = pageCollector(query.limit)
  let scanned = 0

  for (const event of isForward ? source.forward(boundary) : source.backward(boundary)) {
    if (isForward ? event.timestamp > end : event.timestamp < start) {
      break
    }
    const isWanted = isVisible(event, call) && query.accepts(event)

    if (scanned >= SCANNED_PER_CALL || (isWanted && !collector.add(event))) {
      return { events: collector.events, rest: isForward ? event : after(event) }
    }
    scanned += 1
  }
  return { events: collector.events }
}

function isEmptyPage(call: Call): boolean {
  const memory = memoryOf(call.state)
  memory.filterCalls += 1
  return isAmong(memory.filterCalls, call.switches.emptyLogPages)
}

function output(event: LogEvent) {
  const { stream, timestamp, message, ingestionTime } = event
  return { logStreamName: stream, timestamp, message, ingestionTime, eventId: eventId(event) }
}
