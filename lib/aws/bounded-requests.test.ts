import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Failure, Result } from '@/lib/result'

vi.stubEnv('SLIPWAY_AWS_TIMEOUT_MS', '700')
vi.stubEnv('SLIPWAY_AWS_RETRY_DELAY_MS', '1')
vi.stubEnv('AWS_ACCESS_KEY_ID', 'A')
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'B')
vi.resetModules()

const MB = 1024 * 1024
const BOMB = gzipSync(Buffer.alloc(64 * MB))
const connection = { source: { type: 'chain' as const }, region: 'us-east-1' }
const ARN = 'arn:aws:bedrock-agentcore:us-east-1:123456789012:runtime/a-AbCdEf1234'

let server: Server
let sentBytes = 0
let requests = 0
let behave: (response: ServerResponse) => void

beforeAll(async () => {
  server = createServer((request, response) => {
    requests += 1
    request.resume()
    response.on('error', () => undefined)
    behave(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

afterEach(() => {
  server.closeAllConnections()
  sentBytes = 0
  requests = 0
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const aws = async () => (await import('@/lib/aws/clients')).awsClients(connection)

/** One read of each service, and one of its lists where it has any. */
const SERVICES: Record<string, () => Promise<unknown>> = {
  iam: async () => (await aws()).iam.listRoles({}),
  sts: async () => (await aws()).sts.getCallerIdentity({}),
  logs: async () => (await aws()).logs.describeLogGroups({}),
  cognito: async () => (await aws()).cognito.describeUserPool({ UserPoolId: 'us-east-1_a' }),
  'agentcore-control': async () => (await aws()).agentcoreControl.getAgentRuntime({ agentRuntimeId: 'a-AbCdEf1234' }),
  agentcore: async () =>
    (await aws()).agentcore.stopRuntimeSession({ agentRuntimeArn: ARN, runtimeSessionId: 's'.repeat(40) }),
  'access-analyzer': async () =>
    (await aws()).accessAnalyzer.validatePolicy({ policyDocument: '{}', policyType: 'IDENTITY_POLICY' }),
}

async function failureOf(run: () => Promise<unknown>): Promise<Failure> {
  const { attempt } = await import('@/lib/aws/attempt')
  const result: Result<unknown> = await attempt(run)

  if (result.ok) {
    throw new Error('It succeeded.')
  }
  return result.error
}

const head = (response: ServerResponse, headers = {}) =>
  response.writeHead(200, { 'content-type': 'application/json', ...headers })

/** Sends as fast as it is read, up to 200 MB, and counts. */
function flood(response: ServerResponse, chunk = Buffer.alloc(MB / 4, ' '), headers = {}): void {
  head(response, headers)
  const more = () => {
    while (sentBytes < 200 * MB && !response.destroyed) {
      sentBytes += chunk.byteLength

      if (!response.write(chunk)) {
        response.once('drain', more)
        return
      }
    }
    response.end()
  }
  more()
}

function trickle(response: ServerResponse): void {
  head(response)
  const timer = setInterval(() => response.write(' '), 50)
  response.on('close', () => clearInterval(timer))
}

describe.each(Object.entries(SERVICES))('a request to %s', (_name, read) => {
  it('ends at its deadline, though a byte comes now and then', async () => {
    behave = trickle
    expect(await failureOf(read)).toMatchObject({
      code: 'timeout',
      message: 'AWS did not finish its answer within 0.7 seconds.',
      remedy: expect.stringContaining('SLIPWAY_AWS_TIMEOUT_MS'),
    })
    expect(requests).toBe(1)
  })

  it('is cut off when the answer is too large, and not sent again', async () => {
    behave = (response) => flood(response)
    expect(await failureOf(read)).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('more than 16 MB'),
    })
    expect(requests).toBe(1)
    // What the sockets of both sides hold has been sent, and not read.
    expect(sentBytes).toBeLessThan(40 * MB)
  })

  it('is refused at once when the answer is compressed, and neither unpacked nor sent again', async () => {
    behave = (response) => flood(response, BOMB, { 'content-encoding': 'gzip' })
    expect(await failureOf(read)).toMatchObject({
      code: 'refused',
      message: expect.stringContaining('a compressed answer'),
    })
    expect(requests).toBe(1)
    // What the sockets of both sides hold.
    expect(sentBytes).toBeLessThan(10 * MB)
  })

  it('is tried again when the connection breaks in the middle, and told as unreachable', async () => {
    behave = (response) => {
      head(response, { 'content-length': '1000' }).write('{"a"')
      setTimeout(() => response.destroy(), 10)
    }
    expect(await failureOf(read)).toMatchObject({ code: 'unavailable', remedy: expect.any(String) })
    // A third can be lost on a connection that closes meanwhile.
    expect(requests).toBeGreaterThan(1)
  })

  it('ends when the client leaves, and none follows', async () => {
    const { whileThere } = await import('@/lib/aws/conversation')
    const gone = new AbortController()
    behave = (response) => {
      trickle(response)
      setTimeout(() => gone.abort(), 50)
    }
    expect(await failureOf(() => whileThere(gone.signal, read))).toMatchObject({ code: 'unavailable' })
    expect(await failureOf(() => whileThere(gone.signal, read))).toMatchObject({
      message: expect.stringContaining('given up'),
    })
    expect(requests).toBe(1)
  })
})

describe('one call', () => {
  it('ends at twice the deadline of a request, with all its attempts', async () => {
    // Each attempt breaks off before the deadline of its own, and is made again.
    behave = (response) => {
      head(response, { 'content-length': '1000' }).write('{"a"')
      setTimeout(() => response.destroy(), 600)
    }
    expect(await failureOf(async () => (await aws()).iam.listRoles({}))).toMatchObject({
      code: 'timeout',
      message: 'AWS did not finish its answer within 1.4 seconds.',
    })
    expect(requests).toBeLessThanOrEqual(3)
  })

  it('spends from the size of the list that it is part of', async () => {
    const { answerCounter, asOneCall, asOneList } = await import('@/lib/aws/conversation')
    const answer = new Uint8Array(15 * MB)
    let pages = 0
    const list = async () => {
      for (; pages < 10; pages += 1) {
        await asOneCall(async () => answerCounter()(answer))
      }
    }
    expect(await failureOf(() => asOneList(list))).toMatchObject({ message: expect.stringContaining('64 MB') })
    expect(pages).toBe(4)
  })
})
