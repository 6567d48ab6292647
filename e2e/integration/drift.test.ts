import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { BedrockAgentCoreControl } from '@aws-sdk/client-bedrock-agentcore-control'
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { IAM } from '@aws-sdk/client-iam'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import {
  actor,
  connection,
  connectTo,
  jwtSpec,
  launch,
  must,
  REGION,
  runToEnd,
  sigv4Spec,
  startTestPractice,
} from '@/e2e/integration/support'
import { advance } from '@/lib/deployments/advance/advance'
import { applyAuthorizer, planAuthorizer } from '@/lib/deployments/advance/authorizer-change'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import { configOf } from '@/lib/deployments/observe/runtime-config'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { logGroupName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { DriftReport } from '@/lib/drift/model'
import { noteOwnDocument } from '@/lib/drift/note-own'
import { readDrift } from '@/lib/drift/read-drift'
import { acceptDrift, lookAtDrift, takeBackSpec } from '@/lib/drift/resolve'
import type { Practice } from '@/lib/practice/server/start'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { readWholeRuntime } from '@/lib/runtimes/read-runtimes'
import { stopRuntime } from '@/lib/stop/stop'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

type Jwt = { customJWTAuthorizer: { discoveryUrl?: string; allowedClients?: string[] } }

const ROLE = 'slipway-guide-us-east-1'
const policy = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
const spec: DeploymentSpec = {
  ...sigv4Spec,
  executionRole: {
    mode: 'create',
    name: ROLE,
    permissions: {
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      inlinePolicies: [{ name: 'Tools', document: policy('s3:GetObject') }],
    },
  },
}

let practice: Practice
let id = ''
let port = 0

beforeEach(async () => {
  practice = await startTestPractice(port)
  port = Number(new URL(practice.url).port)
  practice.faults.switch({ trailLagMs: 0 })
  connectTo(practice)
  expect((await launch(spec)).last.state).toBe('done')
  id = must(await listRuntimes(connection))[0]?.id ?? ''
})
afterEach(() => practice.close())

/** Clients as another program has them. */
function theirs(agent: string) {
  const { accessKeyId, secretAccessKey, url } = practice
  const config = {
    region: REGION,
    endpoint: url,
    credentials: { accessKeyId, secretAccessKey },
    customUserAgent: [[agent]] as [string][],
  }
  return { iam: new IAM(config), logs: new CloudWatchLogs(config), agentcore: new BedrockAgentCoreControl(config) }
}

async function theyChange(): Promise<void> {
  const { iam, logs } = theirs('aws-cli/2.31.0')
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Tools', PolicyDocument: policy('s3:*') })
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Extra', PolicyDocument: policy('ec2:Describe*') })
  await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })
  await logs.putRetentionPolicy({ logGroupName: logGroupName(id), retentionInDays: 7 })
  const { agentcore } = theirs('HashiCorp Terraform/1.14.0')
  const whole = await agentcore.getAgentRuntime({ agentRuntimeId: id })
  await agentcore.updateAgentRuntime({
    agentRuntimeId: id,
    agentRuntimeArtifact: whole.agentRuntimeArtifact,
    roleArn: whole.roleArn,
    networkConfiguration: whole.networkConfiguration,
    protocolConfiguration: whole.protocolConfiguration,
    lifecycleConfiguration: whole.lifecycleConfiguration,
    metadataConfiguration: whole.metadataConfiguration,
    environmentVariables: { ...whole.environmentVariables, AWS_REGION: 'eu-west-1', API_TOKEN: 'hush' },
  })
}

/** With the losses confirmed, as a person does. */
async function apply(wanted: DeploymentSpec): Promise<string> {
  const confirmed = lossesOf(must(await planDeployment(connection, wanted))).map(({ key }) => key)
  const { last } = await runToEnd((options) => advance(actor, connection, wanted, { ...options, confirmed }))
  return last.state
}

const rowsOf = ({ rows }: DriftReport) => rows.map(({ state, part }) => `${state} ${part}`).sort()
const CHANGES = [
  'added role-policy:Extra',
  'changed environment',
  'changed log-retention',
  'changed role-policy:Tools',
  'removed role-attachment:arn:aws:iam::aws:policy/ReadOnlyAccess',
]
const drifted = async (wanted?: DeploymentSpec) => must(await readDrift(connection, { id }, wanted))

