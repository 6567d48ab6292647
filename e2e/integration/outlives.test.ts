import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { TesterInput } from '@/lib/mcp/tester/tester-schema'
import type { Practice } from '@/lib/practice/server/start'
import type { Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { whatOutlives } from '@/lib/stop/outlives'

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
  expect(items.map(({ what, name }) => `${what} ${name}`).sort()).toEqual([
    'Credentials of another role arn:aws:iam::000000000000:role/backdoor',
    'Role backdoor',
  ])
})

it('says which permission is missing', async () => {
  practice.faults.set([{ id: 'no', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } }])
  const found = await whatOutlives(connection, runtime.roleArn)
  expect(found.ok ? 'ok' : found.error.code).toBe('access-denied')
  practice.faults.clear()
})
