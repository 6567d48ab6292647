import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { setRetention } from '@/lib/logs/mutations'
import type { Practice } from '@/lib/practice/server/start'
import type { CallListener } from '@/lib/practice/wire/events'
import { listPolicyVersions, setDefaultVersion } from '@/lib/roles/managed-versions'
import { deleteInlinePolicy, saveRoleDocument } from '@/lib/roles/mutations'
import { applySettings, planSettings, readUserPoolSettings } from '@/lib/tokens/user-pool/change-settings'
import { actor, connection, connectTo, jwtSpec, launch, startTestPractice } from './support'

const ROLE = 'shared'
const ROUNDS = [1, 2, 3, 4, 5, 6, 7, 8]

let practice: Practice
let onCall: CallListener = () => undefined

beforeEach(async () => {
  onCall = () => undefined
  practice = await startTestPractice(0, (event) => onCall(event))
  connectTo(practice)
  const { iam } = writeClients(actor, connection)
  await iam.createRole({ RoleName: ROLE, AssumeRolePolicyDocument: trust('start') })
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Mine', PolicyDocument: policy('start') })
})

afterEach(() => practice.close())

const policy = (name: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::bucket/${name}` }],
  })

const trust = (name: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: name,
        Effect: 'Allow',
        Principal: { Service: 'bedrock-agentcore.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ],
  })

async function makeManaged(): Promise<string> {
  const { Policy } = await writeClients(actor, connection).iam.createPolicy({
    PolicyName: 'Shared',
    PolicyDocument: policy('start'),
  })
  return Policy?.Arn ?? ''
}

function save(document: string, text: string, expected: string) {
  const input = { roleName: ROLE, document: document as 'trust', text, expected, reason: 'needed' }
  return saveRoleDocument(actor, connection, input)
}

async function textOf(document: string): Promise<string> {
  const { iam } = writeClients(actor, connection)

  if (document === 'trust') {
    return decodeURIComponent((await iam.getRole({ RoleName: ROLE })).Role?.AssumeRolePolicyDocument ?? '')
  }
  if (document.startsWith('inline:')) {
    const answer = await iam.getRolePolicy({ RoleName: ROLE, PolicyName: 'Mine' })
    return decodeURIComponent(answer.PolicyDocument ?? '')
  }
  const versions = await listPolicyVersions(connection, document.slice('managed:'.length))
  return (versions.ok && versions.data.find(({ isDefault }) => isDefault)?.text) || ''
}

it.each(['inline', 'trust', 'managed'])('of two that save another %s policy at once, one is told so', async (kind) => {
  const documents = { inline: 'inline:Mine', trust: 'trust', managed: `managed:${await makeManaged()}` }
  const document = documents[kind as keyof typeof documents]
  const write = kind === 'trust' ? trust : policy

  for (const round of ROUNDS) {
    const before = await textOf(document)
    const texts = [write(`left${round}`), write(`right${round}`)] as const
    const answers = await Promise.all(texts.map((text) => save(document, text, before)))
    const states = answers.map((answer) => (answer.ok ? answer.data.state : answer.error.code))
    const winner = texts[states.indexOf('saved')]
    expect(states.toSorted()).toEqual(['changed-elsewhere', 'saved'])
    expect(answers).toContainEqual({ ok: true, data: { state: 'changed-elsewhere', current: winner } })
    expect(await textOf(document)).toBe(winner)
  }
})

it('a policy that is saved and deleted at once is one of the two', async () => {
  const { iam } = writeClients(actor, connection)

  for (const round of ROUNDS) {
    const before = policy(`before${round}`)
    await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Mine', PolicyDocument: before })
    const input = { roleName: ROLE, policyName: 'Mine', expected: before, reason: 'gone' }
    const saves = () => save('inline:Mine', policy(`after${round}`), before)
    const deletes = () => deleteInlinePolicy(actor, connection, input)
    const answers = await Promise.all(round % 2 === 0 ? [saves(), deletes()] : [deletes(), saves()])
    const states = answers.map((answer) => (answer.ok ? answer.data.state : answer.error.code))
    expect(states.toSorted()).toEqual(['changed-elsewhere', 'saved'])
  }
})

it('of two that choose another default version at once, one is told so', async () => {
  const arn = await makeManaged()
  await save(`managed:${arn}`, policy('two'), policy('start'))
  await save(`managed:${arn}`, policy('three'), policy('two'))

  for (const _ of ROUNDS) {
    const versions = await listPolicyVersions(connection, arn)
    const all = versions.ok ? versions.data : []
    const current = all.find(({ isDefault }) => isDefault)?.id ?? ''
    const choose = ({ id: versionId }: { id: string }) =>
      setDefaultVersion(actor, connection, { arn, versionId, current, reason: 'back' })
    const others = all.filter(({ isDefault }) => !isDefault)
    const states = (await Promise.all(others.map(choose))).map((answer) => (answer.ok ? answer.data.state : ''))
    expect(states.toSorted()).toEqual(['changed-elsewhere', 'saved'])
  }
})

it('a text that another program replaces right behind the save counts as replaced', async () => {
  const theirs = policy('theirs')
  onCall = async ({ operation, phase }) => {
    if (operation === 'PutRolePolicy' && phase === 'answered') {
      onCall = () => undefined
      const { iam } = writeClients(actor, connection)
      await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Mine', PolicyDocument: theirs })
    }
  }
  expect(await save('inline:Mine', policy('ours'), policy('start'))).toEqual({
    ok: true,
    data: { state: 'changed-elsewhere', current: theirs, isReplaced: true },
  })
})

it('a text that another program writes while the save is being checked is not overwritten', async () => {
  const theirs = policy('theirs')
  onCall = async ({ operation, phase }) => {
    if (operation === 'GetRolePolicy' && phase === 'performed') {
      onCall = () => undefined
      const { iam } = writeClients(actor, connection)
      await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'Mine', PolicyDocument: theirs })
    }
  }
  expect(await save('inline:Mine', policy('ours'), policy('start'))).toEqual({
    ok: true,
    data: { state: 'changed-elsewhere', current: theirs },
  })
})

it('of two that set another retention at once, one is told so', async () => {
  const group = '/aws/bedrock-agentcore/runtimes/guide-AbCdEf1234-DEFAULT'
  await writeClients(actor, connection).logs.createLogGroup({ logGroupName: group })
  const set = (days: number) => setRetention(actor, connection, { group, days, shown: null })
  const answers = await Promise.all([set(7), set(30)])
  expect(answers.map((answer) => (answer.ok ? 'set' : answer.error.code)).toSorted()).toEqual(['conflict', 'set'])
})

it('of two that set another password policy at once, one is told so', async () => {
  await launch(jwtSpec)
  const { agentRuntimes = [] } = await writeClients(actor, connection).agentcoreControl.listAgentRuntimes({})
  const runtimeId = agentRuntimes[0]?.agentRuntimeId ?? ''

  for (const round of [1, 2, 3]) {
    const care = await readUserPoolSettings(connection, runtimeId)
    const wanted = [10, 30].map((length) => ({
      subject: 'policy' as const,
      form: { ...(care.ok ? care.data.policy : ({} as never)), minimumLength: length + round },
    }))
    const plans = await Promise.all(wanted.map((each) => planSettings(connection, runtimeId, each)))
    const fingerprint = plans[0]?.ok ? plans[0].data.fingerprint : ''
    const answers = await Promise.all(
      wanted.map((each) => applySettings(actor, connection, runtimeId, { ...each, fingerprint })),
    )
    const states = answers.map((answer) => (answer.ok ? `verified ${answer.data.verified}` : answer.error.code))
    expect(states.toSorted()).toEqual(['conflict', 'verified true'])
  }
})
