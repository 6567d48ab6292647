import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { slipway } from '@/cli/program'
import { EXIT } from '@/cli/shared/exit'
import { writeClients } from '@/lib/aws/clients'
import { advance } from '@/lib/deployments/advance/advance'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import { advanceRollback, planRollback } from '@/lib/deployments/advance/rollback'
import { planDeployment } from '@/lib/deployments/plan/queries'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Practice } from '@/lib/practice/server/start'
import { actor, connection, connectTo, launch, runToEnd, sigv4Spec, startTestPractice } from './support'

let practice: Practice
let port = 0
let folder = ''

beforeEach(async () => {
  practice = await startTestPractice(port)
  port = Number(new URL(practice.url).port)
  connectTo(practice)
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-losses-'))
})

afterEach(async () => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
  await practice.close()
})

const ROLE = 'slipway-guide-us-east-1'
const NEXT_ROLE = 'slipway-guide-next'
const ADDED = { RoleName: ROLE, PolicyName: 'AddedPermissions' }
const SQS = policy('sqs:SendMessage')

function policy(...actions: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] })
}

/** The deployment, and a policy that somebody else put on its role. */
async function withAddedPolicy(document = SQS): Promise<void> {
  await launch(sigv4Spec)
  await writeClients(actor, connection).iam.putRolePolicy({ ...ADDED, PolicyDocument: document })
}

async function inlineNames(): Promise<string[]> {
  return (await writeClients(actor, connection).iam.listRolePolicies({ RoleName: ROLE })).PolicyNames ?? []
}

async function itemsOf(spec: DeploymentSpec): Promise<string[]> {
  const plan = await planDeployment(connection, spec)
  const losses = plan.ok ? lossesOf(plan.data) : []
  return losses.flatMap(({ role, items }) => items.map(({ policy: name, text }) => `${role} ${name}: ${text}`))
}

async function keysOf(spec: DeploymentSpec): Promise<string[]> {
  const plan = await planDeployment(connection, spec)
  return plan.ok ? lossesOf(plan.data).map(({ key }) => key) : []
}

function withPolicies(managedPolicyArns: string[], ...documents: string[]): DeploymentSpec {
  const inlinePolicies = documents.map((document) => ({ name: 'AddedPermissions', document }))
  return {
    ...sigv4Spec,
    executionRole: { mode: 'create', name: ROLE, permissions: { managedPolicyArns, inlinePolicies } },
  }
}

describe('a plan that takes permissions away', () => {
  it('says policy by policy what goes', async () => {
    await withAddedPolicy(policy('sqs:SendMessage', 's3:GetObject'))
    expect(await itemsOf(withPolicies([], SQS))).toEqual([
      `${ROLE} AddedPermissions: replaced; s3:GetObject no longer allowed`,
      `${ROLE} ReadOnlyAccess: detached`,
    ])
    expect(await itemsOf(sigv4Spec)).toEqual([
      `${ROLE} AddedPermissions: deleted; sqs:SendMessage, s3:GetObject no longer allowed`,
    ])
  })

  it('is not performed until just that was confirmed', async () => {
    await withAddedPolicy()
    const refused = { state: 'failed', failure: { code: 'refused', message: expect.stringContaining(ROLE) } }
    expect(await advance(actor, connection, sigv4Spec)).toMatchObject(refused)
    const confirmed = await keysOf(sigv4Spec)
    await writeClients(actor, connection).iam.putRolePolicy({ ...ADDED, PolicyDocument: policy('s3:GetObject') })
    expect(await advance(actor, connection, sigv4Spec, { confirmed })).toMatchObject(refused)
    expect(await inlineNames()).toContain('AddedPermissions')
    const now = await keysOf(sigv4Spec)
    const { last } = await runToEnd((options) => advance(actor, connection, sigv4Spec, { ...options, confirmed: now }))
    expect(last.state).toBe('done')
    expect(await inlineNames()).not.toContain('AddedPermissions')
  })

  it('asks nothing when it only adds', async () => {
    await launch(sigv4Spec)
    const more = withPolicies(['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/SecurityAudit'], SQS)
    expect(await itemsOf(more)).toEqual([])
    expect((await launch(more)).last.state).toBe('done')
  })
})

