import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { readAccount } from '@/lib/deployments/observe/observe'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import { logGroupName } from '@/lib/deployments/spec/names'
import { basePermissions, executionTrust } from '@/lib/deployments/spec/role-documents'
import { observeTeardown } from '@/lib/deployments/teardown/teardown'
import { ownedIds } from '@/lib/deployments/teardown/teardown-model'
import { readDrift } from '@/lib/drift/read-drift'
import type { Practice } from '@/lib/practice/server/start'
import { advanceTakeOver } from '@/lib/take-over/advance-take-over'
import { readTakeOver } from '@/lib/take-over/read-take-over'
import { actor, connection, connectTo, launch, must, runToEnd, sigv4Spec, startTestPractice } from './support'

let practice: Practice
let port = 0

beforeEach(async () => {
  practice = await startTestPractice(port)
  port = Number(new URL(practice.url).port)
  connectTo(practice)
})

afterEach(() => practice.close())

const NAME = 'theirs'

/** A role with a path, as others make it. */
async function theirRole(): Promise<string> {
  const { iam } = writeClients(actor, connection)
  const account = await readAccount(connection)
  const { Role } = await iam.createRole({
    RoleName: 'their-role',
    Path: '/team/servers/',
    AssumeRolePolicyDocument: JSON.stringify(executionTrust(account)),
  })
  const PolicyDocument = basePermissions(account, sigv4Spec.server.image)
  await iam.putRolePolicy({ RoleName: 'their-role', PolicyName: 'base', PolicyDocument })
  return Role?.Arn ?? ''
}

