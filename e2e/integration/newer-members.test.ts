import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepWholeBodies, wholeBody } from '@/lib/aws/whole-bodies'
import {
  deploy,
  makeRole,
  runtimeRequest,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/testing/account'

let account: TestAccount
let roleArn = ''

beforeAll(async () => {
  account = await testAccount()
  roleArn = await makeRole(account, 'newer')
  const writes = { CreateAgentRuntime: { labels: [] }, UpdateAgentRuntime: { labels: ['agentRuntimeId'] } }
  keepWholeBodies(account.control, { reads: ['GetAgentRuntime'], writes })
})

afterAll(() => account.practice.close())

async function made(name: string, newer: object) {
  const { id, config } = await deploy(account, roleArn, { agentRuntimeName: name, ...newer })
  return { id, config }
}

async function bodyOf(agentRuntimeId: string, agentRuntimeVersion?: string) {
  return wholeBody(await account.control.getAgentRuntime({ agentRuntimeId, agentRuntimeVersion }))
}

const NEWER = {
  protocolConfiguration: { serverProtocol: 'MCP', port: 8080, path: '/agent/mcp', futureNested: { a: [1] } },
  allowedPorts: [{ port: 8081 }, { portRange: { from: 9000, to: 9010 } }],
  resourceConfigurations: [{ minimumMemoryInMiB: 2048 }],
  filesystemConfigurations: [{ s3BucketMount: { bucket: 'b', mountPath: '/mnt/b' } }],
  futureField: { deep: [{ text: 'x' }] },
}

describe('members that the SDK lacks', () => {
  it('are kept and answered as they came, at any depth, in each version', async () => {
    const { id, config } = await made('kept', NEWER)
    expect(await bodyOf(id)).toMatchObject(NEWER)
    const { protocolConfiguration: _, ...rest } = config
    const { futureField: __, allowedPorts: ___, ...fewer } = rest as typeof rest & typeof NEWER
    await account.control.updateAgentRuntime({ ...fewer, agentRuntimeId: id } as never)
    expect(await bodyOf(id)).not.toHaveProperty('futureField')
    expect(await bodyOf(id)).not.toHaveProperty('allowedPorts')
    expect(await bodyOf(id)).not.toHaveProperty('protocolConfiguration')
    expect(await bodyOf(id, '2')).toMatchObject(NEWER)
  })

  it('never speak for what the account itself answers', async () => {
    const { id } = await made('answers', { status: 'DELETING', failureReason: 'x', agentRuntimeVersion: '99' })
    const body = await bodyOf(id)
    expect(body).toMatchObject({ status: 'READY', agentRuntimeVersion: '2' })
    expect(body).not.toHaveProperty('failureReason')
  })

  it.each([
    ['port too low', { protocolConfiguration: { serverProtocol: 'MCP', port: 7999 } }, 'protocolConfiguration.port'],
    ['reserved port', { protocolConfiguration: { serverProtocol: 'MCP', port: 8443 } }, 'protocolConfiguration.port'],
    ['path', { protocolConfiguration: { serverProtocol: 'MCP', path: 'mcp' } }, 'protocolConfiguration.path'],
    ['no ports', { allowedPorts: [] }, 'allowedPorts'],
    ['overlap', { allowedPorts: [{ port: 9001 }, { portRange: { from: 9000, to: 9002 } }] }, 'overlap'],
    ['two resources', { resourceConfigurations: [{}, {}] }, 'resourceConfigurations'],
    ['hooks on V1', { hooksConfiguration: { build: {} } }, 'V2'],
    [
      'a long path of a hook',
      { hooksConfiguration: { build: { warmup: { action: { httpPost: { path: `/${'x'.repeat(32)}` } } } } } },
      'httpPost.path',
    ],
  ])('are refused as modelled: %s', async (_, newer, named) => {
    const request = { ...runtimeRequest(roleArn, { agentRuntimeName: 'refused' }), ...newer }
    await expect(account.control.createAgentRuntime(request as never)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(named),
    })
  })

  it.each([
    ['a text for a port', { protocolConfiguration: { serverProtocol: 'MCP', port: 'x' } }],
    ['an object for a list', { allowedPorts: {} }],
    ['a number in a list', { allowedPorts: [5] }],
    ['a number for a structure', { hooksConfiguration: 5 }],
  ])('of another type make a body that can’t be read: %s', async (_, newer) => {
    const request = { ...runtimeRequest(roleArn, { agentRuntimeName: 'refused' }), ...newer }
    await expect(account.control.createAgentRuntime(request as never)).rejects.toMatchObject({
      name: 'SerializationException',
    })
  })
})
