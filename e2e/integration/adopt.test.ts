import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { advance } from '@/lib/deployments/advance/advance'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { preflight } from '@/lib/deployments/preflight/preflight'
import { specFromRuntime } from '@/lib/deployments/setup/export'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { observeTeardown } from '@/lib/deployments/teardown/teardown'
import type { Practice } from '@/lib/practice/server/start'
import { saveRoleDocument } from '@/lib/roles/mutations'
import { getRole } from '@/lib/roles/queries'
import { actor, connection, connectTo, jwtSpec, launch, runToEnd, sigv4Spec, startTestPractice } from './support'

let practice: Practice
let port = 0

beforeEach(async () => {
  practice = await startTestPractice(port)
  port = Number(new URL(practice.url).port)
  connectTo(practice)
})

afterEach(() => practice.close())

const ROLE = 'slipway-guide-us-east-1'

async function refusalsOf(spec: DeploymentSpec) {
  const plan = await planDeployment(connection, spec)
  return plan.ok ? plan.data.refusals : []
}

async function runtimeId(): Promise<string> {
  const { agentRuntimes } = await writeClients(actor, connection).agentcoreControl.listAgentRuntimes({})
  return agentRuntimes?.find((runtime) => runtime.agentRuntimeName === 'guide')?.agentRuntimeId ?? ''
}

function adopting(roleArn: string): DeploymentSpec {
  return { ...sigv4Spec, name: 'second', executionRole: { mode: 'adopt', arn: roleArn } }
}

describe('switching', () => {
  it('goes from SigV4 to JWT and back, and an export of each differs in nothing', async () => {
    for (const spec of [sigv4Spec, jwtSpec, sigv4Spec]) {
      expect((await launch(spec)).last.state).toBe('done')
      const exported = await specFromRuntime(connection, await runtimeId())
      expect(exported).toEqual({ ok: true, data: spec })
    }
  })

  it('waits until AWS knows a new role, and then goes on', async () => {
    practice.faults.switch({ rolePropagationMs: 600_000 })
    const { last, results } = await runToEnd(async (options) => {
      const result = await advance(actor, connection, sigv4Spec, options)

      if (result.state === 'waiting') {
        practice.faults.switch({ rolePropagationMs: 0 })
      }
      return result
    })
    expect(last.state).toBe('done')
    expect(results).toContainEqual(expect.objectContaining({ state: 'waiting', reason: 'propagation' }))
  })

  it('notices what was changed behind its back, and mends just that', async () => {
    await launch(sigv4Spec)
    await writeClients(actor, connection).iam.deleteRolePolicy({
      RoleName: ROLE,
      PolicyName: 'AgentCoreBasePermissions',
    })
    const plan = await planDeployment(connection, sigv4Spec)
    const due = plan.ok ? plan.data.changes.filter(({ verb }) => verb !== 'none').map(({ id }) => id) : []
    expect(due).toEqual(['role-policy:AgentCoreBasePermissions'])
    expect((await launch(sigv4Spec)).last.state).toBe('done')
  })
})

describe('what exists already', () => {
  it('is a role of Slipway’s: a second deployment may adopt it, and never deletes it by itself', async () => {
    await launch(sigv4Spec)
    const role = await getRole(connection, ROLE)
    const spec = adopting(role.ok ? (role.data?.arn ?? '') : '')
    expect((await launch(spec)).last).toMatchObject({ state: 'done' })
    const teardown = await observeTeardown(connection, 'second')
    const items = teardown.ok ? teardown.data.targets.map(({ item }) => [item.kind, item.owned]) : []
    expect(items).toEqual([
      ['runtime', true],
      ['log-group', true],
      ['role', false],
    ])
  })

  it('is a role that AgentCore may not use, or with administrator rights: refused', async () => {
    const { iam } = writeClients(actor, connection)
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }
    const made = await iam.createRole({ RoleName: 'mine', AssumeRolePolicyDocument: JSON.stringify(trust) })
    const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
    await iam.putRolePolicy({ RoleName: 'mine', PolicyName: 'All', PolicyDocument: JSON.stringify(all) })
    const refusals = await refusalsOf(adopting(made.Role?.Arn ?? ''))
    expect(refusals.map(({ message }) => message)).toEqual([
      expect.stringContaining('bedrock-agentcore.amazonaws.com'),
      expect.stringContaining('All: '),
    ])
    const { last } = await launch(adopting(made.Role?.Arn ?? ''))
    expect(last).toMatchObject({ state: 'failed', failure: { fields: { 'executionRole.arn': expect.any(Array) } } })
  })

  it('is a role of the wanted name that somebody else made: refused with a way out', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    }
    await writeClients(actor, connection).iam.createRole({
      RoleName: ROLE,
      AssumeRolePolicyDocument: JSON.stringify(trust),
    })
    expect(await refusalsOf(sigv4Spec)).toMatchObject([{ code: 'conflict', remedy: expect.stringContaining('adopt') }])
  })

  it('is a runtime of the wanted name that somebody else made: refused, or taken over when asked to', async () => {
    await launch(sigv4Spec)
    const { agentcoreControl } = writeClients(actor, connection)
    const { agentRuntimeArn } = await agentcoreControl.getAgentRuntime({ agentRuntimeId: await runtimeId() })
    await agentcoreControl.untagResource({
      resourceArn: agentRuntimeArn,
      tagKeys: ['slipway:deployment', 'managed-by'],
    })
    expect(await refusalsOf(sigv4Spec)).toMatchObject([{ fields: { name: expect.any(Array) } }])
    expect((await launch({ ...sigv4Spec, adoptRuntime: true })).last).toMatchObject({ state: 'done' })
    const { tags } = await agentcoreControl.listTagsForResource({ resourceArn: agentRuntimeArn })
    expect(tags).toMatchObject({ 'slipway:deployment': 'guide', 'slipway:adopted': 'true' })
  })
})

