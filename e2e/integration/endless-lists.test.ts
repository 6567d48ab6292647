import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Failure } from '@/lib/result'

vi.stubEnv('AWS_ACCESS_KEY_ID', 'A')
vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'B')
vi.resetModules()

const connection = { source: { type: 'chain' as const }, region: 'us-east-1' }
const MOST_PAGES = 500

let server: Server
let requests = 0
let bodyOf: (token: string) => string
let tokenOf: (request: number) => string

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    requests += 1
    response.end(bodyOf(tokenOf(requests)))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
})

afterEach(() => {
  requests = 0
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const { attempt } = await import('@/lib/aws/attempt')
const { askAccessAnalyzer } = await import('@/lib/roles/ask-access-analyzer')
const { findOwnedPools } = await import('@/lib/deployments/observe/observe-pool')
const { listExecutionRoles } = await import('@/lib/roles/queries')
const { listRuntimeLogGroups } = await import('@/lib/logs/queries')
const { listRuntimes } = await import('@/lib/runtimes/queries')

const roles = (token: string) =>
  `<ListRolesResponse><ListRolesResult><Roles/><IsTruncated>true</IsTruncated><Marker>${token}</Marker></ListRolesResult></ListRolesResponse>`
const next = (name: string) => (token: string) => JSON.stringify({ [name]: token })

/** The services that answer lists in pages; STS and AgentCore's data plane have none that the console reads. */
describe.each([
  ['iam', roles, () => listExecutionRoles(connection)],
  ['logs', next('nextToken'), () => listRuntimeLogGroups(connection)],
  ['cognito', next('NextToken'), () => attempt(() => findOwnedPools(connection, 'a'))],
  ['agentcore-control', next('nextToken'), () => listRuntimes(connection)],
  ['access-analyzer', next('nextToken'), () => askAccessAnalyzer(connection, { text: '{}', kind: 'identity' })],
] as const)('a list of %s', (_service, body, list) => {
  async function failure(): Promise<Failure | undefined> {
    bodyOf = body
    const result = await list()
    return result.ok ? undefined : result.error
  }

  it('is given up when a token comes again', async () => {
    tokenOf = (request) => `t${request % 3}`
    expect(await failure()).toMatchObject({
      code: 'aws-rejected',
      message: expect.stringContaining('began this list anew'),
    })
    expect(requests).toBe(4)
  })

  it('is given up when it has no end', { timeout: 60_000 }, async () => {
    tokenOf = (request) => `t${request}`
    expect(await failure()).toMatchObject({ code: 'aws-rejected', message: expect.stringContaining('500 pages') })
    expect(requests).toBe(MOST_PAGES)
  })
})
