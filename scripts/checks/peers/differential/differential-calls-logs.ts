import type { DifferentialCall } from '@/scripts/checks/peers/differential/differential-call'

const GROUP = '/aws/bedrock-agentcore/runtimes/tools-AbCdEf1234-DEFAULT'
const STREAM = '2026/11/01/[runtime-logs]0a1b2c3d'
const NOW = Date.now()
const QUERY = { logGroupName: GROUP, startTime: Math.floor(NOW / 1000) - 60, endTime: Math.ceil(NOW / 1000) }

const groups: DifferentialCall[] = [
  ['group-create', 'logs.createLogGroup', { logGroupName: GROUP, tags: { team: 'platform' } }],
  ['group-create-again', 'logs.createLogGroup', { logGroupName: GROUP }],
  ['group-create-bad-name', 'logs.createLogGroup', { logGroupName: 'no spaces' }],
  ['group-create-long-name', 'logs.createLogGroup', { logGroupName: 'g'.repeat(513) }],
  ['group-create-no-name', 'logs.createLogGroup', {}],
  ['group-create-other', 'logs.createLogGroup', { logGroupName: '/other' }],
  [
    'group-list',
    'logs.describeLogGroups',
    { logGroupNamePrefix: '/aws/bedrock-agentcore/' },
    { group: 'logGroups.0.arn' },
  ],
  ['group-list-none', 'logs.describeLogGroups', { logGroupNamePrefix: '/nothing' }],
  ['group-list-page', 'logs.describeLogGroups', { limit: 1 }],
  ['group-list-page-too-long', 'logs.describeLogGroups', { limit: 51 }],
  ['group-list-page-empty', 'logs.describeLogGroups', { limit: 0 }],
  ['retention-put', 'logs.putRetentionPolicy', { logGroupName: GROUP, retentionInDays: 30 }],
  ['retention-put-odd', 'logs.putRetentionPolicy', { logGroupName: GROUP, retentionInDays: 31 }],
  ['retention-put-missing', 'logs.putRetentionPolicy', { logGroupName: '/nothing', retentionInDays: 30 }],
  ['retention-list', 'logs.describeLogGroups', { logGroupNamePrefix: GROUP }],
  ['retention-delete', 'logs.deleteRetentionPolicy', { logGroupName: GROUP }],
  ['retention-delete-missing', 'logs.deleteRetentionPolicy', { logGroupName: '/nothing' }],
  ['group-tags', 'logs.listTagsLogGroup', { logGroupName: GROUP }],
  ['group-tags-missing', 'logs.listTagsLogGroup', { logGroupName: '/nothing' }],
]

