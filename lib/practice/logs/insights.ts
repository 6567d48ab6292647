import { randomUUID } from 'node:crypto'
import type {
  DescribeQueriesRequest,
  GetQueryResultsRequest,
  StartQueryRequest,
  StopQueryRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { type InsightsQuery, insightsValue, parseInsightsQuery } from '@/lib/practice/logs/insights-query'
import { groupArn, invalid, nameOf, onGroup, requireGroup } from '@/lib/practice/logs/resources'
import { eventId, type LogEvent, startOf } from '@/lib/practice/logs/sorted-events'
import { liveEvents } from '@/lib/practice/logs/store'
import { isVisible } from '@/lib/practice/logs/visibility'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'

export const insightsOperations = {
  StartQuery: operation({
    authorization: (input: StartQueryRequest, call) => onGroup(groupOf(input), call),
    run: startQuery,
  }),
  GetQueryResults: operation({ run: getQueryResults }),
  StopQuery: operation({ run: stopQuery }),
  DescribeQueries: operation({ run: describeQueries }),
}

type Status = 'Running' | 'Complete' | 'Cancelled'

type Query = {
  id: string
  group: string
  text: string
  query: InsightsQuery
  createdAt: number
  status: Status
  /** Found and scanned when it was started: a query sees what was there. */
  found: LogEvent[]
  matched: number
  scanned: { records: number; bytes: number }
  asked: number
}

const KEPT = 100
/** Queries live as long as the process: on AWS their results are kept for a week, which no test waits for. */
const queriesByState = new WeakMap<StateStore, Map<string, Query>>()

function startQuery(input: StartQueryRequest, call: Call) {
  const { startTime = 0, endTime = 0 } = input
  const group = requireGroup(groupOf(input), call)

  if (startTime > endTime) {
    throw invalid('startTime must be less than or equal to endTime.')
  }
  const query = parseInsightsQuery(input.queryString ?? '', input.limit)
  const made: Query = {
    id: randomUUID(),
    group: group.name,
    text: input.queryString ?? '',
    query,
    createdAt: call.now(),
    status: 'Running',
    asked: 0,
    ...search(
      liveEvents(call.state, group, call.now()).all.forward(startOf(startTime * 1000)),
      endTime * 1000 + 999,
      query,
      call,
    ),
  }
  const queries = queriesOf(call)
  queries.set(made.id, made)
  const [oldest] = queries.keys()

  if (queries.size > KEPT && oldest !== undefined) {
    queries.delete(oldest)
  }
  return { queryId: made.id }
}

function search(events: Iterable<LogEvent>, end: number, query: InsightsQuery, call: Call) {
  const matching: LogEvent[] = []
  const scanned = { records: 0, bytes: 0 }

  for (const event of events) {
    if (event.timestamp > end) {
      break
    }
    scanned.records += 1
    scanned.bytes += event.bytes

    if (isVisible(event, call) && query.accepts(event)) {
      matching.push(event)
    }
  }
  const ordered = query.isNewestFirst ? matching.toReversed() : matching
  return { found: ordered.slice(0, query.limit), matched: matching.length, scanned }
}

/** The first look finds a query running, with a part of its results; the next one finds it complete. */
function getQueryResults({ queryId }: GetQueryResultsRequest, call: Call) {
  const query = requireQuery(queryId, call)
  query.asked += 1

  if (query.asked > 1 && query.status === 'Running') {
    query.status = 'Complete'
  }
  const share = query.status === 'Running' ? 0.5 : 1
  const shown = query.found.slice(0, Math.floor(query.found.length * share))
  return {
    queryLanguage: 'CWLI',
    status: query.status,
    results: shown.map((event) => [
      ...query.query.fields.flatMap((field) => ({ field, value: insightsValue(event, field) })),
      { field: '@ptr', value: Buffer.from(eventId(event)).toString('base64') },
    ]),
    statistics: {
      recordsMatched: Math.floor(query.matched * share),
      recordsScanned: Math.floor(query.scanned.records * share),
      bytesScanned: Math.floor(query.scanned.bytes * share),
    },
  }
}

function stopQuery({ queryId }: StopQueryRequest, call: Call) {
  const query = requireQuery(queryId, call)

  if (query.status !== 'Running') {
    throw invalid('The specified query is not in a running state.')
  }
  query.status = 'Cancelled'
  return { success: true }
}

function describeQueries({ logGroupName, status }: DescribeQueriesRequest, call: Call) {
  const queries = [...queriesOf(call).values()].filter(
    (query) => (!logGroupName || query.group === logGroupName) && (!status || query.status === status),
  )
  return {
    queries: queries.reverse().map((query) => ({
      queryId: query.id,
      queryString: query.text,
      status: query.status,
      createTime: query.createdAt,
      logGroupName: query.group,
    })),
  }
}

/** One group: the list forms are taken when they name just one. */
function groupOf({ logGroupName, logGroupNames, logGroupIdentifiers }: StartQueryRequest) {
  const given = [logGroupName, ...(logGroupNames ?? []), ...(logGroupIdentifiers ?? [])].filter(Boolean)

  if (given.length !== 1) {
    throw invalid('Exactly one log group must be specified.')
  }
  return { logGroupName: nameOf({ logGroupName: given[0] }) }
}

function requireQuery(id: string | undefined, call: Call): Query {
  const query = queriesOf(call).get(id ?? '')

  if (!query) {
    throw new ServiceError('ResourceNotFoundException', `Query does not exist: ${groupArn(call, id ?? '')}`)
  }
  return query
}

function queriesOf({ state }: Call): Map<string, Query> {
  const known = queriesByState.get(state) ?? new Map<string, Query>()
  queriesByState.set(state, known)
  return known
}
