import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import type { CallListener } from '@/lib/practice/wire/events'
import { listPolicyVersions } from '@/lib/roles/managed-versions'
import { moveStatements } from '@/lib/roles/move-statements'
import type { MoveStatementsInput } from '@/lib/roles/schema'
import { actor, connection, connectTo, startTestPractice } from './support'

const ROLE = 'mover'
// Characters of all inline policies of a role.
const INLINE_QUOTA = 10_240

let practice: Practice
let onCall: CallListener = () => undefined

beforeEach(async () => {
  onCall = () => undefined
  practice = await startTestPractice(0, (event) => onCall(event))
  connectTo(practice)
  const { iam } = writeClients(actor, connection)
  await iam.createRole({ RoleName: ROLE, AssumeRolePolicyDocument: TRUST })
  await put('From', FROM)
  await put('To', TO)
})

afterEach(() => practice.close())

const statement = (Sid: string, Effect = 'Allow') => ({
  Sid,
  Effect,
  Action: 's3:GetObject',
  Resource: `arn:aws:s3:::bucket/${Sid}`,
})
const policy = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement })
const FROM = policy(statement('Stays'), statement('Moves'))
const TO = policy(statement('There'))
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

function put(PolicyName: string, PolicyDocument: string) {
  return writeClients(actor, connection).iam.putRolePolicy({ RoleName: ROLE, PolicyName, PolicyDocument })
}

function move(more: Partial<MoveStatementsInput> = {}) {
  const usual = { from: 'inline:From', to: 'inline:To', statements: [1], expectedFrom: FROM, expectedTo: TO }
  return moveStatements(actor, connection, { roleName: ROLE, ...usual, reason: '', ...more } as MoveStatementsInput)
}

function deny(operation: string, skip: number) {
  const message = `User: arn:aws:iam::000000000000:user/me is not authorized to perform: iam:${operation} on resource: role mover`
  practice.faults.set([
    { id: 'one', match: { operation, skip, times: null }, effect: { type: 'access-denied', message } },
  ])
}

/** Sids of inline policies, From and To unless others are named; null: there is none. */
async function sids(...names: string[]): Promise<(string[] | null)[]> {
  practice.faults.clear()
  const { iam } = writeClients(actor, connection)
  const read = async (PolicyName: string) => {
    const answer = await iam.getRolePolicy({ RoleName: ROLE, PolicyName }).catch(() => null)
    return answer && sidsOf(decodeURIComponent(answer.PolicyDocument ?? ''))
  }
  return Promise.all((names.length === 0 ? ['From', 'To'] : names).map(read))
}

function sidsOf(text: string): string[] {
  return JSON.parse(text).Statement.map((one: { Sid: string }) => one.Sid)
}

const UNTOUCHED = [['Stays', 'Moves'], ['There']]
const MOVED = [['Stays'], ['There', 'Moves']]
const IN_BOTH = [
  ['Stays', 'Moves'],
  ['There', 'Moves'],
]

it('moves a statement without a reason, as nothing more is allowed', async () => {
  expect(await move()).toEqual({ ok: true, data: { state: 'moved' } })
  expect(await sids()).toEqual(MOVED)
})

it('changes nothing when the receiver can’t be written', async () => {
  deny('PutRolePolicy', 0)
  const answer = await move()
  expect(answer).toMatchObject({ ok: false })
  expect(JSON.stringify(answer)).toContain('iam:PutRolePolicy')
  expect(await sids()).toEqual(UNTOUCHED)
})

it('leaves the statement in both when the other can’t be written', async () => {
  deny('PutRolePolicy', 1)
  const answer = await move()
  expect(answer).toMatchObject({ ok: true, data: { state: 'in-both' } })
  expect(JSON.stringify(answer)).toContain('iam:PutRolePolicy')
  expect(await sids()).toEqual(IN_BOTH)
})

it('leaves it in both when the emptied policy can’t be deleted', async () => {
  deny('DeleteRolePolicy', 0)
  expect(await move({ statements: [0, 1] })).toMatchObject({ ok: true, data: { state: 'in-both' } })
  expect(await sids()).toEqual([
    ['Stays', 'Moves'],
    ['There', 'Stays', 'Moves'],
  ])
})