describe('drift', { timeout: 60_000 }, () => {
  it('is none after a launch, with a spec and without', async () => {
    expect(await drifted()).toMatchObject({ against: 'fingerprint', rows: [], notes: [] })
    expect(await drifted(spec)).toMatchObject({ against: 'spec', rows: [], notes: [] })
  })

  it('names each change by others, with who, when and what it was', async () => {
    const before = Date.now() - 1000
    await theyChange()

    for (const report of [await drifted(), await drifted(spec)]) {
      expect(rowsOf(report)).toEqual(CHANGES)
      const of = (part: string) => report.rows.find((row) => row.part === part)

      for (const { part, who } of report.rows) {
        expect([part, who?.from, who?.isSure]).toEqual([part, part === 'environment' ? 'Terraform' : 'AWS CLI', true])
        expect(who?.arn).toMatch(/^arn:aws:iam::000000000000:user\//)
        expect(Date.parse(who?.at ?? '')).toBeGreaterThanOrEqual(before - 1000)
        expect(who?.address).toBe('127.0.0.1')
      }
      expect(of('log-retention')?.what).toBe('retentionInDays: 30 → 7')
      expect(of('role-policy:Tools')?.what).toBe('Statement.0.Action: s3:GetObject → s3:*')
      expect(of('environment')?.what).toContain('AWS_REGION: us-east-1 → eu-west-1')
      expect(JSON.stringify(report)).not.toContain('hush')
    }
  })

  it('is taken back by a launch of what was before, and accepted with a tag', async () => {
    await theyChange()
    const back = must(await takeBackSpec(connection, id))
    expect(back).toMatchObject({ spec, missing: [] })
    expect(await apply(back.spec)).toBe('done')
    expect((await drifted()).rows).toEqual([])
    await theyChange()
    must(await acceptDrift(actor, connection, id))
    expect((await drifted()).rows).toEqual([])
    expect((await drifted(spec)).rows).toHaveLength(CHANGES.length)
  })

  it('is not what Slipway writes into the role by itself, and stays what others wrote', async () => {
    const { iam } = theirs('aws-cli/2.31.0')
    await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Extra', PolicyDocument: policy('ec2:Describe*') })
    await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Tools', PolicyDocument: policy('s3:*') })
    await iam.detachRolePolicy({ RoleName: ROLE, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })
    const note = async (document: string) => must(await noteOwnDocument(actor, connection, ROLE, document))
    expect(await note('inline:Tools')).toEqual({ noted: true })
    // Which one was detached is CloudTrail's word, and that may come later.
    expect(rowsOf(await drifted())).toEqual([
      'added role-policy:Extra',
      expect.stringMatching(/^removed role-attachment:/),
    ])
    await note('managed:arn:aws:iam::aws:policy/ReadOnlyAccess')
    expect(rowsOf(await drifted())).toEqual(['added role-policy:Extra'])
    await iam.deleteRolePolicy({ RoleName: ROLE, PolicyName: 'Tools' })
    await note('inline:Tools')
    expect(rowsOf(await drifted())).toEqual(['added role-policy:Extra'])
    expect(must(await noteOwnDocument(actor, connection, 'nobody', 'trust'))).toEqual({ noted: false })
  })

  it('is not another authorizer that Slipway sets, and stays what others changed beside it', async () => {
    expect(await apply({ ...spec, inboundAuth: jwtSpec.inboundAuth })).toBe('done')
    const live = configOf(await readWholeRuntime(connection, id))
    const theirEnvironment = { ...live, environmentVariables: { OTHER: '1' }, agentRuntimeId: id }
    await theirs('aws-cli/2.31.0').agentcore.updateAgentRuntime(theirEnvironment as never)
    const { discoveryUrl = '', allowedClients = [] } = (live.authorizerConfiguration as Jwt).customJWTAuthorizer
    const form = { discoveryUrl, allowedClients, allowedAudience: [], allowedScopes: ['tools'], customClaims: [] }
    const { fingerprint } = must(await planAuthorizer(connection, id, form))
    must(await applyAuthorizer(actor, connection, id, { ...form, fingerprint }))
    expect(must(await readDrift(connection, { id })).rows.map(({ part }) => part)).toEqual(['environment'])
  })

  it('is accepted only as it was seen', async () => {
    await theyChange()
    const { seen } = must(await lookAtDrift(connection, id))
    await theirs('x/1').iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Later', PolicyDocument: policy('s3:*') })
    expect(await acceptDrift(actor, connection, id, seen)).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect((await drifted()).rows).toHaveLength(CHANGES.length + 1)
  })

  it('stands without who where CloudTrail says no, and says why', async () => {
    await theyChange()
    practice.faults.set([
      { id: 'no', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } },
    ])
    const report = await drifted(spec)
    expect(rowsOf(report)).toEqual(CHANGES)
    expect(report.rows.every(({ who }) => who === undefined)).toBe(true)
    expect(report.notes).toEqual([expect.stringContaining('Who changed it could not be read in full.')])
    const bare = await drifted()
    expect(bare.rows.map(({ kind }) => kind).sort()).toEqual([
      'environment',
      'logs',
      'role-attachment',
      'role-policy',
      'role-policy',
    ])
    const missing = must(await takeBackSpec(connection, id)).missing
    expect(missing).toEqual([`Policy Tools of ${ROLE}`])
  })

  it('is not what a stop does', async () => {
    const runtime = must(await getRuntime(connection, id))
    await stopRuntime(actor, connection, runtime, { reason: 'test', isRoleShared: false, verifyMs: 0 })

    for (const { rows, notes } of [await drifted(), await drifted(spec)]) {
      expect(rows).toEqual([])
      expect(notes).toEqual([expect.stringContaining('stopped by Slipway')])
    }
  })

  it('is not claimed without a fingerprint', async () => {
    const { arn } = must(await getRuntime(connection, id))
    await theirs('x/1').agentcore.untagResource({ resourceArn: arn, tagKeys: ['slipway:spec'] })
    await theyChange()
    expect(await drifted()).toMatchObject({ against: 'nothing', rows: [] })
    // With the spec, the tag that is missing is no drift either.
    expect(rowsOf(await drifted(spec))).toEqual(CHANGES)
  })

  it('leaves to Terraform what Terraform keeps', async () => {
    await theyChange()
    const { iam } = theirs('x/1')
    await iam.tagRole({ RoleName: ROLE, Tags: [{ Key: 'ManagedBy', Value: 'Terraform' }] })
    const report = await drifted()
    expect(report.rows.filter(({ owner }) => owner === 'terraform')).toHaveLength(3)
    expect(must(await takeBackSpec(connection, id)).missing).toHaveLength(3)
  })
})