const events: DifferentialCall[] = [
  ['stream-create', 'logs.createLogStream', { logGroupName: GROUP, logStreamName: STREAM }],
  ['stream-create-again', 'logs.createLogStream', { logGroupName: GROUP, logStreamName: STREAM }],
  ['stream-create-colon', 'logs.createLogStream', { logGroupName: GROUP, logStreamName: 'a:b' }],
  ['stream-create-no-group', 'logs.createLogStream', { logGroupName: '/nothing', logStreamName: STREAM }],
  ['stream-create-second', 'logs.createLogStream', { logGroupName: GROUP, logStreamName: 'otel-rt-logs' }],
  ['stream-list', 'logs.describeLogStreams', { logGroupName: GROUP }],
  ['stream-list-prefix', 'logs.describeLogStreams', { logGroupName: GROUP, logStreamNamePrefix: '2026/' }],
  ['stream-list-no-group', 'logs.describeLogStreams', { logGroupName: '/nothing' }],
  [
    'stream-list-prefix-by-time',
    'logs.describeLogStreams',
    { logGroupName: GROUP, logStreamNamePrefix: '2026/', orderBy: 'LastEventTime' },
  ],
  ['stream-list-bad-order', 'logs.describeLogStreams', { logGroupName: GROUP, orderBy: 'Name' }],
  [
    'put',
    'logs.putLogEvents',
    {
      logGroupName: GROUP,
      logStreamName: STREAM,
      logEvents: [
        { timestamp: NOW - 2000, message: 'INFO started' },
        { timestamp: NOW - 1000, message: 'ERROR failed' },
        { timestamp: NOW - 500, message: '{"level":"info","n":3}' },
      ],
    },
  ],
  [
    'put-old',
    'logs.putLogEvents',
    { logGroupName: GROUP, logStreamName: STREAM, logEvents: [{ timestamp: NOW - 20 * 86_400_000, message: 'old' }] },
  ],
  [
    'put-no-stream',
    'logs.putLogEvents',
    { logGroupName: GROUP, logStreamName: 'none', logEvents: [{ timestamp: NOW, message: 'x' }] },
  ],
  [
    'put-no-group',
    'logs.putLogEvents',
    { logGroupName: '/nothing', logStreamName: STREAM, logEvents: [{ timestamp: NOW, message: 'x' }] },
  ],
  ['put-nothing', 'logs.putLogEvents', { logGroupName: GROUP, logStreamName: STREAM, logEvents: [] }],
  [
    'put-empty-message',
    'logs.putLogEvents',
    { logGroupName: GROUP, logStreamName: STREAM, logEvents: [{ timestamp: NOW, message: '' }] },
  ],
  [
    'put-unordered',
    'logs.putLogEvents',
    {
      logGroupName: GROUP,
      logStreamName: STREAM,
      logEvents: [
        { timestamp: NOW, message: 'b' },
        { timestamp: NOW - 100, message: 'a' },
      ],
    },
  ],
  [
    'get',
    'logs.getLogEvents',
    { logGroupName: GROUP, logStreamName: STREAM, startFromHead: true },
    { forward: 'nextForwardToken' },
  ],
  ['get-end', 'logs.getLogEvents', { logGroupName: GROUP, logStreamName: STREAM, nextToken: '<forward>' }],
  ['get-bad-token', 'logs.getLogEvents', { logGroupName: GROUP, logStreamName: STREAM, nextToken: 'invalid-token' }],
  ['get-no-stream', 'logs.getLogEvents', { logGroupName: GROUP, logStreamName: 'none' }],
  ['get-too-many', 'logs.getLogEvents', { logGroupName: GROUP, logStreamName: STREAM, limit: 10_001 }],
  ['filter', 'logs.filterLogEvents', { logGroupName: GROUP, startTime: NOW - 60_000 }],
  [
    'filter-newest',
    'logs.filterLogEvents',
    { logGroupName: GROUP, startTime: NOW - 60_000, startFromHead: false, limit: 1 },
  ],
  ['filter-term', 'logs.filterLogEvents', { logGroupName: GROUP, filterPattern: 'ERROR' }],
  ['filter-none', 'logs.filterLogEvents', { logGroupName: GROUP, filterPattern: 'absent' }],
  ['filter-json', 'logs.filterLogEvents', { logGroupName: GROUP, filterPattern: '{ $.n = 3 }' }],
  ['filter-bad-pattern', 'logs.filterLogEvents', { logGroupName: GROUP, filterPattern: '{ $.n = ' }],
  ['filter-streams', 'logs.filterLogEvents', { logGroupName: GROUP, logStreamNames: [STREAM] }],
  [
    'filter-both',
    'logs.filterLogEvents',
    { logGroupName: GROUP, logStreamNames: [STREAM], logStreamNamePrefix: '2026/' },
  ],
  ['filter-no-group', 'logs.filterLogEvents', { logGroupName: '/nothing' }],
  ['filter-no-stream', 'logs.filterLogEvents', { logGroupName: GROUP, logStreamNames: ['none'] }],
  ['filter-bad-token', 'logs.filterLogEvents', { logGroupName: GROUP, nextToken: 'invalid-token' }],
  ['filter-zero', 'logs.filterLogEvents', { logGroupName: GROUP, limit: 0 }],
  ['query', 'logs.startQuery', { ...QUERY, queryString: 'fields @message | sort @timestamp' }, { query: 'queryId' }],
  ['query-results', 'logs.getQueryResults', { queryId: '<query>' }],
  ['query-no-group', 'logs.startQuery', { ...QUERY, logGroupName: '/nothing', queryString: 'fields @message' }],
  ['query-broken', 'logs.startQuery', { ...QUERY, queryString: 'fields @message | nonsense' }],
  ['query-two-ways', 'logs.startQuery', { ...QUERY, logGroupNames: [GROUP], queryString: 'fields @message' }],
  ['query-list', 'logs.describeQueries', { logGroupName: GROUP }],
  ['stream-delete', 'logs.deleteLogStream', { logGroupName: GROUP, logStreamName: 'otel-rt-logs' }],
  ['stream-delete-missing', 'logs.deleteLogStream', { logGroupName: GROUP, logStreamName: 'none' }],
  ['group-delete', 'logs.deleteLogGroup', { logGroupName: '/other' }],
  ['group-delete-missing', 'logs.deleteLogGroup', { logGroupName: '/other' }],
]

export const LOGS_CALLS: readonly DifferentialCall[] = [...groups, ...events]
