import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { actor, connection, connectTo, must, runToEnd, startTestPractice } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import { ownTags, REGION_TAG } from '@/lib/deployments/spec/names'
import { advanceTeardown } from '@/lib/deployments/teardown/teardown'
import type { Practice } from '@/lib/practice/server/start'
import { readResizes } from '@/lib/right-size/change/kept'
import type { Replacement } from '@/lib/right-size/change/model'
import { seenOf } from '@/lib/right-size/change/proposal'
import { advanceResize, beginResize, turnResize } from '@/lib/right-size/change/resize'
import { fromTags, type RoleDetail } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'

vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>()
  return { ...real, env: () => real.parseEnv(process.env) }
})

const ROLE = 'slipway-worker'
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const WIDE = policy('s3:*', 'ec2:Describe*')

let practice: Practice
let folder = ''

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'slipway-resize-'))
  process.env.SLIPWAY_STATE_DIR = folder
  practice = await startTestPractice()
  connectTo(practice)
  const Principal = { Service: 'bedrock-agentcore.amazonaws.com' }
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }] }
  await iam().createRole({ RoleName: ROLE, AssumeRolePolicyDocument: JSON.stringify(trust) })
  await iam().attachRolePolicy({ RoleName: ROLE, PolicyArn: READ_ONLY })
  await put('wide', WIDE)
})

afterEach(async () => {
  await practice.close()
  rmSync(folder, { recursive: true, force: true })
})

function iam() {
  return writeClients(actor, connection).iam
}

function policy(...Action: string[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
}

function put(PolicyName: string, PolicyDocument: string) {
  return iam().putRolePolicy({ RoleName: ROLE, PolicyName, PolicyDocument })
}

async function role(): Promise<RoleDetail> {
  const found = await readRole(connection, ROLE, { withDocuments: true })

  if (!found) {
    throw new Error('There is no role.')
  }
  return found
}

async function policies() {
  const { inlinePolicies, attachedPolicies } = await role()
  return {
    inline: Object.fromEntries(inlinePolicies.map(({ name, document }) => [name, document])),
    attached: attachedPolicies.map(({ name }) => name).toSorted(),
  }
}

const narrowed: Replacement = { from: 'wide', fromArn: null, name: 'wide', as: 'inline', text: policy('s3:GetObject') }
const copies = [1, 2].map((part): Replacement => {
  const from = { from: 'ReadOnlyAccess', fromArn: READ_ONLY }
  const text = policy(part === 1 ? 's3:ListAllMyBuckets' : 'sqs:ListQueues')
  return { ...from, name: `${ROLE}-ReadOnlyAccess-narrowed-${part}`, as: 'managed-copy', text }
})

async function begin(replacements: Replacement[], seen?: string) {
  const asked = { roleName: ROLE, deployment: 'guide', days: 30, trimmed: 3, replacements }
  return beginResize(connection, { ...asked, seen: seen ?? seenOf(await role()) })
}

function run(id: string, overwrite = false) {
  const key = { roleName: ROLE, id }
  return runToEnd((options) => advanceResize(actor, connection, key, { ...options, overwrite }))
}

async function owned(): Promise<(string | undefined)[]> {
  const { Policies = [] } = await iam().listPolicies({ Scope: 'Local' })
  return Policies.map(({ PolicyName }) => PolicyName).toSorted()
}

it('makes managed policies where inline ones have no room, and undoing takes them away again', async () => {
  const before = await policies()
  const { id } = must(await begin([narrowed, ...copies]))
  expect(await run(id)).toMatchObject({ last: { state: 'done' } })
  expect(await policies()).toEqual({
    inline: { wide: narrowed.text },
    attached: copies.map(({ name }) => name),
  })
  expect(readResizes(await role())).toMatchObject([{ id, way: 'forth', endedAt: expect.any(String) }])
  must(await turnResize(connection, { roleName: ROLE, id }, 'back'))
  expect(await run(id)).toMatchObject({ last: { state: 'done' } })
  expect(await policies()).toEqual(before)
  expect(await owned()).toEqual([])
})

it('is undone from any point, and gone on with from any point', async () => {
  const before = await policies()
  const { id } = must(await begin([narrowed, ...copies]))

  for (let writes = 1; writes <= 6; writes++) {
    must(await turnResize(connection, { roleName: ROLE, id }, 'forth'))
    for (let turn = 0; turn < writes; turn++) {
      await advanceResize(actor, connection, { roleName: ROLE, id })
    }
    must(await turnResize(connection, { roleName: ROLE, id }, 'back'))
    expect(await run(id)).toMatchObject({ last: { state: 'done' } })
    expect(await policies()).toEqual(before)
    expect(await owned()).toEqual([])
  }
})

it('replaces what somebody else wrote meanwhile only when told to', async () => {
  const before = await policies()
  const { id } = must(await begin([narrowed]))
  expect(await run(id)).toMatchObject({ last: { state: 'done' } })
  await put('wide', policy('sqs:*'))
  must(await turnResize(connection, { roleName: ROLE, id }, 'back'))
  const refused = await run(id)
  expect(refused.last).toMatchObject({ state: 'failed', failure: { message: expect.stringContaining('wide') } })
  expect((await policies()).inline.wide).toBe(policy('sqs:*'))
  expect(await run(id, true)).toMatchObject({ last: { state: 'done' } })
  expect(await policies()).toEqual(before)
})

it('refuses what was looked at in another state, what allows more, and a second change at once', async () => {
  const seen = seenOf(await role())
  await put('other', policy('sqs:ListQueues'))
  expect(await begin([narrowed], seen)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('no longer') },
  })
  const wider = { ...narrowed, text: policy('s3:GetObject', 'dynamodb:DeleteTable') }
  expect(await begin([wider])).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('allow something') },
  })
  expect(await begin([{ ...narrowed, from: 'none', name: 'none' }])).toMatchObject({ ok: false })
  expect(await begin([{ ...narrowed, name: 'other' }])).toMatchObject({ ok: false })
  must(await begin([narrowed]))
  expect(await begin([narrowed])).toMatchObject({ ok: false, error: { remedy: expect.stringContaining('Finish it') } })
})

