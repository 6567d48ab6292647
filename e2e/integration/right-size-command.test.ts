import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import { actor, connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import { perform } from '@/lib/deployments/advance/perform'
import { runTester } from '@/lib/mcp/tester/run-tester'
import type { TesterInput } from '@/lib/mcp/tester/tester-schema'
import type { Practice } from '@/lib/practice/server/start'
import { listRuntimes } from '@/lib/runtimes/queries'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-right-size-'))
const name = sigv4Spec.executionRole.mode === 'create' ? sigv4Spec.executionRole.name : ''
const COMMANDS = [
  'aws iam list-users',
  'aws iam list-roles',
  'aws s3api list-buckets',
  'aws dynamodb scan --table-name practice-orders',
]
let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  practice.faults.switch({ trailLagMs: 0, lastAccessedLagMs: 0 })
  connectTo(practice)
  const actions = ['iam:List*', 's3:*', 'dynamodb:*', 'ec2:*']
  const document = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: actions, Resource: '*' },
      { Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' },
    ],
  })
  const { last } = await launch(sigv4Spec)
  expect(last.state).toBe('done')
  await putWide(document)
  const runtimeId = must(await listRuntimes(connection))[0]?.id ?? ''
  const opened = must(await runTester(actor, connection, { do: 'open', runtimeId }))

  if (opened.do !== 'open' || !opened.report.ok) {
    throw new Error(JSON.stringify(opened))
  }
  const { sessionId, protocolVersion } = opened.report.session

  for (const cli_command of COMMANDS) {
    const call = { do: 'call', runtimeId, tool: 'call_aws', sessionId, protocolVersion }
    must(await runTester(actor, connection, { ...call, isConfirmed: true, arguments: { cli_command } } as TesterInput))
  }
}, 60_000)

afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

async function putWide(PolicyDocument: string): Promise<void> {
  const input = { RoleName: name, PolicyName: 'wide', PolicyDocument }
  await perform(actor, connection, { operation: 'iam:PutRolePolicy', input })
}

const slipway = (...options: string[]) => runSlipway(practice, folder, 'right-size', 'guide', ...options)

it('says what was used, refused, unused and not to be seen, and that the calls would still go through', async () => {
  const { code, stdout, stderr } = await slipway('--margin', 'none')
  expect(stderr).toContain('! Observed for 0 days')
  expect(stdout).toMatch(/iam:ListUsers {2}refused 1 time/)
  expect(stdout).toMatch(/s3:ListAllMyBuckets {2}used 1 time/)
  expect(stdout).toMatch(/AgentCoreBasePermissions stays as it is/)
  expect(stdout).toMatch(/wide gets a new text \([\d,]+ characters\)/)
  expect(stdout).toMatch(/(\d+) of \1 calls of this time still allowed/)
  expect(code).toBe(2)
}, 60_000)

it('proposes a policy that has nothing left to trim, and with which the same calls work', async () => {
  const { stdout } = await slipway('--margin', 'none', '--json')
  const { proposal, permissions, neverUsed } = JSON.parse(stdout)
  const stateOf = (action: string) => permissions.find((one: { action: string }) => one.action === action)?.state
  const asked = ['dynamodb:Scan', 'dynamodb:Query', 'iam:ListUsers', 'iam:ListRoles'].map(stateOf)
  expect(asked).toEqual(['used', 'unseen', 'refused', 'used'])
  expect(neverUsed).toEqual(expect.arrayContaining(['dynamodb:DeleteTable', 'ec2:DescribeVpcs']))
  const { document } = proposal.policies.find((one: { from: string }) => one.from === 'wide')
  expect(document.Statement[1]).toEqual({ Effect: 'Deny', Action: 'iam:ListUsers', Resource: '*' })
  expect(document.Statement[0].Action).not.toContain('ec2:*')
  await putWide(JSON.stringify(document))
  const attached = proposal.policies.find((one: { from: string }) => one.from === 'ReadOnlyAccess')
  expect(attached).toMatchObject({ as: 'inline', name: 'ReadOnlyAccess-narrowed' })
  expect(attached.size).toBeLessThan(1000)
  const copy = { RoleName: name, PolicyName: attached.name, PolicyDocument: JSON.stringify(attached.document) }
  await perform(actor, connection, { operation: 'iam:PutRolePolicy', input: copy })
  const gone = { RoleName: name, PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }
  await perform(actor, connection, { operation: 'iam:DetachRolePolicy', input: gone })
  const again = await slipway('--margin', 'none')
  expect(again.stdout).toContain('Nothing can be trimmed.')
  expect(again.code).toBe(0)
}, 60_000)

it('goes on without IAM’s report or CloudTrail, names the permission, and then trims nothing', async () => {
  const service = { iam: 'GenerateServiceLastAccessedDetails', cloudtrail: 'LookupEvents' }

  for (const [prefix, operation] of Object.entries(service)) {
    practice.faults.set([
      { id: 'no', match: { service: prefix, operation, times: null }, effect: { type: 'access-denied' } },
    ])
    const { code, stdout, stderr } = await slipway()
    practice.faults.clear()
    expect(stderr).toContain(`${prefix}:${operation}`)
    expect(stdout).toContain('Nothing can be trimmed.')
    expect(stdout).toMatch(/s3:ListAllMyBuckets {2}used/)
    expect(code).toBe(1)
  }
}, 60_000)

it('refuses a time that CloudTrail doesn’t keep', async () => {
  const { code, stderr } = await slipway('--days', '400')
  expect(stderr).toContain('--days takes no "400"')
  expect(code).toBe(1)
}, 60_000)