it('deletes an inline policy of which nothing is left, and makes a new receiver', async () => {
  const answer = await move({ statements: [0, 1], to: 'inline:New', expectedTo: undefined })
  expect(answer).toEqual({ ok: true, data: { state: 'moved' } })
  expect(await sids('From', 'New')).toEqual([null, ['Stays', 'Moves']])
})

it('writes nothing when the receiver was changed meanwhile', async () => {
  await put('To', policy(statement('Theirs')))
  expect(await move()).toEqual({ ok: true, data: { state: 'changed-elsewhere', document: 'inline:To' } })
  expect(await sids()).toEqual([['Stays', 'Moves'], ['Theirs']])
})

it('keeps another’s change of the giving policy', async () => {
  onCall = async ({ operation, phase }) => {
    if (operation === 'PutRolePolicy' && phase === 'answered') {
      onCall = () => undefined
      await put('From', policy(statement('Moves'), statement('Theirs')))
    }
  }
  expect(await move()).toMatchObject({ ok: true, data: { state: 'in-both', failure: { code: 'conflict' } } })
  expect(await sids()).toEqual([
    ['Moves', 'Theirs'],
    ['There', 'Moves'],
  ])
})

it('changes nothing when both together would be too large for a moment', async () => {
  const bare = policy(statement('There'))
  const room = INLINE_QUOTA - FROM.length - bare.length
  const to = bare.replace('bucket/There', `bucket/There${'x'.repeat(room)}`)
  await put('To', to)
  expect(await move({ expectedTo: to })).toMatchObject({ ok: false })
  expect(await sids()).toEqual(UNTOUCHED)
})

it('takes a denial along, which is in force at any moment', async () => {
  const from = policy(statement('Stays'), statement('Never', 'Deny'))
  await put('From', from)
  const seen: number[] = []
  onCall = async ({ operation, phase }) => {
    if (operation === 'PutRolePolicy' && phase === 'answered') {
      seen.push((await sids()).flat().filter((one) => one === 'Never').length)
    }
  }
  expect(await move({ expectedFrom: from })).toEqual({ ok: true, data: { state: 'moved' } })
  expect(seen).toEqual([2, 1])
})

it('of two that move the same at once, one moves and the role has it once', async () => {
  const answers = await Promise.all([move(), move()])
  expect(answers).toContainEqual({ ok: true, data: { state: 'moved' } })
  expect(await sids()).toEqual(MOVED)
})

it('finishes a move that ended between its two writes, when it is tried again', async () => {
  await put('To', policy(statement('There'), statement('Moves')))
  expect(await sids()).toEqual(IN_BOTH)
  expect(await move()).toEqual({ ok: true, data: { state: 'moved' } })
  expect(await sids()).toEqual(MOVED)
})

it('goes from a managed policy to an inline one and back', async () => {
  const { iam } = writeClients(actor, connection)
  const { Policy } = await iam.createPolicy({ PolicyName: 'Shared', PolicyDocument: FROM })
  const arn = Policy?.Arn ?? ''
  await iam.attachRolePolicy({ RoleName: ROLE, PolicyArn: arn })
  const managed = `managed:${arn}` as const
  const text = async () => {
    const versions = await listPolicyVersions(connection, arn)
    return (versions.ok && versions.data.find(({ isDefault }) => isDefault)?.text) || ''
  }
  const inline = async () =>
    decodeURIComponent((await iam.getRolePolicy({ RoleName: ROLE, PolicyName: 'To' })).PolicyDocument ?? '')

  expect(await move({ from: managed })).toEqual({ ok: true, data: { state: 'moved' } })
  expect([sidsOf(await text()), ...(await sids('To'))]).toEqual(MOVED)
  const back = { from: 'inline:To', to: managed, expectedFrom: await inline(), expectedTo: await text() }
  expect(await move({ ...back, reason: 'back' })).toEqual({ ok: true, data: { state: 'moved' } })
  expect([sidsOf(await text()), ...(await sids('To'))]).toEqual(UNTOUCHED)
  const rest = { from: managed, statements: [0, 1], expectedFrom: await text() }
  expect(await move(rest)).toMatchObject({ ok: false, error: { code: 'invalid-input' } })
})