it('undoes the newest first, and knows nothing of another role of the same name', async () => {
  const first = must(await begin([narrowed]))
  await run(first.id)
  const second = must(await begin([{ ...narrowed, as: 'removed', text: '' }]))
  await run(second.id)
  expect((await policies()).inline.wide).toBeUndefined()
  expect(await turnResize(connection, { roleName: ROLE, id: first.id }, 'back')).toMatchObject({ ok: false })
  must(await turnResize(connection, { roleName: ROLE, id: second.id }, 'back'))
  await run(second.id)
  must(await turnResize(connection, { roleName: ROLE, id: first.id }, 'back'))
  await run(first.id)
  expect((await policies()).inline.wide).toBe(WIDE)
  const kept = readResizes(await role())
  expect(kept).toHaveLength(2)
  expect(readResizes({ arn: kept[0]?.roleArn ?? '', createdAt: '2020-01-01T00:00:00.000Z' })).toEqual([])
})

it('says which action is missing, and stays where it can go on', async () => {
  const before = await policies()
  const { id } = must(await begin([narrowed, ...copies]))
  practice.faults.set([
    {
      id: 'no-attach',
      match: { service: 'iam', operation: 'AttachRolePolicy', skip: 0, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  const stopped = await run(id)
  expect(stopped.last).toMatchObject({ state: 'failed' })
  expect(JSON.stringify(stopped.last)).toContain('iam:AttachRolePolicy')
  practice.faults.clear()
  must(await turnResize(connection, { roleName: ROLE, id }, 'back'))
  expect(await run(id)).toMatchObject({ last: { state: 'done' } })
  expect(await policies()).toEqual(before)
})

it('leaves nothing when the deployment is deleted, cut off at any write: its managed policies go with the role', async () => {
  await iam().tagRole({ RoleName: ROLE, Tags: fromTags({ ...ownTags('guide'), [REGION_TAG]: connection.region }) })
  const { id } = must(await begin([narrowed, ...copies]))
  await run(id)
  expect(await owned()).toHaveLength(2)
  const items = [`role:${ROLE}`]

  for (let turns = 0; turns < 20; turns++) {
    const { state } = await advanceTeardown(actor, connection, 'guide', items)

    if (state === 'done') {
      break
    }
  }
  expect(await readRole(connection, ROLE)).toBeNull()
  expect(await owned()).toEqual([])
})
