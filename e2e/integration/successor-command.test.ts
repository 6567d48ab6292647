import { appendFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { runSlipway } from '@/e2e/integration/run-slipway'
import { connection, connectTo, launch, must, sigv4Spec, startTestPractice } from '@/e2e/integration/support'
import type { Practice } from '@/lib/practice/server/start'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import { compare } from '@/lib/successor/compare'
import { managedSide } from '@/lib/successor/side'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-successor-'))
const ALLOW = { Effect: 'Allow', Action: '*', Resource: '*' }
let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  expect((await launch(sigv4Spec)).last.state).toBe('done')
}, 60_000)
afterEach(async () => {
  practice.faults.clear()
  delete process.env.AWS_ENDPOINT_URL_AWS_MCP
  rmSync(path.join(folder, 'record'), { recursive: true, force: true })
  await operatorMay([ALLOW])
})
afterAll(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

async function operatorMay(Statement: object[]): Promise<void> {
  await fetch(`${practice.url}/_practice/operator-policy`, {
    method: 'PUT',
    headers: { 'x-practice-key': practice.secretAccessKey },
    body: JSON.stringify({ policy: { Version: '2012-10-17', Statement } }),
  })
}

function record(call: object): void {
  const made = { at: new Date().toISOString(), client: 'c', method: 'tools/call', tool: 'call_aws', class: 'read' }
  mkdirSync(path.join(folder, 'record'), { recursive: true })
  const line = JSON.stringify({ ...made, outcome: 'answered', ms: 1, bytes: 1, tries: 1, ...call })
  appendFileSync(path.join(folder, 'record/guide.jsonl'), `${line}\n`)
}

const slipway = (...options: string[]) => runSlipway(practice, folder, 'successor', 'guide', ...options)

async function compared(...commands: string[]) {
  const id = must(await listRuntimes(connection))[0]?.id ?? ''
  return compare(connection, must(await getRuntime(connection, id)), { type: 'sigv4' }, commands)
}

it('says without a record what a move would lose, and that nothing is recorded', async () => {
  const { code, stdout } = await slipway()
  expect(stdout).toContain('A move to the AWS MCP Server is possible')
  expect(stdout).toContain('No call is recorded')
  expect(code).toBe(0)
}, 60_000)

it('compares by commands of everybody’s and of the record, as two identities', async () => {
  record({ actions: ['dynamodb:ListTables'], arguments: '{"cli_command":"aws dynamodb list-tables"}' })
  const { code, stdout, stderr } = await slipway('--compare', '--json')
  const { comparison, coverage } = JSON.parse(stdout)
  expect(comparison.here.arn).toContain(':assumed-role/')
  expect(comparison.there.arn).toContain(':user/practice-operator')
  expect(comparison.rows.map((row: { command: string }) => row.command)).toContain('aws dynamodb list-tables')
  expect(comparison.rows.filter((row: { state: string }) => row.state !== 'same')).toEqual([])
  expect(coverage.rows).toEqual([
    { tool: 'call_aws', action: 'dynamodb:ListTables', calls: 1, there: 'aws___call_aws', person: 'allowed' },
  ])
  expect([code, stderr]).toEqual([0, ''])
}, 60_000)

it('names the permission that the person lacks and the role has', async () => {
  record({ actions: ['s3:ListAllMyBuckets'] })
  const Condition = { Bool: { 'aws:ViaAWSMCPService': 'true' } }
  await operatorMay([ALLOW, { Effect: 'Deny', Action: 's3:ListAllMyBuckets', Resource: '*', Condition }])
  const { code, stdout } = await slipway('--compare')
  expect(stdout).toMatch(/s3:ListAllMyBuckets +1 call +can do it, but you may not/)
  expect(stdout).toMatch(
    /Refused there +aws s3api list-buckets\n +Only the managed server refused it: s3:ListAllMyBuckets/,
  )
  expect(code).toBe(2)
}, 60_000)

it('does not know what the person may where IAM can’t be asked, and says which permission that takes', async () => {
  record({ actions: ['s3:ListAllMyBuckets'] })
  await operatorMay([ALLOW, { Effect: 'Deny', Action: 'iam:SimulatePrincipalPolicy', Resource: '*' }])
  const { code, stdout } = await slipway()
  expect(stdout).toContain('and whether you may is not known')
  expect(stdout).toContain('iam:SimulatePrincipalPolicy')
  expect(code).toBe(0)
}, 60_000)

it('prints policies that IAM takes', async () => {
  record({ actions: ['s3:ListAllMyBuckets'] })
  const { stdout } = await slipway('--policy')
  const [allow, limit] = JSON.parse(stdout)
  await operatorMay([ALLOW, ...allow.Statement, ...limit.Statement])
  const outcome = must(await compared('aws s3api list-buckets', 'aws iam list-roles'))
  expect(outcome.rows.map(({ state }) => state)).toEqual(['same', 'refused-there'])
}, 60_000)

it('sends nothing that may change something', async () => {
  const command = 'aws ec2 terminate-instances --instance-ids i-0123456789abcdef0'
  const [row] = must(await compared(command)).rows
  expect(row).toMatchObject({ state: 'not-compared', why: expect.stringContaining('Not sent') })
}, 60_000)

it('lets nothing else through to either server, whoever asks', async () => {
  const side = await managedSide(connection)
  const { failure } = await side.run('aws iam create-role --role-name x --assume-role-policy-document {}')
  await side.end()
  expect(failure).toMatchObject({ isUnsent: true })
}, 60_000)

it('says that the managed server can’t be reached', async () => {
  process.env.AWS_ENDPOINT_URL_AWS_MCP = 'http://127.0.0.1:9'
  expect(await compared('aws s3api list-buckets')).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining('AWS MCP Server can’t be reached') },
  })
}, 60_000)

it('gives an answer also when it is throttled, or the runtime is gone meanwhile', async () => {
  const match = { service: 'aws-mcp', operation: 'Mcp', times: null }
  practice.faults.set([{ id: 'slow', match, effect: { type: 'throttle' } }])
  expect(await compared('aws s3api list-buckets')).toMatchObject({ ok: false, error: { code: 'aws-rejected' } })
  practice.faults.clear()
  const id = must(await listRuntimes(connection))[0]?.id ?? ''
  const gone = { ...must(await getRuntime(connection, id)) }
  const invocationUrl = gone.invocationUrl.replace(id, `${id.slice(0, -1)}X`)
  const outcome = await compare(connection, { ...gone, invocationUrl }, { type: 'sigv4' }, ['aws s3api list-buckets'])
  expect(outcome).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('The runtime did not answer') },
  })
}, 60_000)
