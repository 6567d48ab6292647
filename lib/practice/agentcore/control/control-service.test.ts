import { paginateListAgentRuntimes } from '@aws-sdk/client-bedrock-agentcore-control'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeRole, runtimeRequest, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'

let account: TestAccount
let roleArn: string

beforeEach(async () => {
  account = await testAccount({ readyMs: 6000 })
  roleArn = await makeRole(account, 'tools-role')
})

afterEach(async () => {
  await account.practice.close()
})

async function create(changes = {}) {
  const made = await account.control.createAgentRuntime(runtimeRequest(roleArn, changes))
  return made.agentRuntimeId ?? ''
}

async function createReady(changes = {}) {
  const id = await create(changes)
  account.clock.now += 6000
  return id
}

function update(agentRuntimeId: string, changes = {}) {
  const { agentRuntimeName: _, ...config } = runtimeRequest(roleArn)
  return account.control.updateAgentRuntime({ ...config, agentRuntimeId, ...changes })
}

const invalid = (message: RegExp | string) => ({ name: 'ValidationException', message: expect.stringMatching(message) })
const conflict = (message: RegExp | string) => ({ name: 'ConflictException', message: expect.stringMatching(message) })

describe('updating a runtime', () => {
  it('waits for a settled state, replaces everything and makes a version', async () => {
    const agentRuntimeId = await create({
      description: 'first',
      lifecycleConfiguration: { maxLifetime: 1800 },
      platformVersion: 'V2',
    })
    await expect(update(agentRuntimeId)).rejects.toMatchObject(conflict(/CREATING/))
    account.clock.now += 6000
    expect(await update(agentRuntimeId)).toMatchObject({ agentRuntimeVersion: '2', status: 'UPDATING' })
    await expect(update(agentRuntimeId)).rejects.toMatchObject(conflict(/UPDATING/))
    const now = await account.control.getAgentRuntime({ agentRuntimeId })
    expect(now).toMatchObject({ lifecycleConfiguration: { maxLifetime: 28_800 }, platformVersion: 'V2' })
    expect(now.description).toBeUndefined()
    const before = await account.control.getAgentRuntime({ agentRuntimeId, agentRuntimeVersion: '1' })
    expect(before).toMatchObject({
      description: 'first',
      status: 'READY',
      lifecycleConfiguration: { maxLifetime: 1800 },
    })
    const { agentRuntimes } = await account.control.listAgentRuntimeVersions({ agentRuntimeId })
    expect(agentRuntimes?.map((one) => [one.agentRuntimeVersion, one.status])).toEqual([
      ['1', 'READY'],
      ['2', 'UPDATING'],
    ])
  })

  it('keeps answering with the version before when it fails', async () => {
    const agentRuntimeId = await createReady()
    account.practice.faults.switch({ updateFailed: 'Image is broken.' })
    await update(agentRuntimeId)
    account.clock.now += 6000
    const endpoint = await account.control.getAgentRuntimeEndpoint({ agentRuntimeId, endpointName: 'DEFAULT' })
    expect(endpoint).toMatchObject({
      status: 'UPDATE_FAILED',
      liveVersion: '1',
      targetVersion: '2',
      failureReason: 'Image is broken.',
    })
  })
})

