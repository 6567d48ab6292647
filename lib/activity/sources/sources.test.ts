import { expect, it } from 'vitest'
import { loggedCalls } from '@/lib/activity/sources/log-lines'
import { recordedCalls } from '@/lib/activity/sources/recorded'
import { agentOf, sessionBegun, trailCall } from '@/lib/activity/sources/trail-event'

const BOTOCORE = 'Botocore/1.44.8 ua/2.1 os/linux'

it.each([
  [
    `${BOTOCORE} md/awslabs#mcp#aws-api-mcp-server#1.5.6 md/via/AWS-API-MCP MCPClient/Visual-Studio-Code#1.99 cfg/ro#1`,
    { server: '1.5.6', client: { name: 'Visual-Studio-Code', version: '1.99' } },
  ],
  [`${BOTOCORE} md/awslabs#mcp#aws-api-mcp-server#1.3.46 md/via/AWS-API-MCP`, { server: '1.3.46' }],
  [BOTOCORE, undefined],
  ['aws-cli/2.9', undefined],
])('reads who called from %s', (agent, expected) => {
  expect(agentOf(agent)).toEqual(expected)
})

const ROLE = 'arn:aws:iam::111122223333:role/r'

function event(more: object, requestParameters: object | null = null) {
  return {
    EventId: 'id',
    Username: 'BedrockAgentCore-x',
    CloudTrailEvent: JSON.stringify({
      eventID: 'id',
      eventTime: '2026-11-20T12:00:00Z',
      eventSource: 's3.amazonaws.com',
      eventName: 'PutBucketPolicy',
      awsRegion: 'eu-west-1',
      recipientAccountId: '111122223333',
      requestParameters,
      readOnly: false,
      userIdentity: {
        arn: 'arn:aws:sts::111122223333:assumed-role/r/x',
        sessionContext: { sessionIssuer: { arn: ROLE } },
      },
      ...more,
    }),
  }
}

it('reads an event of the role only', () => {
  expect(trailCall(event({}), ROLE)).toMatchObject({ service: 's3', operation: 'PutBucketPolicy', isRead: false })
  expect(trailCall(event({}), `${ROLE}2`)).toBeUndefined()
  expect(trailCall({ CloudTrailEvent: 'no event' }, ROLE)).toBeUndefined()
  expect(trailCall(event({ eventTime: 'never' }), ROLE)).toBeUndefined()
})

it.each([
  [
    { bucketName: 'b', policy: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::999988887777:root"}}]}' },
    ['999988887777'],
  ],
  [{ bucketName: 'b', policy: '{"Statement":[{"Principal":"*"}]}' }, ['everybody']],
  [{ bucketName: 'b', policy: { Statement: [{ Principal: { AWS: ['*'] } }] } }, ['everybody']],
  [{ bucketName: 'b', policy: '{"Statement":[{"Principal":{"AWS":"arn:aws:iam::111122223333:root"}}]}' }, []],
  [{ createVolumePermission: { add: { items: [{ userId: '999988887777' }] } } }, ['999988887777']],
  [{ createVolumePermission: { add: { items: [{ group: 'all' }] } } }, ['everybody']],
  [{ createVolumePermission: { remove: { items: [{ userId: '999988887777' }] } } }, []],
  [{ valuesToRemove: ['999988887777'] }, []],
  [{ valuesToAdd: ['all'], attributeName: 'restore' }, ['everybody']],
  [{ functionName: 'f', principal: 'events.amazonaws.com' }, []],
  [{ functionName: 'f', principal: '999988887777' }, ['999988887777']],
  [{ 'x-amz-acl': ['public-read'] }, ['everybody']],
])('reads to whom %j gives something', (parameters, expected) => {
  expect(trailCall(event({}, parameters), ROLE)?.outwards).toEqual(expected)
})

it('names a resource without secrets, and secrets asked for in clear', () => {
  expect(trailCall(event({}, { clientToken: 't', name: 'n', bucketName: 'b' }), ROLE)?.resource).toBe('b')
  expect(trailCall(event({}, { withDecryption: true, name: 'n' }), ROLE)).toMatchObject({ isDecrypting: true })
  expect(JSON.stringify(trailCall(event({}, { secretString: 'hide-me', password: 'hide-me' }), ROLE))).not.toContain(
    'hide-me',
  )
})

it('finds sessions that began as the role', () => {
  const begun = { eventName: 'AssumeRole', requestParameters: { roleArn: ROLE, roleSessionName: 'BedrockAgentCore-x' } }
  expect(sessionBegun(event(begun), ROLE)).toBe('BedrockAgentCore-x')
  expect(sessionBegun(event({ ...begun, errorCode: 'AccessDenied' }), ROLE)).toBeUndefined()
  expect(sessionBegun(event(begun), 'other')).toBeUndefined()
})

const line = (at: number, text: string, stream = 's') => ({ id: `${stream}${at}`, at, ingestedAt: at, stream, text })
const begins = (words: string) => `x - Attempting to execute AWS CLI command: aws ${words} *parameters redacted*`
const sends = (operation: string, region = 'us-east-1') =>
  `x - Interpreting operation ec2.${operation} for region ${region}`
const ends = (operation: string) => `x - Operation ec2.${operation} interpreted in 0.05 seconds`

it('reads a call from its lines', () => {
  const calls = loggedCalls([
    line(1, begins('ec2 describe-instances')),
    line(2, sends('describe_instances', 'eu-west-1')),
    line(3, begins('ec2 describe-vpcs'), 'other'),
    line(4, ends('describe_instances')),
    line(5, begins('iam create-user')),
    line(6, 'DEBUG    Sending ERROR to client: Execution of this'),
    line(7, begins('iam list-users')),
    line(8, 'DEBUG    Sending ERROR to client: Error while'),
  ])
  expect(calls).toMatchObject([
    { operation: 'describe-instances', region: 'eu-west-1', endedAt: 4, stream: 's' },
    { operation: 'describe-vpcs', stream: 'other' },
    { operation: 'create-user', refusal: 'policy' },
    { operation: 'list-users', refusal: 'not-sent' },
  ])
  expect(calls[1]).not.toHaveProperty('region')
})

it('says of two that run at once nothing that may be of the other', () => {
  const calls = loggedCalls([
    line(1, begins('ec2 describe-vpcs')),
    line(2, sends('describe_vpcs')),
    line(3, begins('ec2 describe-vpcs')),
    line(4, sends('describe_vpcs')),
    line(5, ends('describe_vpcs')),
  ])
  expect(calls.map(({ endedAt }) => endedAt)).toEqual([undefined, undefined])
})

it('gives each line of the record an id of its own, the same each time', () => {
  const entry = {
    at: '2026-11-20T12:00:00.000Z',
    client: 'c',
    method: 'tools/call',
    outcome: 'answered',
    ms: 1,
    bytes: 1,
    tries: 1,
  }
  const ids = recordedCalls([entry, entry]).map(({ id }) => id)
  expect(new Set(ids).size).toBe(2)
  expect(recordedCalls([entry, entry]).map(({ id }) => id)).toEqual(ids)
})
