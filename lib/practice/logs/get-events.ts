import type { GetLogEventsRequest } from '@aws-sdk/client-cloudwatch-logs'
import { invalid, onStream, requireGroup, requireStream } from '@/lib/practice/logs/resources'
import { after, eventId, type LogEvent, type Position, parseEventId, startOf } from '@/lib/practice/logs/sorted-events'
import { liveEvents } from '@/lib/practice/logs/store'
import { isVisible, MAX_PAGE_EVENTS, pageCollector } from '@/lib/practice/logs/visibility'
import { type Call, operation } from '@/lib/practice/wire/service'

const END_OF_TIME = startOf(99_999_999_999_999)

export const getOperations = {
  GetLogEvents: operation({ authorization: onStream, run: getLogEvents }),
}

/** A page always comes oldest first. At either end of the stream the token that was sent comes back. */
function getLogEvents(input: GetLogEventsRequest, call: Call) {
  const group = requireGroup(input, call)
  const stream = requireStream(group, input.logStreamName)
  const source = liveEvents(call.state, group, call.now()).byStream.get(stream.name)
  const { isForward, boundary } = startingPoint(input)
  const collector = pageCollector(input.limit ?? MAX_PAGE_EVENTS)
  const walk = isForward ? source?.forward(boundary) : source?.backward(boundary)

  for (const event of walk ?? []) {
    const isOutside = isForward
      ? event.timestamp >= (input.endTime ?? Infinity)
      : event.timestamp < (input.startTime ?? 0)

    // Nothing may be read past an event that isn't visible yet: a forward token must not skip it.
    if (isOutside || (isForward && !isVisible(event, call))) {
      break
    }
    if (isVisible(event, call) && !collector.add(event)) {
      break
    }
  }
  const events = isForward ? collector.events : collector.events.reverse()
  const [first, last] = [events[0], events.at(-1)]
  return {
    events: events.map(output),
    nextForwardToken: `f/${eventId(last ? after(last) : boundary)}/s`,
    nextBackwardToken: `b/${eventId(first ?? boundary)}/s`,
  }
}

function startingPoint(input: GetLogEventsRequest): { isForward: boolean; boundary: Position } {
  if (input.nextToken === undefined) {
    const start = startOf(input.startTime ?? 0)
    const end = input.endTime === undefined ? END_OF_TIME : startOf(input.endTime)
    return input.startFromHead ? { isForward: true, boundary: start } : { isForward: false, boundary: end }
  }
  const [, direction, id = ''] = /^([fb])\/(\d+)\/s$/.exec(input.nextToken) ?? []
  const boundary = parseEventId(id)

  if (!boundary) {
    throw invalid('The specified nextToken is invalid.')
  }
  return { isForward: direction === 'f', boundary }
}

function output({ timestamp, ingestionTime, message }: LogEvent) {
  return { timestamp, ingestionTime, message }
}
