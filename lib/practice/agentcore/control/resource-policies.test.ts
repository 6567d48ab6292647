import { BedrockAgentCore } from '@aws-sdk/client-bedrock-agentcore'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'

const INITIALIZE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
})

let account: TestAccount
let data: BedrockAgentCore
let runtime: { id: string; arn: string }
const policy = (statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements })
const denyAll = (resource: string) =>
  policy([{ Effect: 'Deny', Principal: '*', Action: 'bedrock-agentcore:InvokeAgentRuntime', Resource: resource }])

beforeAll(async () => {
  account = await testAccount()
  data = new BedrockAgentCore(account.config)
  runtime = await deploy(account, await makeRole(account, 'tools'), { tags: { team: 'a' } })
})
afterAll(() => account.practice.close())

function invoke(more: { runtimeSessionId?: string; mcpSessionId?: string } = {}) {
  return data.invokeAgentRuntime({
    agentRuntimeArn: runtime.arn,
    contentType: 'application/json',
    accept: 'application/json, text/event-stream',
    payload: Buffer.from(INITIALIZE),
    ...more,
  })
}

const textOf = async (answer: Awaited<ReturnType<typeof invoke>>) => (await answer.response?.transformToString()) ?? ''

describe('a resource policy', () => {
  it.each(['runtime', 'endpoint'])('on the %s keeps callers out for as long as it is there', async (kind) => {
    const resourceArn = kind === 'runtime' ? runtime.arn : `${runtime.arn}/runtime-endpoint/DEFAULT`
    const text = denyAll(resourceArn)
    expect((await account.control.putResourcePolicy({ resourceArn, policy: text })).policy).toBe(text)
    await expect(invoke()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('with an explicit deny in a resource-based policy'),
    })
    expect((await account.control.getResourcePolicy({ resourceArn })).policy).toBe(text)
    await account.control.deleteResourcePolicy({ resourceArn })
    expect(await textOf(await invoke())).toContain('AWS-API-MCP')
    const gone = { name: 'ResourceNotFoundException' }
    await expect(account.control.getResourcePolicy({ resourceArn })).rejects.toMatchObject(gone)
    await expect(account.control.deleteResourcePolicy({ resourceArn })).rejects.toMatchObject(gone)
  })

  it.each(['{}', 'no json', policy([{ Effect: 'Allow', Action: '*', Resource: '*' }])])(
    'is not taken when it is %s',
    async (text) => {
      const put = account.control.putResourcePolicy({ resourceArn: runtime.arn, policy: text })
      await expect(put).rejects.toMatchObject({ name: 'ValidationException' })
    },
  )

  it('hangs on nothing that is not there, and goes with its endpoint', async () => {
    const { control } = account
    const agentRuntimeId = runtime.id
    const resourceArn = `${runtime.arn}/runtime-endpoint/stable`
    const put = () => control.putResourcePolicy({ resourceArn, policy: denyAll(resourceArn) })
    await expect(put()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await control.createAgentRuntimeEndpoint({ agentRuntimeId, name: 'stable' })
    await put()
    await control.deleteAgentRuntimeEndpoint({ agentRuntimeId, endpointName: 'stable' })
    await control.createAgentRuntimeEndpoint({ agentRuntimeId, name: 'stable' })
    await expect(control.getResourcePolicy({ resourceArn })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})

describe('sessions', () => {
  it('take the id that the caller gives, and end by it', async () => {
    const runtimeSessionId = 'a-session-of-my-own-0123456789-0123'
    const first = await invoke({ runtimeSessionId })
    expect([first.runtimeSessionId, first.mcpSessionId]).toEqual([runtimeSessionId, runtimeSessionId])
    const stop = () => data.stopRuntimeSession({ agentRuntimeArn: runtime.arn, runtimeSessionId })
    expect((await stop()).statusCode).toBe(200)
    await expect(stop()).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it.each([1, 32, 257])('refuse an id of %i characters', async (length) => {
    const answer = await invoke({ runtimeSessionId: 'x'.repeat(length) })
    expect(JSON.parse(await textOf(answer)).error).toMatchObject({ code: -32006 })
  })
})

describe('workload identities', () => {
  it('come with runtimes, and by themselves', async () => {
    const { control } = account
    const { name, workloadIdentityArn } = await control.createWorkloadIdentity({ name: 'own' })
    expect([name, workloadIdentityArn?.endsWith('/workload-identity/own')]).toEqual(['own', true])
    const { workloadIdentities = [] } = await control.listWorkloadIdentities({})
    expect(workloadIdentities.map((one) => one.name).sort()).toEqual(['own', runtime.id].sort())
    const allowedResourceOauth2ReturnUrls = ['https://example.com/back']
    await control.updateWorkloadIdentity({ name: 'own', allowedResourceOauth2ReturnUrls })
    expect(await control.getWorkloadIdentity({ name: 'own' })).toMatchObject({ allowedResourceOauth2ReturnUrls })
    await expect(control.createWorkloadIdentity({ name: 'own' })).rejects.toMatchObject({ name: 'ValidationException' })
    await expect(control.deleteWorkloadIdentity({ name: runtime.id })).rejects.toMatchObject({
      name: 'ValidationException',
    })
    await control.deleteWorkloadIdentity({ name: 'own' })
    await expect(control.getWorkloadIdentity({ name: 'own' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