/** A runtime as a program other than Slipway makes it, so set up that an edit of it has nothing to mend; its id. */
async function made(tags: Record<string, string>, more: object = {}): Promise<string> {
  const { accessKeyId, secretAccessKey, url: endpoint, region } = practice
  const control = new BedrockAgentCoreControl({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  const parts = {
    agentRuntimeArtifact: { containerConfiguration: { containerUri: sigv4Spec.server.image } },
    networkConfiguration: { networkMode: 'PUBLIC' as const },
    protocolConfiguration: { serverProtocol: 'MCP' as const },
    environmentVariables: sigv4Spec.environment,
    roleArn: await theirRole(),
    ...more,
  }
  const { agentRuntimeId = '' } = await control.createAgentRuntime({ agentRuntimeName: NAME, tags, ...parts })
  await control.updateAgentRuntime({ agentRuntimeId, ...parts, metadataConfiguration: { requireMMDSV2: true } })
  await writeClients(actor, connection).logs.createLogGroup({ logGroupName: logGroupName(agentRuntimeId) })
  return agentRuntimeId
}

/** An authorizer with a pool of this account that Slipway did not make. */
async function theirPool(): Promise<object> {
  const { cognito } = writeClients(actor, connection)
  const { UserPool } = await cognito.createUserPool({ PoolName: 'their-pool' })
  const { UserPoolClient } = await cognito.createUserPoolClient({ UserPoolId: UserPool?.Id, ClientName: 'theirs' })
  return {
    authorizerConfiguration: {
      customJWTAuthorizer: {
        discoveryUrl: `https://cognito-idp.us-east-1.amazonaws.com/${UserPool?.Id}/.well-known/openid-configuration`,
        allowedClients: [UserPoolClient?.ClientId ?? ''],
      },
    },
  }
}

async function tagsOf(runtimeId: string) {
  const { agentcoreControl } = writeClients(actor, connection)
  const { agentRuntimeArn } = await agentcoreControl.getAgentRuntime({ agentRuntimeId: runtimeId })
  return (await agentcoreControl.listTagsForResource({ resourceArn: agentRuntimeArn })).tags ?? {}
}

async function run(runtimeId: string, isRelease = false) {
  const { seen } = must(await readTakeOver(connection, runtimeId))
  return runToEnd((options) => advanceTakeOver(actor, connection, { runtimeId, isRelease, seen }, options))
}

async function dueOf(runtimeId: string) {
  const plan = must(await planDeployment(connection, must(await specFromRuntime(connection, runtimeId))))
  return plan.changes.filter(({ verb }) => verb !== 'none' && verb !== 'adopt').map(({ verb, id }) => `${verb} ${id}`)
}

const VPC = {
  networkConfiguration: {
    networkMode: 'VPC',
    networkModeConfig: { subnets: ['subnet-0123456789abcdef0'], securityGroups: ['sg-0123456789abcdef0'] },
  },
}
describe('taking over', () => {
  it.each<[string, Record<string, string>, object | (() => Promise<object>), object]>([
    ['an SDK, bare', {}, {}, { tool: 'SDK', reverts: false }],
    ['Terraform', { 'managed-by': 'terraform', team: 'a b' }, {}, { tool: 'Terraform', reverts: true }],
    ['Pulumi, in a VPC', { 'pulumi:project': 'x' }, VPC, { tool: 'Pulumi' }],
    ['the AgentCore CLI', { 'agentcore:project-name': 'demo' }, {}, { tool: 'AgentCore CLI' }],
    ['somebody, for a pool of theirs', { cost: '' }, theirPool, { tool: 'SDK' }],
    ['somebody, with a budget', { 'slipway:budget': '20' }, {}, { tool: 'SDK' }],
  ])('tags what %s made, plans nothing else then, and gives it back as it was', async (_, tags, more, maker) => {
    practice.faults.switch({ trailLagMs: 0 })
    const id = await made(tags, typeof more === 'function' ? await more() : more)
    const looked = must(await readTakeOver(connection, id))
    expect(looked).toMatchObject({ state: 'theirs', maker })
    expect(looked.plan.changes.map(({ operation }) => operation)).toEqual(['bedrock-agentcore:TagResource'])
    const before = await writeClients(actor, connection).agentcoreControl.getAgentRuntime({ agentRuntimeId: id })

    const { results, last } = await run(id)
    expect(last.state).toBe('done')
    expect(results.filter(({ state }) => state === 'progress')).toHaveLength(1)
    expect(await tagsOf(id)).toEqual({
      ...tags,
      'slipway:deployment': NAME,
      'slipway:adopted': 'true',
      'slipway:spec': expect.any(String),
    })
    expect(looked.later).toEqual([])
    expect(await dueOf(id)).toEqual([])
    expect(must(await readDrift(connection, { id }))).toMatchObject({ against: 'fingerprint', rows: [] })
    const after = await writeClients(actor, connection).agentcoreControl.getAgentRuntime({ agentRuntimeId: id })
    expect({ ...after, $metadata: null }).toEqual({ ...before, $metadata: null })

    expect((await run(id, true)).last.state).toBe('done')
    expect(await tagsOf(id)).toEqual(tags)
  })

  it('leaves role and log group theirs: an edit keeps them, and a deletion does not tick them', async () => {
    const id = await made({ 'managed-by': 'terraform' })
    await run(id)
    const spec = must(await specFromRuntime(connection, id))
    expect(spec).not.toHaveProperty('adoptRuntime')
    expect((await launch({ ...spec, description: 'edited' })).last.state).toBe('done')
    expect(await tagsOf(id)).toMatchObject({ 'managed-by': 'terraform', 'slipway:adopted': 'true' })
    const observed = must(await observeTeardown(connection, NAME))
    expect(ownedIds(observed)).toEqual([`runtime:${id}`])
    expect(observed.targets.find(({ item }) => item.kind === 'runtime')?.item.note).toContain('before')
  })

  it('does nothing twice, and two at once end as one', async () => {
    const id = await made({})
    const ends = await Promise.all([run(id), run(id)])
    expect(ends.map(({ last }) => last.state)).toEqual(['done', 'done'])
    expect(ends.flatMap(({ results }) => results).filter(({ state }) => state === 'progress')).toHaveLength(1)
  })
})

describe('what speaks against it', () => {
  it('is a change since it was looked at', async () => {
    const id = await made({})
    const { seen } = must(await readTakeOver(connection, id))
    const { agentcoreControl } = writeClients(actor, connection)
    const { agentRuntimeArn } = await agentcoreControl.getAgentRuntime({ agentRuntimeId: id })
    await agentcoreControl.tagResource({ resourceArn: agentRuntimeArn, tags: { new: 'one' } })
    const result = await advanceTakeOver(actor, connection, { runtimeId: id, isRelease: false, seen })
    expect(result).toMatchObject({ state: 'failed', failure: { code: 'conflict' } })
    expect(await tagsOf(id)).toEqual({ new: 'one' })
  })

  it('is the tag of another deployment', async () => {
    const id = await made({ 'slipway:deployment': 'other' })
    expect(must(await readTakeOver(connection, id)).plan.refusals).toMatchObject([{ code: 'conflict' }])
    expect((await run(id)).last.state).toBe('failed')
  })

  it('is uploaded code, which no spec can describe', async () => {
    const id = await made(
      {},
      {
        agentRuntimeArtifact: {
          codeConfiguration: {
            code: { s3: { bucket: 'their-bucket', prefix: 'code.zip' } },
            runtime: 'PYTHON_3_13',
            entryPoint: ['main.py'],
          },
        },
      },
    )
    expect(await readTakeOver(connection, id)).toMatchObject({
      ok: false,
      error: { code: 'refused', message: expect.stringContaining('uploaded code') },
    })
  })

  it('is that Slipway made it: it cannot be given back', async () => {
    await launch(sigv4Spec)
    const { agentRuntimes = [] } = await writeClients(actor, connection).agentcoreControl.listAgentRuntimes({})
    const id = agentRuntimes[0]?.agentRuntimeId ?? ''
    expect(must(await readTakeOver(connection, id))).toMatchObject({ state: 'own', plan: { settled: true } })
    expect((await run(id, true)).last).toMatchObject({ state: 'failed', failure: { code: 'refused' } })
  })

  it('is a missing permission, which is named; CloudTrail’s alone does not stop it', async () => {
    const id = await made({})
    practice.faults.set([
      { id: 'tag', match: { operation: 'TagResource', times: null }, effect: { type: 'access-denied' } },
      { id: 'trail', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } },
    ])
    const looked = must(await readTakeOver(connection, id))
    expect(looked).toMatchObject({ maker: null, trail: expect.stringContaining('cloudtrail:LookupEvents') })
    expect((await run(id)).last).toMatchObject({ state: 'failed', failure: { code: 'access-denied' } })
    expect(await tagsOf(id)).toEqual({})
  })

  it('is nothing when AWS refuses its calls so far: what an edit would mend is said, and not done', async () => {
    const id = await made({}, { environmentVariables: {} })
    const { later } = must(await readTakeOver(connection, id))
    expect(later).toContain('AUTH_TYPE must be no-auth on AgentCore.')
    expect((await run(id)).last.state).toBe('done')
    expect(must(await readDrift(connection, { id })).rows).toEqual([])
  })

  it('is that AWS is at work on it: it waits, and is taken over when that is ready', async () => {
    const id = await made({})
    const { agentcoreControl } = writeClients(actor, connection)
    const whole = await agentcoreControl.getAgentRuntime({ agentRuntimeId: id })
    const { roleArn, agentRuntimeArtifact, networkConfiguration, metadataConfiguration, environmentVariables } = whole
    practice.faults.switch({ readyMs: 1000 })
    const parts = { roleArn, agentRuntimeArtifact, networkConfiguration, metadataConfiguration, environmentVariables }
    await agentcoreControl.updateAgentRuntime({ agentRuntimeId: id, ...parts })
    const { seen } = must(await readTakeOver(connection, id))
    const asked = { runtimeId: id, isRelease: false, seen }
    const first = await advanceTakeOver(actor, connection, asked)
    expect(first).toMatchObject({ state: 'waiting', reason: 'transition' })
    expect(await tagsOf(id)).toEqual({})
    const waiting = { changeId: 'runtime-tags', since: new Date().toISOString(), reason: 'transition' as const }
    await expect
      .poll(async () => (await advanceTakeOver(actor, connection, asked, { waiting })).state, { timeout: 10_000 })
      .toBe('done')
    expect(await tagsOf(id)).toMatchObject({ 'slipway:deployment': NAME })
  })

  it('is not a deployment of its name in another region: its role stays that one’s', async () => {
    const id = await made({})
    await writeClients(actor, connection).iam.tagRole({
      RoleName: 'their-role',
      Tags: [
        { Key: 'slipway:deployment', Value: NAME },
        { Key: 'slipway:region', Value: 'eu-west-1' },
      ],
    })
    const { parts } = must(await readTakeOver(connection, id))
    expect(parts.find(({ kind }) => kind === 'Role')).toMatchObject({ state: 'used' })
    expect((await run(id)).last.state).toBe('done')
    expect(await dueOf(id)).toEqual([])
  })

  it('is a role that others share: it is said', async () => {
    const id = await made({})
    const { agentcoreControl } = writeClients(actor, connection)
    const { roleArn, agentRuntimeArtifact, networkConfiguration } = await agentcoreControl.getAgentRuntime({
      agentRuntimeId: id,
    })
    await agentcoreControl.createAgentRuntime({
      agentRuntimeName: 'second',
      roleArn,
      agentRuntimeArtifact,
      networkConfiguration,
    })
    const { parts } = must(await readTakeOver(connection, id))
    expect(parts.find(({ kind }) => kind === 'Role')).toMatchObject({
      name: 'their-role',
      state: 'used',
      note: expect.stringContaining('second uses it too'),
    })
  })
})
