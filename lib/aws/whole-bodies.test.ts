import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BedrockAgentCoreControl, type UpdateAgentRuntimeRequest } from '@aws-sdk/client-bedrock-agentcore-control'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { isAwsError } from '@/lib/aws/attempt'
import { keepWholeBodies, wholeBody } from '@/lib/aws/whole-bodies'

const ANSWER = {
  agentRuntimeId: 'a-AbCdEf1234',
  createdAt: '2026-11-01T00:00:00Z',
  protocolConfiguration: { serverProtocol: 'MCP', port: 9090, path: '/agent/mcp' },
  filesystemConfigurations: [{ s3BucketMount: { bucket: 'b', mountPath: '/mnt/b' } }],
  allowedPorts: [{ port: 8088 }],
  futureField: { nested: [1, { deep: null }] },
}

type Step = { status: number; headers?: Record<string, string>; text?: string; cut?: boolean }

let server: Server
let client: BedrockAgentCoreControl
let steps: Step[] = []
let bodies: string[] = []

beforeEach(async () => {
  steps = []
  bodies = []
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      bodies.push(body)
      const { status, headers, text, cut } = steps.shift() ?? { status: 200 }
      response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': 'r-1', ...headers })
      response.write(text ?? JSON.stringify(ANSWER))
      cut ? setTimeout(() => response.destroy(), 20) : response.end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  client = new BedrockAgentCoreControl({
    region: 'us-east-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'A', secretAccessKey: 'B' },
    maxAttempts: 3,
  })
  keepWholeBodies(client, {
    reads: ['GetAgentRuntime'],
    writes: { UpdateAgentRuntime: { labels: ['agentRuntimeId'] }, CreateAgentRuntime: { labels: [] } },
  })
})

afterEach(() => {
  server.closeAllConnections()
  return new Promise((done) => server.close(done))
})

const read = () => client.getAgentRuntime({ agentRuntimeId: 'a-AbCdEf1234' })

it('gives an answer whole, beside the output that the SDK makes of it', async () => {
  const output = await read()
  expect(wholeBody(output)).toEqual(ANSWER)
  expect(output.createdAt).toEqual(new Date('2026-11-01T00:00:00Z'))
  expect(output.$metadata).toMatchObject({ httpStatusCode: 200, requestId: 'r-1' })
  expect(wholeBody(await client.listAgentRuntimes({}))).toEqual({})
})

it('sends every member of an input but those of the path, and the token that the SDK makes up', async () => {
  const { createdAt: _, ...input } = ANSWER
  await client.updateAgentRuntime(input as unknown as UpdateAgentRuntimeRequest)
  const { agentRuntimeId: __, ...rest } = input
  expect(JSON.parse(bodies[0] ?? '')).toEqual({ ...rest, clientToken: expect.any(String) })
})

it('keeps the errors and the retries of the SDK', async () => {
  const missing = { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException:http://x/' } }
  steps = [{ ...missing, text: '{"message":"gone"}' }]
  const error: unknown = await read().catch((caught: unknown) => caught)
  expect(isAwsError(error, 'ResourceNotFoundException')).toBe(true)
  expect(error).toMatchObject({ message: 'gone', $metadata: { requestId: 'r-1', httpStatusCode: 404 } })
  steps = [
    { status: 429, text: '{"__type":"ThrottlingException","message":"slow"}' },
    { status: 200, text: '{"agentRuntimeId"', cut: true },
  ]
  expect(wholeBody(await read())).toEqual(ANSWER)
  expect(bodies).toHaveLength(4)
})

it('leaves an answer that is no JSON to the SDK, which refuses it', async () => {
  steps = [{ status: 200, text: '<html>' }]
  await expect(read()).rejects.toMatchObject({ $metadata: { httpStatusCode: 200 } })
})