describe('another issuer', () => {
  /** A pool that plays the issuer: what AgentCore asks of its tokens is said in full. */
  async function issuerSpec(): Promise<DeploymentSpec> {
    const { UserPool } = await writeClients(actor, connection).cognito.createUserPool({ PoolName: 'elsewhere' })
    return {
      ...sigv4Spec,
      inboundAuth: {
        type: 'oidc',
        discoveryUrl: `${practice.url}/${UserPool?.Id}/.well-known/openid-configuration`,
        allowedClients: ['one', 'two'],
        allowedAudience: [],
        allowedScopes: ['tools'],
        customClaims: [{ claim: 'groups', operator: 'CONTAINS_ANY', values: ['a', 'b'] }],
      },
    }
  }

  it('is launched, exported again as it was, and needs no change then', async () => {
    const spec = await issuerSpec()
    expect((await launch(spec)).last.state).toBe('done')
    expect(await specFromRuntime(connection, await runtimeId())).toEqual({ ok: true, data: spec })
    const plan = await planDeployment(connection, spec)
    expect(plan.ok && plan.data.changes.every(({ verb }) => verb === 'none')).toBe(true)
    expect((await launch(sigv4Spec)).last.state).toBe('done')
  })

  it('that cannot be read is named before anything is made, and not refused', async () => {
    const spec = await issuerSpec()
    const discoveryUrl = `${practice.url}/nowhere/.well-known/openid-configuration`
    const plan = await planDeployment(connection, {
      ...spec,
      inboundAuth: { ...spec.inboundAuth, discoveryUrl } as DeploymentSpec['inboundAuth'],
    })
    expect(plan.ok && plan.data.warnings).toContainEqual(
      expect.objectContaining({ title: 'AgentCore may not be able to use this issuer' }),
    )
    expect(plan.ok && plan.data.refusals).toEqual([])
  })
})

describe('preflight and policies', () => {
  it('says that the operator may do what the plan needs', async () => {
    const checks = await preflight(connection, jwtSpec)
    const states = checks.ok ? checks.data.checks.map(({ id, state }) => `${id} ${state}`) : []
    expect(states).toEqual(['permissions ok', 'quota ok', 'names ok', 'region ok', 'image ok', 'marketplace unknown'])
  })

  it('does not overwrite a policy that somebody else changed meanwhile', async () => {
    await launch(sigv4Spec)
    const save = (text: string, expected?: string) =>
      saveRoleDocument(actor, connection, {
        roleName: ROLE,
        document: 'inline:Mine',
        text,
        reason: 'needed',
        expected,
      })
    const policy = (action: string) =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] })
    expect(await save(policy('s3:GetObject'))).toMatchObject({ ok: true, data: { state: 'saved' } })
    expect(await save(policy('s3:PutObject'))).toMatchObject({
      ok: true,
      data: { state: 'changed-elsewhere', current: policy('s3:GetObject') },
    })
    expect(await save(policy('s3:PutObject'), policy('s3:GetObject'))).toMatchObject({ data: { state: 'saved' } })
    expect(await save(policy('*'), policy('s3:PutObject'))).toMatchObject({ ok: false, error: { code: 'refused' } })
  })
})
