import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Client } from '@modelcontextprotocol/client'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { connection, connectTo, must } from '@/e2e/integration/support'
import type { Entry } from '@/lib/activity/model'
import { type Activity, readActivity } from '@/lib/activity/read-activity'
import { keepRecord } from '@/lib/bridge/recording/keep-record'
import { type RecordEntry, recorder } from '@/lib/bridge/recording/record'
import type { Session } from '@/lib/bridge/session'
import { classify } from '@/lib/mcp/guard/classify'
import { deploy, ENVIRONMENT, IMAGE, makeRole, type TestAccount } from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { trailAccount } from '@/lib/practice/cloudtrail/testing/history'
import { eventsOf, keepEvents } from '@/lib/practice/cloudtrail/trail'
import { getRuntime } from '@/lib/runtimes/queries'

// The program reads its configuration once; here the account's address is only known later.
vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const WAVES = 8
const AT_ONCE = 5
const CALLS = 125
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2']

const COMMANDS: readonly { command: string; isRegional?: true }[] = [
  { command: 'aws iam list-users' },
  { command: 'aws iam list-roles --page-size 1' },
  { command: 'aws iam get-role --role-name tools-role' },
  { command: 'aws iam create-user --user-name intruder' },
  { command: 'aws s3api list-buckets' },
  { command: 'aws s3 ls' },
  { command: 'aws ec2 describe-instances', isRegional: true },
  { command: 'aws logs describe-log-groups --page-size 1', isRegional: true },
  { command: 'aws dynamodb list-tables', isRegional: true },
  { command: 'aws dynamodb scan --table-name practice-orders' },
  { command: 'aws lambda list-functions', isRegional: true },
  { command: 'aws sts get-caller-identity', isRegional: true },
  { command: 'aws cognito-idp list-user-pools --max-results 5', isRegional: true },
]

const folder = mkdtempSync(path.join(tmpdir(), 'slipway-activity-'))
/** Times of the calls that were made, and what was called: no two have one time. */
const made = new Map<number, string>()
let account: TestAccount
let roleArn = ''
let runtimeId = ''
let began = 0

beforeAll(async () => {
  vi.stubEnv('SLIPWAY_STATE_DIR', folder)
  account = await trailAccount()
  connectTo(account.practice)
  roleArn = await makeRole(account, 'tools-role', [
    {
      Effect: 'Allow',
      Action: ['iam:ListRoles', 'iam:GetRole', 's3:List*', 'dynamodb:*', 'logs:Describe*'],
      Resource: '*',
    },
  ])
  const { id, url, arn } = await deploy(account, roleArn, {
    agentRuntimeArtifact: { containerConfiguration: { containerUri: IMAGE.replace(/[^:]*$/, '1.5.6') } },
    environmentVariables: { ...ENVIRONMENT, AWS_API_MCP_STATELESS_HTTP: 'false', READ_OPERATIONS_ONLY: 'true' },
  })
  runtimeId = id

  for (const region of REGIONS) {
    await makeGroups(region)
  }
  began = account.clock.now += 60_000

  for (let wave = 0; wave < WAVES; wave += 1) {
    await runWave(url, arn)
  }
  keepEvents(account.practice.state, account.clock.now)
  account.clock.now += 3_600_000
}, 300_000)

afterAll(async () => {
  await account.practice.close()
  rmSync(folder, { recursive: true, force: true })
})

/** So that a list of them has pages. */
async function makeGroups(region: string): Promise<void> {
  const { CloudWatchLogs } = await import('@aws-sdk/client-cloudwatch-logs')
  const logs = new CloudWatchLogs({ ...account.config, region })
  await logs.createLogGroup({ logGroupName: 'one' })
  await logs.createLogGroup({ logGroupName: 'two' })
}

/** Some sessions at once, whose calls alternate; half of them through a bridge. */
async function runWave(url: string, arn: string): Promise<void> {
  const { accessKeyId, secretAccessKey } = account.practice
  const clients = []

  for (let index = 0; index < AT_ONCE; index += 1) {
    clients.push(await connect(url, { fetch: signingFetch({ accessKeyId, secretAccessKey }) }))
    account.clock.now += 1000
  }
  for (let turn = 0; turn < CALLS; turn += 1) {
    for (const [index, client] of clients.entries()) {
      const { command, isRegional } = COMMANDS[(turn * 7 + index * 3) % COMMANDS.length] ?? { command: '' }
      const region = isRegional ? ` --region ${REGIONS[(turn + index) % REGIONS.length]}` : ''
      account.clock.now += 1 + ((turn * 7919 + index * 104_729) % 4000)
      await call(client, `${command}${region}`, index % 2 === 0 ? arn : undefined)
    }
  }
  for (const client of clients) {
    // The event of the first may be of the second, by all that line and event say; the second leaves none.
    account.clock.now += 20_000
    await call(client, 'aws s3api list-buckets', undefined)
    account.clock.now += 200
    await call(client, 'aws s3 ls s3://practice-reports', undefined)
  }
  await Promise.all(clients.map((client) => client.close()))
}

