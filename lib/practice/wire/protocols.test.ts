import { Readable } from 'node:stream'
import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider'
import { IAM } from '@aws-sdk/client-iam'
import { type HttpRequest, HttpResponse } from '@smithy/core/protocols'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { practiceServices } from '@/lib/practice/server/services'
import { createRouter, PROTOCOLS } from '@/lib/practice/wire/routing'
import { ServiceError } from '@/lib/practice/wire/service-error'
import type { Input, Target, WireResponse } from '@/lib/practice/wire/wire'

const route = createRouter(practiceServices().map(({ model }) => model))

type Answer = (target: Target) => WireResponse

/** A client whose network is this: what it sends is routed and parsed here, and answered by `answer`. */
function wire(
  answer: Answer = ({ service }) => PROTOCOLS[service.protocol].refuse(service, new ServiceError('X', ''), 'id'),
) {
  const seen: { operation: string; input: Input }[] = []
  const requestHandler = {
    handle: async (request: HttpRequest) => {
      const { method, path, headers, body } = request
      const query = Object.entries(request.query).flatMap(([name, value]) =>
        [value].flat().map((one) => `${encodeURIComponent(name)}=${encodeURIComponent(one ?? '')}`),
      )
      const bytes = Buffer.from(typeof body === 'string' || body instanceof Uint8Array ? body : '')
      const received = { method, path, rawQuery: query.join('&'), headers, body: bytes }
      const routed = route(received)

      if (routed.kind === 'refused') {
        throw routed.error
      }
      const { target } = routed
      seen.push({ operation: target.operation.name, input: PROTOCOLS[target.service.protocol].parse(received, target) })
      const { status: statusCode, headers: answered, body: content } = answer(target)
      const stream = typeof content === 'string' || content instanceof Uint8Array ? [Buffer.from(content)] : content
      return { response: new HttpResponse({ statusCode, headers: { ...answered }, body: Readable.from(stream) }) }
    },
  }
  const credentials = { accessKeyId: 'A', secretAccessKey: 'S' }
  return {
    seen,
    config: { region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials, maxAttempts: 1, requestHandler },
  }
}

const ARN = 'arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/a-AbCdEf1234'
const text = fc.string({ unit: 'grapheme', maxLength: 15 })
const label = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 })
const runtime = fc.record(
  {
    agentRuntimeName: text,
    roleArn: text,
    agentRuntimeArtifact: fc.record({ containerConfiguration: fc.record({ containerUri: text }) }),
    networkConfiguration: fc.record({ networkMode: fc.constant('PUBLIC' as const) }),
    environmentVariables: fc.dictionary(text, text),
    lifecycleConfiguration: fc.record({ idleRuntimeSessionTimeout: fc.integer(), maxLifetime: fc.integer() }),
    clientToken: text.filter((token) => token !== ''),
    tags: fc.dictionary(text, text),
    authorizerConfiguration: fc.record({
      customJWTAuthorizer: fc.record({ discoveryUrl: text, allowedClients: fc.array(text) }),
    }),
  },
  { noNullPrototype: true },
)

test('REST bodies arrive as they were given: maps, unions, numbers', async () => {
  await fc.assert(
    fc.asyncProperty(runtime, async (input) => {
      const { seen, config } = wire()
      await new BedrockAgentCoreControl(config).createAgentRuntime(input).catch(() => undefined)
      expect(seen).toEqual([{ operation: 'CreateAgentRuntime', input }])
    }),
    { numRuns: 40 },
  )
})

test('REST labels and query parameters arrive as they were given', async () => {
  await fc.assert(
    fc.asyncProperty(label, fc.array(text, { minLength: 1, maxLength: 4 }), async (resourceArn, tagKeys) => {
      const { seen, config } = wire()
      await new BedrockAgentCoreControl(config).untagResource({ resourceArn, tagKeys }).catch(() => undefined)
      expect(seen).toEqual([{ operation: 'UntagResource', input: { resourceArn, tagKeys } }])
    }),
    { numRuns: 40 },
  )
})

test('a REST payload and its headers arrive', async () => {
  const { seen, config } = wire()
  const payload = Buffer.from('{"jsonrpc":"2.0"}')
  const input = {
    agentRuntimeArn: ARN,
    payload,
    contentType: 'application/json',
    mcpSessionId: 's',
    qualifier: 'DEFAULT',
  }
  await new BedrockAgentCore(config).invokeAgentRuntime(input).catch(() => undefined)
  expect(seen[0]).toMatchObject({ operation: 'InvokeAgentRuntime', input })
})

test('JSON bodies arrive as they were given', async () => {
  const event = fc.record({ timestamp: fc.maxSafeNat(), message: text }, { noNullPrototype: true })
  await fc.assert(
    fc.asyncProperty(text, fc.array(event), async (logGroupName, logEvents) => {
      const { seen, config } = wire()
      const input = { logGroupName, logStreamName: 's', logEvents }
      await new CloudWatchLogs(config).putLogEvents(input).catch(() => undefined)
      expect(seen).toEqual([{ operation: 'PutLogEvents', input }])
    }),
    { numRuns: 40 },
  )
})

