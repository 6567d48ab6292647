import type {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
} from '@aws-sdk/client-cloudwatch-logs'
import { groupArn, invalid, onGroup, onStream, page, requireGroup, requireStream } from '@/lib/practice/logs/resources'
import { findStream, type LogGroup, type LogStream } from '@/lib/practice/logs/slice'
import { ensureStream, liveEvents, removeStream } from '@/lib/practice/logs/store'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export const streamOperations = {
  CreateLogStream: operation({ authorization: onStream, run: createLogStream }),
  DeleteLogStream: operation({ authorization: onStream, run: deleteLogStream }),
  DescribeLogStreams: operation({ authorization: onGroup, run: describeLogStreams }),
}

function createLogStream(input: CreateLogStreamRequest, call: Call) {
  const group = requireGroup({ logGroupName: input.logGroupName }, call)
  const stream = input.logStreamName ?? ''

  if (findStream(group, stream)) {
    throw new ServiceError('ResourceAlreadyExistsException', 'The specified log stream already exists')
  }
  ensureStream(call.state, { region: call.region, group: group.name, stream, now: call.now() })
  return {}
}

function deleteLogStream(input: DeleteLogStreamRequest, call: Call) {
  const group = requireGroup({ logGroupName: input.logGroupName }, call)
  removeStream(call.state, group, requireStream(group, input.logStreamName))
  return {}
}

function describeLogStreams(input: DescribeLogStreamsRequest, call: Call) {
  const group = requireGroup(input, call)
  const isByTime = input.orderBy === 'LastEventTime'

  if (isByTime && input.logStreamNamePrefix !== undefined) {
    throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.')
  }
  // A delivery's stream is only as new as its last look.
  liveEvents(call.state, group, call.now())
  const streams = Object.values(group.streams)
    .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
    .map((stream) => ({ stream, lastEventAt: reportedLastEvent(stream, call) }))
    .sort((a, b) => (isByTime && (a.lastEventAt ?? 0) - (b.lastEventAt ?? 0)) || byName(a.stream, b.stream))
  const ordered = input.descending ? streams.reverse() : streams
  const { items, nextToken } = page(ordered, input, ({ stream }) => stream.name)
  return {
    logStreams: items.map(({ stream, lastEventAt }) => describeStream(group, stream, lastEventAt, call)),
    nextToken,
  }
}

/** AWS brings lastEventTimestamp up to date only now and then. */
function reportedLastEvent(stream: LogStream, call: Call): number | undefined {
  const { lastEventAt, reported } = stream
  const isStale = !reported || call.now() - reported.at >= call.switches.logStreamStatsMs

  if (lastEventAt !== undefined && isStale) {
    stream.reported = { lastEventAt, at: call.now() }
  }
  return stream.reported?.lastEventAt
}

function describeStream(group: LogGroup, stream: LogStream, lastEventAt: number | undefined, call: Call) {
  return {
    logStreamName: stream.name,
    creationTime: stream.createdAt,
    firstEventTimestamp: stream.firstEventAt,
    lastEventTimestamp: lastEventAt,
    lastIngestionTime: stream.lastIngestionAt,
    // AWS gave up sequence tokens, but still answers one.
    uploadSequenceToken: stream.lastIngestionAt === undefined ? undefined : String(stream.lastIngestionAt),
    arn: `${groupArn(call, group.name)}:log-stream:${stream.name}`,
    // Zero since 2019, for every stream.
    storedBytes: 0,
  }
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1
}