describe('the command', { timeout: 60_000 }, () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'slipway-drift-'))
  const file = path.join(dir, 'spec.json')
  let said = ''

  beforeEach(() => {
    said = ''
    writeFileSync(file, JSON.stringify(spec))
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += text
      return true
    })
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += text
      return true
    })
  })
  afterEach(() => void vi.restoreAllMocks())

  it('answers 0, 2 and 1, and accepts into the file', async () => {
    const run = (...args: string[]) => slipway(['drift', ...args, '--connection', 'chain/us-east-1'])
    expect(await run('guide')).toBe(0)
    await theyChange()
    said = ''
    expect(await run('guide')).toBe(2)
    expect(said).toMatch(/\+ Policy Extra of .*\n {4}by arn:aws:iam::\S+ at \S+, with AWS CLI \(127\.0\.0\.1\)/)
    said = ''
    expect(await run(file, '--json')).toBe(2)
    expect(JSON.parse(said).rows).toHaveLength(CHANGES.length)
    expect(await run('nowhere')).toBe(1)
    expect(await run(file, '--accept')).toBe(0)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ logRetentionDays: 7 })
    expect([await run(file), await run('guide')]).toEqual([0, 0])
    const { agentRuntimeArn: resourceArn } = await theirs('x/1').agentcore.getAgentRuntime({ agentRuntimeId: id })
    await theirs('x/1').agentcore.untagResource({ resourceArn, tagKeys: ['slipway:spec'] })
    expect(await run('guide')).toBe(1)
    rmSync(dir, { recursive: true })
  })
})
