import { randomUUID } from 'node:crypto'
import { paginateListAgentRuntimes } from '@aws-sdk/client-bedrock-agentcore-control'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ENVIRONMENT,
  IMAGE,
  makeRole,
  putPolicy,
  runtimeRequest,
  type TestAccount,
  testAccount,
} from '@/lib/practice/agentcore/test-account'

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

describe('creating a runtime', () => {
  it('answers at once, and is ready later', async () => {
    const made = await account.control.createAgentRuntime(runtimeRequest(roleArn, { tags: { team: 'a' } }))
    expect(made).toMatchObject({
      agentRuntimeId: expect.stringMatching(/^tools-[a-zA-Z0-9]{10}$/),
      agentRuntimeArn: `arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/${made.agentRuntimeId}`,
      agentRuntimeVersion: '1',
      status: 'CREATING',
      workloadIdentityDetails: { workloadIdentityArn: expect.stringContaining('workload-identity/tools-') },
    })
    expect(made.$metadata.httpStatusCode).toBe(202)
    const { agentRuntimeId } = made
    account.clock.now += 5999
    expect((await account.control.getAgentRuntime({ agentRuntimeId })).status).toBe('CREATING')
    account.clock.now += 1
    const got = await account.control.getAgentRuntime({ agentRuntimeId })
    expect(got).toMatchObject({
      status: 'READY',
      environmentVariables: ENVIRONMENT,
      lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 28_800 },
      platformVersion: 'V1',
    })
    expect(got.metadataConfiguration).toBeUndefined()
    const tags = await account.control.listTagsForResource({ resourceArn: made.agentRuntimeArn })
    expect(tags.tags).toEqual({ team: 'a' })
  })

  it('fails later when that is switched on, with a reason', async () => {
    account.practice.faults.switch({ createFailed: 'No capacity.' })
    const agentRuntimeId = await create()
    expect(await account.control.getAgentRuntime({ agentRuntimeId })).not.toHaveProperty('failureReason')
    account.clock.now += 6000
    expect(await account.control.getAgentRuntime({ agentRuntimeId })).toMatchObject({
      status: 'CREATE_FAILED',
      failureReason: 'No capacity.',
    })
  })

  it('happens once for a client token, and refuses the token with other parameters', async () => {
    const clientToken = randomUUID()
    const first = await create({ clientToken })
    expect(await create({ clientToken })).toBe(first)
    await expect(create({ clientToken, description: 'other' })).rejects.toMatchObject({
      ...invalid(/token/),
      reason: 'IdempotentParameterMismatchException',
    })
    await expect(create()).rejects.toMatchObject(conflict('An agent with the specified name already exists'))
  })

  it('checks the role as AWS does: existence, trust, propagation, image', async () => {
    const stranger = `${roleArn}-none`
    await expect(create({ roleArn: stranger })).rejects.toMatchObject(
      invalid(`Role validation failed for '${stranger}'`),
    )
    await putPolicy(account.iam, 'tools-role', [{ Effect: 'Allow', Action: 'logs:*', Resource: '*' }])
    await expect(create()).rejects.toMatchObject(invalid(/^Access denied while validating ECR URI '709825985650/))
    account.practice.faults.switch({ rolePropagationMs: 4000, policyPropagationMs: 2000 })
    const fresh = await makeRole(account, 'fresh-role')
    await expect(create({ roleArn: fresh })).rejects.toMatchObject(invalid(/Role validation failed/))
    account.clock.now += 4000
    expect(await create({ roleArn: fresh })).toMatch(/^tools-/)
  })

  it('wants iam:PassRole of the caller', async () => {
    const statement = [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
    ]
    await fetch(`${account.practice.url}/_practice/operator-policy`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-practice-key': account.practice.secretAccessKey },
      body: JSON.stringify({ policy: { Version: '2012-10-17', Statement: statement } }),
    })
    await expect(create()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`iam:PassRole on resource: ${roleArn} with an explicit deny`),
    })
  })

  it.each([
    ['a hyphen in the name', { agentRuntimeName: 'my-tools' }, /agentRuntimeName.*pattern/],
    [
      'an image elsewhere',
      { agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE.replace('us-east-1', 'eu-west-1') } } },
      /^Ecr uri region 'eu-west-1' does not match the application region 'us-east-1'/,
    ],
    [
      'an image that is none',
      { agentRuntimeArtifact: { containerConfiguration: { containerUri: 'docker.io/x:1' } } },
      /containerUri/,
    ],
    ['an empty description', { description: '' }, /description/],
    [
      'too long an idle time',
      { lifecycleConfiguration: { idleRuntimeSessionTimeout: 900, maxLifetime: 600 } },
      /idleRuntimeSessionTimeout must be less than or equal to maxLifetime/,
    ],
    ['a lifetime for other computers', { lifecycleConfiguration: { maxLifetime: 30_000 } }, /maxLifetime/],
    ['too much environment', { environmentVariables: { A: 'x'.repeat(4096) } }, /environment variables/],
    [
      'an authorizer that admits everybody',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: { discoveryUrl: 'https://login.example/.well-known/openid-configuration' },
        },
      },
      /At least one of/,
    ],
    [
      'an empty list of clients',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl: 'https://login.example/.well-known/openid-configuration',
            allowedClients: [],
          },
        },
      },
      /allowedClients/,
    ],
    [
      'a pool that does not exist',
      {
        authorizerConfiguration: {
          customJWTAuthorizer: {
            discoveryUrl:
              'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Nothing/.well-known/openid-configuration',
            allowedClients: ['x'],
          },
        },
      },
      /discovery document/,
    ],
    [
      'the S3 endpoint flag',
      {
        networkConfiguration: {
          networkMode: 'VPC',
          networkModeConfig: {
            subnets: ['subnet-12345678'],
            securityGroups: ['sg-12345678'],
            requireServiceS3Endpoint: true,
          },
        },
      },
      /requireServiceS3Endpoint/,
    ],
    ['a VPC without a network', { networkConfiguration: { networkMode: 'VPC' } }, /networkModeConfig/],
    [
      'an Authorization header without JWTs',
      { requestHeaderConfiguration: { requestHeaderAllowlist: ['Authorization'] } },
      /Authorization header/,
    ],
  ])('refuses %s', async (_name, changes, message) => {
    await expect(create(changes)).rejects.toMatchObject(invalid(message))
    expect((await account.control.listAgentRuntimes({})).agentRuntimes).toEqual([])
  })
})

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
    await account.control.updateAgentRuntimeEndpoint({ ...pinned, agentRuntimeVersion: '2' })
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

  it('requires metadata version 2 from the start when that is switched on', async () => {
    account.practice.faults.switch({ mmdsV2ByDefault: true })
    const agentRuntimeId = await createReady()
    const { metadataConfiguration } = await account.control.getAgentRuntime({ agentRuntimeId })
    expect(metadataConfiguration).toEqual({ requireMMDSV2: true })
    await expect(update(agentRuntimeId, { metadataConfiguration: { requireMMDSV2: false } })).rejects.toMatchObject(
      invalid(/requireMMDSV2/),
    )
  })
})
