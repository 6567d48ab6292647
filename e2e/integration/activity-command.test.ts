import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { TesterInput } from '@/lib/mcp/tester/tester-schema'
import type { Practice } from '@/lib/practice/server/start'
import { listRuntimes } from '@/lib/runtimes/queries'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-activity-'))
let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ trailLagMs: 0 })
  connectTo(practice)
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iam:CreateRole', Resource: '*' }],
  })
  await launch({
    ...sigv4Spec,
    environment: { ...sigv4Spec.environment, READ_OPERATIONS_ONLY: 'false' },
    executionRole: {
      mode: 'create',
      name: sigv4Spec.executionRole.mode === 'create' ? sigv4Spec.executionRole.name : '',
      permissions: { managedPolicyArns: [], inlinePolicies: [{ name: 'makes', document }] },
    },
  })
  const runtimeId = must(await listRuntimes(connection))[0]?.id ?? ''
  const opened = must(await runTester(actor, connection, { do: 'open', runtimeId }))

  if (opened.do !== 'open' || !opened.report.ok) {
    throw new Error(JSON.stringify(opened))
  }
  const { sessionId, protocolVersion } = opened.report.session
  const principal = { AWS: 'arn:aws:iam::000000000000:root' }
  const statement = { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' }
  const trust = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const commands = [
    'aws iam list-users',
    `aws iam create-role --role-name made --assume-role-policy-document '${trust}'`,
  ]

  for (const cli_command of [...commands, 'aws dynamodb scan --table-name practice-orders']) {
    const call = { do: 'call', runtimeId, tool: 'call_aws', sessionId, protocolVersion }
    must(await runTester(actor, connection, { ...call, isConfirmed: true, arguments: { cli_command } } as TesterInput))
  }
}, 60_000)

afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

const slipway = (...options: string[]) => runSlipway(practice, folder, 'activity', ...options)

it('prints what was done, and on top what is worth a look', async () => {
  const { code, stdout, stderr } = await slipway('guide')
  expect(stderr).toMatch(/^! Permissions changed: Create role .*made/m)
  expect(stderr).toMatch(/CloudTrail of us-east-1 is complete through .*; it keeps 90 days\./)
  expect(stdout).toMatch(/refused by the role’s policies {2}iam:ListUsers/)
  expect(stdout).toMatch(/dynamodb:Scan .*CloudTrail: not recorded by CloudTrail/)
  expect(code).toBe(0)
}, 60_000)

it('prints the changes as JSON lines, and what was refused as a table', async () => {
  const writes = await slipway('guide', '--writes', '--json')
  const lines = writes.stdout.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line).operation)).toEqual(['CreateRole'])
  const refused = await slipway('guide', '--refused', '--csv')
  expect(refused.stdout.trim().split('\r\n')).toHaveLength(2)
  expect(refused.stdout).toMatch(/^at,what,service,/)
  const some = await slipway('guide', '--filter', 'service=dynamodb')
  expect(some.stdout.trim().split('\n')).toHaveLength(1)
  expect(some.stderr).toMatch(/^ *█ dynamodb$/m)
}, 60_000)

it('shows the rest and says what permission is missing', async () => {
  practice.faults.set([{ id: 'no', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } }])
  const { code, stdout, stderr } = await slipway('guide')
  practice.faults.clear()
  expect(stderr).toContain('cloudtrail:LookupEvents')
  expect(stdout).toContain('CloudTrail: not read')
  expect(code).toBe(1)
}, 60_000)
