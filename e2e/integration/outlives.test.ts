import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { TesterInput } from '@/lib/mcp/tester/tester-schema'
import type { TrailEvent } from '@/lib/practice/cloudtrail/event'
import { addEvent } from '@/lib/practice/cloudtrail/trail'
import type { Practice } from '@/lib/practice/server/start'
import type { Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { type Outliving, whatOutlives } from '@/lib/stop/outlives'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::000000000000:root' }, Action: 'sts:AssumeRole' }],
})

let practice: Practice
let runtime: RuntimeDetail

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ trailLagMs: 0 })
  connectTo(practice)
  const inline = { name: 'makes', document: policy(['iam:CreateRole', 'sts:AssumeRole']) }
  const executionRole = sigv4Spec.executionRole.mode === 'create' ? sigv4Spec.executionRole : undefined
  await launch({
    ...sigv4Spec,
    environment: { ...sigv4Spec.environment, READ_OPERATIONS_ONLY: 'false' },
    executionRole: {
      mode: 'create',
      name: executionRole?.name ?? '',
      permissions: { managedPolicyArns: [], inlinePolicies: [inline] },
    },
  })
  const listed = must(await listRuntimes(connection))
  runtime = must(await getRuntime(connection, listed[0]?.id ?? ''))
}, 30_000)
afterAll(() => practice.close())

function policy(Action: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
}

function must<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error))
  }
  return result.data
}

const textOf = ({ what, name }: Outliving) => `${what} ${name}`

async function run(commands: string[]): Promise<void> {
  const opened = must(await runTester(actor, connection, { do: 'open', runtimeId: runtime.id }))

  if (opened.do !== 'open' || !opened.report.ok) {
    throw new Error(JSON.stringify(opened))
  }
  const { sessionId, protocolVersion } = opened.report.session

  for (const cli_command of commands) {
    const call = { do: 'call', runtimeId: runtime.id, tool: 'call_aws', sessionId, protocolVersion }
    must(await runTester(actor, connection, { ...call, isConfirmed: true, arguments: { cli_command } } as TesterInput))
  }
}

it('names what the role made and took, and nothing that others did or that was refused', {
  timeout: 60_000,
}, async () => {
  await run([
    `aws iam create-role --role-name backdoor --assume-role-policy-document '${TRUST}'`,
    'aws sts assume-role --role-arn arn:aws:iam::000000000000:role/backdoor --role-session-name later',
    'aws iam update-assume-role-policy --role-name backdoor --policy-document {}',
  ])
  const { items, isCut } = must(await whatOutlives(connection, runtime.roleArn))
  expect(isCut).toBe(false)
  expect(items.map(textOf).sort()).toEqual([
    'Credentials of another role arn:aws:iam::000000000000:role/backdoor',
    'Role backdoor',
  ])
})

const SCENARIOS: [source: string, name: string, parameters: Record<string, unknown>, found: string][] = [
  ['iam', 'CreateUser', { userName: 'ghost' }, 'User ghost'],
  ['iam', 'CreateAccessKey', { userName: 'ghost' }, 'Access key of a user ghost'],
  ['iam', 'CreateLoginProfile', { userName: 'ghost' }, 'Console password of a user ghost'],
  ['iam', 'UpdateAssumeRolePolicy', { roleName: 'deploy' }, 'Trust policy of a role deploy'],
  ['sts', 'GetFederationToken', { name: 'guest' }, 'Credentials of a federated user guest'],
  ['lambda', 'CreateFunction20150331', { functionName: 'beacon' }, 'Function beacon'],
  ['lambda', 'UpdateFunctionCode20150331v2', { functionName: 'orders' }, 'Code of a function orders'],
  ['ec2', 'RunInstances', { instanceType: 'p5.48xlarge' }, 'Instances p5.48xlarge'],
  ['ecs', 'RunTask', { taskDefinition: 'miner:3' }, 'Container task miner:3'],
  ['events', 'PutRule', { name: 'nightly' }, 'Rule of EventBridge nightly'],
  ['scheduler', 'CreateSchedule', { name: 'hourly' }, 'Schedule hourly'],
  ['ssm', 'SendCommand', { documentName: 'AWS-RunShellScript' }, 'Command on instances AWS-RunShellScript'],
]

/** What the account can't be made to do itself is put into its history as AWS writes it, by the role or by another. */
function happened([source, name, parameters]: (typeof SCENARIOS)[number], over: Partial<TrailEvent> = {}): void {
  const { accountId } = practice
  const sessionName = 'BedrockAgentCore-1'
  const actor = {
    ...{ type: 'assumed-role' as const, accountId, sessionName, roleName: runtime.roleName, issuer: runtime.roleArn },
    ...{ accessKeyId: 'ASIAPRACTICE', userId: `AROAPRACTICE:${sessionName}` },
    arn: `arn:aws:sts::${accountId}:assumed-role/${runtime.roleName}/${sessionName}`,
  }
  addEvent(practice.state, {
    ...{ id: randomUUID(), at: Date.now() - 60_000, source: `${source}.amazonaws.com`, name, region: 'us-east-1' },
    ...{ from: '203.0.113.9', agent: 'Botocore/1.44', requestId: randomUUID(), readOnly: false },
    actor,
    ...{ parameters, response: null, resources: [] },
    ...over,
  })
}

it(`names each of ${SCENARIOS.length} kinds, and none that another did, that failed or that is long ago`, {
  timeout: 60_000,
}, async () => {
  const known = new Set(must(await whatOutlives(connection, runtime.roleArn)).items.map(textOf))

  for (const scenario of SCENARIOS) {
    happened(scenario)
    happened(scenario, { actor: { type: 'service' } })
    happened([...scenario.slice(0, 2), { name: 'refused' }, ''] as never, { code: 'AccessDenied' })
    happened([...scenario.slice(0, 2), { name: 'old' }, ''] as never, { at: Date.now() - 25 * 3_600_000 })
  }
  await sleep(1500)
  const { items } = must(await whatOutlives(connection, runtime.roleArn))
  const found = items.map(textOf).filter((text) => !known.has(text))
  expect(found.sort()).toEqual(SCENARIOS.map(([, , , text]) => text).sort())
})

it('says which permission is missing', async () => {
  practice.faults.set([{ id: 'no', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } }])
  const found = await whatOutlives(connection, runtime.roleArn)
  expect(found.ok ? 'ok' : found.error.code).toBe('access-denied')
  practice.faults.clear()
})