describe('another role', () => {
  /** First with its own role and one more right, then with another role that has none of it. */
  async function onAnotherRole(): Promise<{ id: string; spec: DeploymentSpec }> {
    await withAddedPolicy()
    const spec: DeploymentSpec = {
      ...sigv4Spec,
      executionRole: { ...sigv4Spec.executionRole, mode: 'create', name: NEXT_ROLE } as DeploymentSpec['executionRole'],
    }
    const { agentRuntimes } = await writeClients(actor, connection).agentcoreControl.listAgentRuntimes({})
    return { id: agentRuntimes?.[0]?.agentRuntimeId ?? '', spec }
  }

  it('is asked about for what the one before allows and it does not, and the same until the end', async () => {
    const { spec } = await onAnotherRole()
    expect(await itemsOf(spec)).toEqual([
      `${ROLE} AddedPermissions: not on ${NEXT_ROLE}; sqs:SendMessage no longer allowed`,
    ])
    const confirmed = await keysOf(spec)
    const { last } = await runToEnd((options) => advance(actor, connection, spec, { ...options, confirmed }))
    expect(last.state).toBe('done')
  })

  it('asks in a rollback as well, and rolls back to more without asking', async () => {
    const { id, spec } = await onAnotherRole()
    const { agentRuntimeVersion: rich = '' } = await runtimeOf(id)
    const confirmed = await keysOf(spec)
    await runToEnd((options) => advance(actor, connection, spec, { ...options, confirmed }))
    const { agentRuntimeVersion: poor = '' } = await runtimeOf(id)
    const back = await planRollback(connection, id, rich)
    expect(back.ok && lossesOf(back.data)).toEqual([])
    expect((await runToEnd((options) => advanceRollback(actor, connection, id, rich, options))).last.state).toBe('done')
    const again = await planRollback(connection, id, poor)
    const losses = again.ok ? lossesOf(again.data) : []
    expect(losses.map(({ role }) => role)).toEqual([ROLE])
    expect(await advanceRollback(actor, connection, id, poor)).toMatchObject({
      state: 'failed',
      failure: { code: 'refused' },
    })
    const keys = losses.map(({ key }) => key)
    const run = await runToEnd((options) =>
      advanceRollback(actor, connection, id, poor, { ...options, confirmed: keys }),
    )
    expect(run.last.state).toBe('done')
  })

  function runtimeOf(agentRuntimeId: string) {
    return writeClients(actor, connection).agentcoreControl.getAgentRuntime({ agentRuntimeId })
  }
})

describe('apply', () => {
  async function applied(...options: string[]) {
    const lines: string[] = []
    vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0)
    const file = path.join(folder, 'spec.json')
    writeFileSync(file, JSON.stringify(sigv4Spec))
    const code = await slipway(['apply', file, '--connection', 'chain/us-east-1', ...options])
    vi.restoreAllMocks()
    return { code, text: lines.join('') }
  }

  it('takes nothing away where nobody can be asked, and says what would go', async () => {
    await withAddedPolicy()
    const { code, text } = await applied()
    expect(code).toBe(EXIT.pending)
    expect(text).toContain(`permissions lost: ${ROLE}: AddedPermissions: deleted; sqs:SendMessage no longer allowed`)
    expect(text).toContain('--yes')
    expect(await inlineNames()).toContain('AddedPermissions')
  })

  it('does with --yes, and without it where nothing goes', async () => {
    await withAddedPolicy()
    expect((await applied('--yes')).code).toBe(EXIT.done)
    expect(await inlineNames()).not.toContain('AddedPermissions')
    expect((await applied()).code).toBe(EXIT.done)
  })
})

it('says nothing of losses for a role that is still to be made, whatever its policies deny', async () => {
  if (sigv4Spec.executionRole.mode !== 'create') {
    throw new Error('The spec makes no role.')
  }
  const looking = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'ec2:Describe*', Resource: '*' },
      { Effect: 'Deny', Action: 'ec2:DescribeImages', Resource: '*' },
    ],
  })
  const permissions = { managedPolicyArns: [], inlinePolicies: [{ name: 'looking', document: looking }] }
  const spec: DeploymentSpec = { ...sigv4Spec, executionRole: { ...sigv4Spec.executionRole, permissions } }
  const plan = await planDeployment(connection, spec)
  expect(plan.ok && lossesOf(plan.data)).toEqual([])
  expect(await launch(spec)).toMatchObject({ last: { state: 'done' } })
})
