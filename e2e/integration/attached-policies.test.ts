import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import type { Practice } from '@/lib/practice/server/start'
import { attachPolicy, detachPolicy } from '@/lib/roles/attached'
import { attachInput, detachInput } from '@/lib/roles/schema'
import { actor, connection, connectTo, startTestPractice } from './support'

const ROLE = 'worker'
const READ_ONLY = 'arn:aws:iam::aws:policy/ReadOnlyAccess'

let practice: Practice

beforeEach(async () => {
  practice = await startTestPractice(0)
  connectTo(practice)
  const trust = { Effect: 'Allow', Principal: { Service: 'bedrock-agentcore.amazonaws.com' }, Action: 'sts:AssumeRole' }
  await iam().createRole({ RoleName: ROLE, AssumeRolePolicyDocument: text(trust) })
})

afterEach(() => practice.close())

function iam() {
  return writeClients(actor, connection).iam
}

function text(statement: object): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

async function own(PolicyName: string, statement: object): Promise<string> {
  const { Policy } = await iam().createPolicy({ PolicyName, PolicyDocument: text(statement) })
  return Policy?.Arn ?? ''
}

function attach(arn: string) {
  return attachPolicy(actor, connection, attachInput.parse({ roleName: ROLE, arn, looked: true }))
}

function detach(arn: string, looked = false) {
  return detachPolicy(actor, connection, detachInput.parse({ roleName: ROLE, arn, looked }))
}

async function attached(): Promise<(string | undefined)[]> {
  const { AttachedPolicies = [] } = await iam().listAttachedRolePolicies({ RoleName: ROLE })
  return AttachedPolicies.map(({ PolicyArn }) => PolicyArn)
}

it('attaches and detaches, and doing so twice is no failure', async () => {
  expect(await attach(READ_ONLY)).toMatchObject({ ok: true })
  expect(await attach(READ_ONLY)).toMatchObject({ ok: true })
  expect(await attached()).toEqual([READ_ONLY])
  expect(await detach(READ_ONLY)).toMatchObject({ ok: true })
  expect(await detach(READ_ONLY)).toMatchObject({ ok: true })
  expect(await attached()).toEqual([])
})

it('attaches no administrator, by name or by what it says, and nothing that is not there', async () => {
  const everything = await own('Everything', { Effect: 'Allow', Action: '*', Resource: '*' })
  expect(await attach('arn:aws:iam::aws:policy/AdministratorAccess')).toMatchObject({ ok: false })
  expect(await attach(everything)).toMatchObject({ ok: false })
  expect(await attach('arn:aws:iam::aws:policy/NoSuchThing')).toMatchObject({ ok: false })
  expect(await attached()).toEqual([])
})

it('takes off what denies only for somebody who has looked', async () => {
  const guard = await own('Guard', { Effect: 'Deny', Action: 's3:*', Resource: '*' })
  await attach(READ_ONLY)
  await attach(guard)
  expect(await detach(guard)).toMatchObject({ ok: false, error: { fields: { looked: expect.anything() } } })
  expect(await attached()).toContain(guard)
  expect(await detach(guard, true)).toMatchObject({ ok: true })
  expect(await attached()).toEqual([READ_ONLY])
})

it('takes no other ARN, and no attaching that nobody looked at', () => {
  const bad = ['', 'ReadOnlyAccess', 'arn:aws:iam::111122223333:role/x', `${READ_ONLY} x`]
  expect(bad.filter((arn) => attachInput.safeParse({ roleName: ROLE, arn, looked: true }).success)).toEqual([])
  expect(attachInput.safeParse({ roleName: ROLE, arn: READ_ONLY, looked: false }).success).toBe(false)
})