async function call(client: Client, command: string, bridged: string | undefined): Promise<void> {
  const at = account.clock.now
  const params = { name: 'call_aws', arguments: { cli_command: command } }
  const result = await client.callTool(params)
  made.set(at, command)

  if (bridged !== undefined) {
    const session = { client: { name: 'practice-test', capabilities: {} }, sessionId: client.transport?.sessionId }
    const request = { jsonrpc: '2.0' as const, id: 1, method: 'tools/call', params }
    const kept = keepRecord({
      session: () => session as unknown as Session,
      write: recorder('tools') as (entry: RecordEntry) => void,
      withArguments: false,
      runtime: () => bridged,
      now: () => account.clock.now,
    })
    kept.onDecision('allow', await classify(command, {}), request)
    kept.after(request, { answer: { jsonrpc: '2.0', id: 1, result } as never, tries: 1, ms: 0 })
  }
}

function read(): Promise<Activity> {
  const pace = {
    now: () => account.clock.now,
    sleep: async (ms: number) => {
      account.clock.now += ms
    },
    turn: async () => {
      account.clock.now += 520
    },
  }
  const range = { since: began, until: account.clock.now }
  return getRuntime(connection, runtimeId).then((runtime) => {
    const found = must(runtime)
    if (!found) {
      throw new Error('The runtime is gone.')
    }
    return readActivity(connection, found, { range, pace, signal: new AbortController().signal })
  })
}

/** What the account's own journal has of the role, without what the platform did. */
function journal() {
  const period = { from: began, to: account.clock.now }
  return REGIONS.flatMap((region) => [...eventsOf(account.practice.state, { region, ...period })]).filter(
    ({ actor, invokedBy }) => actor.type === 'assumed-role' && actor.issuer === roleArn && invokedBy === undefined,
  )
}

function idsOf(entries: readonly Entry[], source: keyof Entry['links']): string[] {
  return entries.flatMap(({ links }) => links[source].ids)
}

it('loses nothing, invents nothing, and is never wrong where it is certain', async () => {
  const { entries, sources } = await read()
  expect([sources.trail.ok, sources.log.ok, sources.record.ok]).toEqual([true, true, true])
  const truth = new Map(journal().map((event) => [event.id, event]))
  expect(made.size).toBe(WAVES * AT_ONCE * (CALLS + 2))
  expect(idsOf(entries, 'trail').sort()).toEqual([...truth.keys()].sort())

  const lines = must(sources.log).calls
  expect(idsOf(entries, 'log').sort()).toEqual(lines.map(({ id }) => id).sort())
  // Every call of a command leaves one line: the entries are the calls, and each has the time of one.
  expect(lines.map(({ at }) => at).sort()).toEqual([...made.keys()].sort())
  const records = must(sources.record).calls
  expect(new Set(idsOf(entries, 'record'))).toEqual(new Set(records.map(({ id }) => id)))

  const certain = entries.filter(({ links: { trail, log } }) => {
    const { sureness } = trail
    return log.ids.length > 0 && trail.ids.length > 0 && sureness.kind === 'one-of' && sureness.isCertain
  })
  const wrong = certain.filter(({ at, links }) => links.trail.ids.some((id) => truth.get(id)?.at !== Date.parse(at)))
  expect(wrong).toEqual([])
  expect(certain.length).toBeGreaterThan(lines.length / 4)

  const recordAt = new Map(records.map(({ id, at }) => [id, at]))
  const sure = entries.filter(({ links: { record } }) => {
    const { sureness } = record
    return record.ids.length > 0 && (sureness.kind === 'exact' || (sureness.kind === 'one-of' && sureness.isCertain))
  })
  const misjoined = sure.filter(({ links }) => {
    const at = recordAt.get(links.record.ids[0] ?? '')
    const own = links.trail.ids.map((id) => truth.get(id)?.at)
    return own.length > 0 && own.every((time) => time !== at)
  })
  expect(misjoined).toEqual([])
  expect(sure.length).toBeGreaterThan(records.length / 2)
  process.stdout.write(
    `${made.size} calls, ${truth.size} events, ${lines.length} lines, ${entries.length} entries, ${certain.length} certain, ${sure.length} of ${records.length} records sure\n`,
  )
}, 240_000)

it('says of a missing event why it is missing, and who refused', async () => {
  const { entries } = await read()
  const kindsOf = (operation: string) =>
    new Set(
      entries
        .filter((one) => one.operation === operation)
        .map(({ links, outcome, refusedBy }) => `${links.trail.sureness.kind} ${outcome} ${refusedBy}`),
    )
  expect(kindsOf('Scan')).toEqual(new Set(['unrecorded allowed undefined']))
  expect(kindsOf('CreateUser')).toEqual(new Set(['unrecorded refused server']))
  expect([...kindsOf('ListUsers')].every((kind) => kind.includes('refused identity'))).toBe(true)
}, 120_000)

it('shows the others when one source may not be read, and names the permission', async () => {
  const { faults } = account.practice
  faults.set([{ id: 'no', match: { service: 'cloudtrail', times: null }, effect: { type: 'access-denied' } }])
  const withoutTrail = await read()
  expect(withoutTrail.sources.trail).toMatchObject({
    ok: false,
    error: { remedy: expect.stringContaining('cloudtrail:LookupEvents') },
  })
  expect(idsOf(withoutTrail.entries, 'log')).toHaveLength(made.size)
  faults.set([{ id: 'no', match: { service: 'logs', times: null }, effect: { type: 'access-denied' } }])
  const withoutLog = await read()
  expect(withoutLog.sources.log).toMatchObject({
    ok: false,
    error: { remedy: expect.stringContaining('logs:FilterLogEvents') },
  })
  expect(idsOf(withoutLog.entries, 'trail').length).toBeGreaterThan(0)
  faults.clear()
}, 240_000)