describe('endpoints', () => {
  it('has DEFAULT, which follows the latest version and can not be deleted', async () => {
    const agentRuntimeId = await createReady()
    await update(agentRuntimeId)
    const during = await account.control.getAgentRuntimeEndpoint({ agentRuntimeId, endpointName: 'DEFAULT' })
    expect(during).toMatchObject({ status: 'UPDATING', liveVersion: '1', targetVersion: '2' })
    account.clock.now += 6000
    const after = await account.control.getAgentRuntimeEndpoint({ agentRuntimeId, endpointName: 'DEFAULT' })
    expect(after).toMatchObject({ status: 'READY', liveVersion: '2', targetVersion: '2' })
    await expect(
      account.control.deleteAgentRuntimeEndpoint({ agentRuntimeId, endpointName: 'DEFAULT' }),
    ).rejects.toMatchObject(conflict('Default endpoints are removed when you delete the agent.'))
  })

  it('pins others to a version, moves them, and deletes them', async () => {
    const agentRuntimeId = await createReady()
    const pinned = { agentRuntimeId, endpointName: 'stable' }
    await account.control.createAgentRuntimeEndpoint({ agentRuntimeId, name: 'stable', agentRuntimeVersion: '1' })
    account.clock.now += 6000
    await update(agentRuntimeId)
    account.clock.now += 6000
    expect((await account.control.getAgentRuntimeEndpoint(pinned)).liveVersion).toBe('1')
    const move = { ...pinned, agentRuntimeVersion: '2', clientToken: 'a'.repeat(40) }
    await account.control.updateAgentRuntimeEndpoint(move)
    await account.control.updateAgentRuntimeEndpoint(move)
    expect(await account.control.getAgentRuntimeEndpoint(pinned)).toMatchObject({
      status: 'UPDATING',
      liveVersion: '1',
      targetVersion: '2',
    })
    account.clock.now += 6000
    expect(await account.control.getAgentRuntimeEndpoint(pinned)).toMatchObject({ status: 'READY', liveVersion: '2' })
    await account.control.deleteAgentRuntimeEndpoint(pinned)
    expect((await account.control.getAgentRuntimeEndpoint(pinned)).status).toBe('DELETING')
    account.clock.now += 6000
    await expect(account.control.getAgentRuntimeEndpoint(pinned)).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('allows ten of them', async () => {
    const agentRuntimeId = await createReady()

    for (let index = 1; index < 10; index += 1) {
      await account.control.createAgentRuntimeEndpoint({ agentRuntimeId, name: `e${index}` })
    }
    await expect(account.control.createAgentRuntimeEndpoint({ agentRuntimeId, name: 'e10' })).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      $metadata: { httpStatusCode: 402 },
    })
    const { runtimeEndpoints } = await account.control.listAgentRuntimeEndpoints({ agentRuntimeId })
    expect(runtimeEndpoints).toHaveLength(10)
  })
})

describe('listing, deleting and tagging', () => {
  it('lists page by page, within one region', async () => {
    for (const agentRuntimeName of ['a', 'b', 'c', 'd', 'e']) {
      await create({ agentRuntimeName })
    }
    const names: (string | undefined)[] = []

    for await (const page of paginateListAgentRuntimes({ client: account.control, pageSize: 2 }, {})) {
      names.push(...(page.agentRuntimes ?? []).map((one) => one.agentRuntimeName))
    }
    expect(names).toEqual(['a', 'b', 'c', 'd', 'e'])
    await expect(account.control.listAgentRuntimes({ nextToken: 'broken' })).rejects.toMatchObject(invalid(/nextToken/))
  })

  it('is gone after a while, and so is its name after another', async () => {
    account.practice.faults.switch({ nameReservedMs: 5000 })
    const agentRuntimeId = await createReady()
    expect((await account.control.deleteAgentRuntime({ agentRuntimeId })).status).toBe('DELETING')
    expect((await account.control.getAgentRuntime({ agentRuntimeId })).status).toBe('DELETING')
    account.clock.now += 6000
    await expect(account.control.getAgentRuntime({ agentRuntimeId })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
    await expect(create()).rejects.toMatchObject(conflict(/already exists/))
    account.clock.now += 5000
    expect(await create()).not.toBe(agentRuntimeId)
  })

  it('deletes single versions, but none that is in use', async () => {
    const agentRuntimeId = await createReady()
    await update(agentRuntimeId)
    account.clock.now += 6000
    const remove = (agentRuntimeVersion: string) =>
      account.control.deleteAgentRuntime({ agentRuntimeId, agentRuntimeVersion })
    await expect(remove('2')).rejects.toMatchObject(conflict(/DEFAULT/))
    await remove('1')
    await expect(remove('1')).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    await update(agentRuntimeId)
    expect((await account.control.getAgentRuntime({ agentRuntimeId })).agentRuntimeVersion).toBe('3')
  })

  it('changes tags of runtimes and endpoints', async () => {
    const agentRuntimeId = await createReady({ tags: { a: '1', b: '2' } })
    const { agentRuntimeArn: resourceArn = '' } = await account.control.getAgentRuntime({ agentRuntimeId })
    await account.control.tagResource({ resourceArn, tags: { b: '3', c: '4' } })
    await account.control.untagResource({ resourceArn, tagKeys: ['a'] })
    expect((await account.control.listTagsForResource({ resourceArn })).tags).toEqual({ b: '3', c: '4' })
    await expect(
      account.control.listTagsForResource({ resourceArn: resourceArn.replace('tools', 'other') }),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('requires MMDSv2 from the start when that is switched on', async () => {
    account.practice.faults.switch({ mmdsV2ByDefault: true })
    const agentRuntimeId = await createReady()
    const { metadataConfiguration } = await account.control.getAgentRuntime({ agentRuntimeId })
    expect(metadataConfiguration).toEqual({ requireMMDSV2: true })
    await expect(update(agentRuntimeId, { metadataConfiguration: { requireMMDSV2: false } })).rejects.toMatchObject(
      invalid(/requireMMDSV2/),
    )
  })
})
