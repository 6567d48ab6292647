import { randomUUID } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import type {
  DescribeQueriesRequest,
  GetQueryResultsRequest,
  StartQueryRequest,
  StopQueryRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { parseInsightsQuery } from '@/lib/practice/logs/insights/parse-query'
import type { Command } from '@/lib/practice/logs/insights/query'
import { queryRun, type ResultRow } from '@/lib/practice/logs/insights/run-query'
import {
  groupArn,
  invalid,
  makeToken,
  nameOf,
  onGroup,
  page,
  readToken,
  requireGroup,
} from '@/lib/practice/logs/resources'
import { type LogEvent, startOf } from '@/lib/practice/logs/sorted-events'
import { liveEvents } from '@/lib/practice/logs/store'
import { isVisible } from '@/lib/practice/logs/visibility'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { StateStore } from '@/lib/practice/wire/state'

export const insightsOperations = {
  StartQuery: operation({
    authorization: (input: StartQueryRequest, call) =>
      groupsOf(input).flatMap((logGroupName) => onGroup({ logGroupName }, call)),
    run: startQuery,
  }),
  GetQueryResults: operation({ run: getQueryResults }),
  StopQuery: operation({ run: stopQuery }),
  DescribeQueries: operation({ run: describeQueries }),
}

type Status = 'Running' | 'Complete' | 'Cancelled' | 'Failed'

type Query = {
  id: string
  groups: string[]
  text: string
  createdAt: number
  status: Status
  /** Its last record was looked at. */
  isWhole: boolean
  /** Found and scanned when it was started: a query sees what was there. */
  rows: ResultRow[]
  matched: number
  scanned: { records: number; bytes: number }
  asked: number
}

const KEPT = 100
const MAX_ITEMS = 10_000
const MAX_GROUPS = 50
/** How many records are looked at before other calls have their turn. */
const RECORDS_AT_ONCE = 2_000
/** Queries live as long as the process: on AWS their results are kept for a week, which no test waits for. */
const queriesByState = new WeakMap<StateStore, Map<string, Query>>()

function startQuery(input: StartQueryRequest, call: Call) {
  const { startTime = 0, endTime = 0, queryString = '', queryLanguage = 'CWLI' } = input
  const groups = groupsOf(input)

  for (const logGroupName of groups) {
    requireGroup({ logGroupName }, call)
  }
  if (queryLanguage !== 'CWLI') {
    throw notHeld(`queries of Logs Insights in ${queryLanguage}`)
  }
  if (startTime > endTime) {
    throw invalid('startTime must be less than or equal to endTime.')
  }
  const commands = parseInsightsQuery(queryString)
  const made: Query = {
    id: randomUUID(),
    groups,
    text: queryString,
    createdAt: call.now(),
    status: 'Running',
    asked: 0,
    isWhole: false,
    rows: [],
    matched: 0,
    scanned: { records: 0, bytes: 0 },
  }
  const wanted = { groups, commands, from: startTime * 1000, to: endTime * 1000 + 999, limit: input.limit }
  const steps = search(wanted, made, call)

  // A small search is over before its StartQuery is answered.
  if (!steps.next().done) {
    void finish(made, steps)
  }
  const queries = queriesOf(call)
  queries.set(made.id, made)
  const [oldest] = queries.keys()

  if (queries.size > KEPT && oldest !== undefined) {
    queries.delete(oldest)
  }
  return { queryId: made.id }
}

type Search = { groups: string[]; commands: Command[]; from: number; to: number; limit: number | undefined }

/** Fills the query, a step for some records. It sees what was there when it was started. */
function* search({ groups, commands, from, to, limit }: Search, query: Query, call: Call): Generator<void> {
  const run = queryRun(commands, limit)
  const found = groups.map((group) => ({ group, events: eventsBetween(group, from, to, call) }))

  for (const { group, events } of found) {
    for (const event of events) {
      query.scanned.records += 1
      query.scanned.bytes += event.bytes
      run.take({ event, group, accountId: call.accountId })

      if (query.scanned.records % RECORDS_AT_ONCE === 0) {
        yield
      }
    }
  }
  Object.assign(query, run.finish(), { isWhole: true })
}

function eventsBetween(group: string, from: number, to: number, call: Call): LogEvent[] {
  const { all } = liveEvents(call.state, requireGroup({ logGroupName: group }, call), call.now())
  const events: LogEvent[] = []

  for (const event of all.forward(startOf(from))) {
    if (event.timestamp > to) {
      break
    }
    if (isVisible(event, call)) {
      events.push(event)
    }
  }
  return events
}

async function finish(query: Query, steps: Generator<void>): Promise<void> {
  try {
    do {
      await turn()
    } while (query.status === 'Running' && !steps.next().done)
  } catch (error) {
    query.status = 'Failed'
    process.stderr.write(`The practice account failed at a query: ${String(error)}\n`)
  }
}

/** The first look finds a query running, with a part of its results; the next one finds it complete. */
function getQueryResults({ queryId, nextToken, maxItems }: GetQueryResultsRequest, call: Call) {
  const query = requireQuery(queryId, call)
  query.asked += 1

  if (query.asked > 1 && query.isWhole && query.status === 'Running') {
    query.status = 'Complete'
  }
  const share = query.status === 'Running' ? 0.5 : 1
  const rows = query.rows.slice(0, Math.floor(query.rows.length * share))
  const from = nextToken === undefined ? 0 : offsetOf(nextToken, query)
  const to = from + (maxItems || MAX_ITEMS)
  return {
    queryLanguage: 'CWLI',
    status: query.status,
    results: rows.slice(from, to),
    statistics: {
      recordsMatched: Math.floor(query.matched * share),
      recordsScanned: Math.floor(query.scanned.records * share),
      bytesScanned: Math.floor(query.scanned.bytes * share),
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: query.groups.length,
    },
    ...(to < rows.length ? { nextToken: makeToken([query.id, to]) } : {}),
  }
}

function offsetOf(token: string, query: Query): number {
  const content = readToken(token)

  if (!Array.isArray(content) || content[0] !== query.id || typeof content[1] !== 'number') {
    throw invalid('The specified nextToken is invalid.')
  }
  return content[1]
}

function stopQuery({ queryId }: StopQueryRequest, call: Call) {
  const query = requireQuery(queryId, call)

  if (query.status !== 'Running') {
    throw invalid('The specified query is not in a running state.')
  }
  query.status = 'Cancelled'
  return { success: true }
}

function describeQueries(
  { logGroupName, status, queryLanguage = 'CWLI', maxResults, nextToken }: DescribeQueriesRequest,
  call: Call,
) {
  const queries = [...queriesOf(call).values()]
    .filter(
      (query) =>
        (!logGroupName || query.groups.includes(logGroupName)) &&
        (!status || query.status === status) &&
        queryLanguage === 'CWLI',
    )
    .reverse()
  const { items, ...rest } = page(queries, { nextToken, limit: maxResults ?? KEPT }, ({ id }) => id)
  return {
    queries: items.map((query) => ({
      queryLanguage: 'CWLI',
      queryId: query.id,
      queryString: query.text,
      status: query.status,
      createTime: query.createdAt,
      logGroupName: query.groups[0],
    })),
    ...rest,
  }
}

/** Names, whichever of the three forms gave them. */
function groupsOf({ logGroupName, logGroupNames, logGroupIdentifiers }: StartQueryRequest): string[] {
  const forms = [logGroupName === undefined ? undefined : [logGroupName], logGroupNames, logGroupIdentifiers]
  const [given = [], ...more] = forms.filter((names) => names !== undefined)

  if (given.length === 0 || more.length > 0) {
    throw invalid('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be specified.')
  }
  if (given.length > MAX_GROUPS) {
    throw invalid(`At most ${MAX_GROUPS} log groups can be queried.`)
  }
  return [...new Set(given.map((identifier) => nameOf({ logGroupIdentifier: identifier })))]
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