function answering(output: Record<string, unknown>): Answer {
  return (target) => PROTOCOLS[target.service.protocol].answer(target, output, 'request-1')
}

test('answers arrive as they were given: times, blobs, text that must be escaped', async () => {
  const createdAt = new Date('2026-11-23T04:05:06.789Z')
  const { config } = wire(answering({ agentRuntimeId: 'x', createdAt, environmentVariables: { A: '<é"\\>' } }))
  const runtimeAnswer = await new BedrockAgentCoreControl(config).getAgentRuntime({ agentRuntimeId: 'x' })
  expect(runtimeAnswer).toMatchObject({ agentRuntimeId: 'x', createdAt, environmentVariables: { A: '<é"\\>' } })
  expect(runtimeAnswer.$metadata).toMatchObject({ httpStatusCode: 200, requestId: 'request-1' })

  const pool = { Id: 'p', CreationDate: createdAt, UserPoolTags: { a: '' } }
  const cognito = new CognitoIdentityProvider(wire(answering({ UserPool: pool })).config)
  expect((await cognito.describeUserPool({ UserPoolId: 'p' })).UserPool).toEqual(pool)
})

test('XML answers arrive as they were given', async () => {
  await fc.assert(
    fc.asyncProperty(fc.stringMatching(/^<[\t\n -\uD7FF]{0,20}>$/), fc.array(fc.string()), async (odd, keys) => {
      const CreateDate = new Date(Math.floor(Date.now() / 1000) * 1000)
      const Tags = keys.map((_key, index) => ({ Key: `k${index}`, Value: odd }))
      const role = { RoleName: 'r', RoleId: 'i', Path: '/', Arn: 'a', CreateDate, MaxSessionDuration: 3600, Tags }
      const Role = { ...role, Description: odd }
      const answer = await new IAM(wire(answering({ Role })).config).getRole({ RoleName: 'r' })
      expect(answer.Role).toEqual(Role)
    }),
    { numRuns: 40 },
  )
})

test('operations without output answer without one', async () => {
  await new IAM(wire(answering({})).config).deleteRole({ RoleName: 'r' })
  await new CloudWatchLogs(wire(answering({})).config).deleteLogGroup({ logGroupName: 'g' })
  const { $metadata } = await new BedrockAgentCoreControl(wire(answering({})).config).untagResource({
    resourceArn: ARN,
    tagKeys: ['a'],
  })
  expect($metadata.httpStatusCode).toBe(204)
})

test("errors arrive as the client's own exceptions, with their members and the model's status", async () => {
  const refusing = (error: ServiceError) =>
    wire(({ service }) => PROTOCOLS[service.protocol].refuse(service, error, 'request-1')).config
  const fieldList = [{ name: 'a', message: 'b' }]
  const invalid = new ServiceError('ValidationException', 'Bad <&> input.', 400, { reason: 'CannotParse', fieldList })
  await expect(new BedrockAgentCoreControl(refusing(invalid)).listAgentRuntimes({})).rejects.toMatchObject({
    name: 'ValidationException',
    message: 'Bad <&> input.',
    reason: 'CannotParse',
    fieldList,
    $metadata: { httpStatusCode: 400, requestId: 'request-1' },
  })
  const quota = new ServiceError('ServiceQuotaExceededException', 'Full.')
  await expect(new BedrockAgentCoreControl(refusing(quota)).listAgentRuntimes({})).rejects.toMatchObject({
    name: 'ServiceQuotaExceededException',
    $metadata: { httpStatusCode: 402 },
  })
  const conflict = new ServiceError('DeleteConflict', 'Bad <&> input.')
  await expect(new IAM(refusing(conflict)).deleteRole({ RoleName: 'r' })).rejects.toMatchObject({
    name: 'DeleteConflictException',
    message: 'Bad <&> input.',
    $metadata: { httpStatusCode: 409, requestId: 'request-1' },
  })
  const missing = new ServiceError('ResourceNotFoundException', 'No such group.', 404)
  await expect(new CloudWatchLogs(refusing(missing)).describeLogStreams({ logGroupName: 'g' })).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    $metadata: { httpStatusCode: 400 },
  })
})

test('event streams arrive event by event, and an error ends them', async () => {
  async function* responseStream() {
    yield { sessionStart: { sessionId: 's', logGroupIdentifiers: ['g'] } }
    yield { sessionUpdate: { sessionResults: [{ message: 'é', timestamp: 5 }] } }
    throw new ServiceError('SessionTimeoutException', 'Three hours are over.')
  }
  const { config } = wire(answering({ responseStream: responseStream() }))
  const logs = new CloudWatchLogs({ ...config, disableHostPrefix: true })
  const answer = await logs.startLiveTail({ logGroupIdentifiers: ['arn'] })
  const events: unknown[] = []
  const reading = (async () => {
    for await (const event of answer.responseStream ?? []) {
      events.push(event)
    }
  })()
  await expect(reading).rejects.toMatchObject({ name: 'SessionTimeoutException', message: 'Three hours are over.' })
  expect(events).toEqual([
    { sessionStart: { sessionId: 's', logGroupIdentifiers: ['g'] } },
    { sessionUpdate: { sessionResults: [{ message: 'é', timestamp: 5 }] } },
  ])
})
