import { createHash } from 'node:crypto'
import type { LookupAttribute, LookupEventsRequest, LookupEventsResponse } from '@aws-sdk/client-cloudtrail'
import { accessKeyOf, type TrailEvent, toAws, userNameOf } from '@/lib/practice/cloudtrail/event'
import { eventsOf, KEPT_MS, keepEvents } from '@/lib/practice/cloudtrail/trail'
import type { Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const PAGE = 50

/** The management events of a region, newest first. */
export function lookupEvents(input: LookupEventsRequest, call: Call): LookupEventsResponse {
  const { LookupAttributes: attributes = [], EventCategory: category, MaxResults: size = PAGE } = input
  const now = call.now()
  const [from, to] = [input.StartTime?.getTime() ?? now - KEPT_MS, input.EndTime?.getTime() ?? now]
  refuseInput(attributes, category, size, from <= to)
  const digest = digestOf(input, call.region)
  const position = input.NextToken === undefined ? undefined : readToken(input.NextToken, digest)

  if (category === 'insight') {
    return { Events: [] }
  }
  keepEvents(call.state, now)
  const period = {
    region: call.region,
    from: Math.max(from, now - KEPT_MS),
    // Events have whole seconds, so the last one of the period counts.
    to: Math.min(to + 999, now - call.switches.trailLagMs, position?.at ?? Number.POSITIVE_INFINITY),
  }
  const page: TrailEvent[] = []
  let isPast = position === undefined

  for (const event of eventsOf(call.state, period)) {
    const isAfter = isPast || event.at < (position?.at ?? 0)

    if (isAfter && matches(event, attributes[0])) {
      page.push(event)
    }
    if (page.length > size) {
      break
    }
    isPast = isAfter || event.id === position?.id
  }
  const last = page[size - 1]
  return {
    Events: page.slice(0, size).map(toAws),
    ...(page.length > size && last ? { NextToken: tokenOf({ digest, at: last.at, id: last.id }) } : {}),
  }
}

function refuseInput(attributes: LookupAttribute[], category: string | undefined, size: number, inOrder: boolean) {
  if (attributes.length > 1) {
    throw new ServiceError('InvalidLookupAttributesException', 'You can specify only one lookup attribute.')
  }
  if (attributes.some(({ AttributeKey: key }) => !Object.hasOwn(FIELDS, key ?? ''))) {
    throw new ServiceError('InvalidLookupAttributesException', 'The lookup attribute is not valid.')
  }
  if (category !== undefined && category !== 'insight') {
    throw new ServiceError('InvalidEventCategoryException', 'The event category is not valid.')
  }
  if (!Number.isInteger(size) || size < 1 || size > PAGE) {
    throw new ServiceError('InvalidMaxResultsException', `MaxResults must be from 1 to ${PAGE}.`)
  }
  if (!inOrder) {
    throw new ServiceError('InvalidTimeRangeException', 'The start time is after the end time.')
  }
}

const FIELDS: Readonly<Record<string, (event: TrailEvent) => readonly (string | undefined)[]>> = {
  EventId: ({ id }) => [id],
  EventName: ({ name }) => [name],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  Username: (event) => [userNameOf(event)],
  ResourceType: ({ resources }) => resources.map(([type]) => type),
  ResourceName: ({ resources }) => resources.map(([, name]) => name),
  EventSource: ({ source }) => [source],
  AccessKeyId: (event) => [accessKeyOf(event)],
}

function matches(event: TrailEvent, attribute: LookupAttribute | undefined): boolean {
  return !attribute || (FIELDS[attribute.AttributeKey ?? '']?.(event).includes(attribute.AttributeValue) ?? false)
}

/** Where a page ended, and of which question. */
type Position = { digest: string; at: number; id: string }

function digestOf({ LookupAttributes, StartTime, EndTime, EventCategory }: LookupEventsRequest, region: string) {
  const asked = JSON.stringify([region, LookupAttributes, StartTime, EndTime, EventCategory])
  return createHash('sha256').update(asked).digest('base64url')
}

function tokenOf({ digest, at, id }: Position): string {
  return Buffer.from(JSON.stringify([digest, at, id])).toString('base64url')
}

function readToken(token: string, digest: string): Position {
  try {
    const [own, at, id] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as unknown[]

    if (own === digest && typeof at === 'number' && typeof id === 'string') {
      return { digest, at, id }
    }
  } catch {
    // Not one of ours.
  }
  throw new ServiceError(
    'InvalidNextTokenException',
    'The token is not valid, or the other parameters are not those of the call that gave it.',
  )
}
