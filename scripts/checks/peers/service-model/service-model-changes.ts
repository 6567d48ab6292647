import assert from 'node:assert/strict'
import { actor, connection, must } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import { perform } from '@/lib/deployments/advance/perform'
import { ownTags } from '@/lib/deployments/spec/names'
import { insightsProgress, startInsights, stopInsights } from '@/lib/logs/insights'
import { totpCode } from '@/lib/practice/cognito/sign-in/totp'
import { askSimulator } from '@/lib/roles/ask-simulator'
import { listPolicyVersions, setDefaultVersion } from '@/lib/roles/managed-versions'
import { fromTags } from '@/lib/roles/model'
import { saveRoleDocument } from '@/lib/roles/mutations'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { whatOutlives } from '@/lib/stop/outlives'
import { resumeRuntime, stopRuntime } from '@/lib/stop/stop'
import { answerPending, endSignIn, startSignIn } from '@/lib/tokens/sign-in/sign-in'
import { applySettings, planSettings, readUserPoolSettings } from '@/lib/tokens/user-pool/change-settings'
import { signInClient, writePool } from '@/lib/tokens/user-pool/pool'

const SAVES = 5

/** A managed policy of the role is saved until IAM has no room for another version, and goes back to an older one. */
export async function changePolicies(roleName: string): Promise<void> {
  const { iam } = writeClients(actor, connection)
  const { Policy } = await iam.createPolicy({ PolicyName: 'Readers', PolicyDocument: reading(0) })
  const arn = Policy?.Arn ?? ''
  await iam.attachRolePolicy({ RoleName: roleName, PolicyArn: arn })
  const document = `managed:${arn}` as const

  for (let save = 1; save <= SAVES; save += 1) {
    const texts = { text: reading(save), expected: reading(save - 1) }
    must(await saveRoleDocument(actor, connection, { roleName, document, reason: 'Another bucket.', ...texts }))
  }
  const [newest, older] = must(await listPolicyVersions(connection, arn))
  const choice = { arn, versionId: older?.id ?? '', current: newest?.id ?? '', reason: 'The bucket of before.' }
  must(await setDefaultVersion(actor, connection, choice))
  const request = { action: 's3:GetObject', resource: 'arn:aws:s3:::b1/key', context: {} }
  const unsaved = { policies: [reading(1)] }
  const answer = must(await askSimulator(connection, { roleName, ...request, unsaved }))
  assert.equal(answer.effect, 'allowed')
  await iam.detachRolePolicy({ RoleName: roleName, PolicyArn: arn })
  await copyAndDrop(arn)
}

/** As right-sizing makes a policy where inline ones have no room, and takes it away again. */
async function copyAndDrop(arn: string): Promise<void> {
  const PolicyName = 'Readers-narrowed'
  const input = { PolicyName, PolicyDocument: reading(9), Description: 'Narrowed.', Tags: fromTags(ownTags('guide')) }
  await perform(actor, connection, { operation: 'iam:CreatePolicy', input })
  const PolicyArn = arn.replace(/[^/]*$/, PolicyName)
  await perform(actor, connection, { operation: 'iam:DeletePolicy', input: { PolicyArn } })
}

function reading(bucket: number): string {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::b${bucket}/*` }
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
}

/** A search where the lines are, looked at and stopped. */
export async function searchLogs(group: string): Promise<void> {
  const search = { group, from: Date.now() - 3_600_000, to: Date.now(), text: 'call', limit: 100 }
  const id = must(await startInsights(connection, search))
  must(await insightsProgress(connection, id))
  // A search that is over already can't be stopped: AWS says so.
  await stopInsights(connection, id)
}

/** The pool's password policy changes; then its users need a second factor, set one up, and sign out. */
export async function changeUserPool(runtimeId: string): Promise<void> {
  const { policy } = must(await readUserPoolSettings(connection, runtimeId))
  const wanted = { subject: 'policy', form: { ...policy, minimumLength: policy.minimumLength + 1 } } as const
  const { fingerprint } = must(await planSettings(connection, runtimeId, wanted))
  must(await applySettings(actor, connection, runtimeId, { ...wanted, fingerprint }))

  const pool = await signInClient(connection, runtimeId)
  const user = { userName: 'third', password: 'Permanent-1-password' }
  const who = { UserPoolId: pool.userPoolId, Username: user.userName }
  const cognito = writePool(actor, connection, pool.userPoolId)
  await cognito.adminCreateUser({ ...who, MessageAction: 'SUPPRESS' })
  await cognito.adminSetUserPassword({ ...who, Password: user.password, Permanent: true })
  await cognito.setUserPoolMfaConfig({
    UserPoolId: pool.userPoolId,
    MfaConfiguration: 'ON',
    SoftwareTokenMfaConfiguration: { Enabled: true },
  })
  const asked = await startSignIn(pool, user)
  assert.ok(asked.state === 'challenge' && asked.challenge.kind === 'setup', JSON.stringify(asked))
  const code = totpCode(asked.challenge.key, Date.now())
  const answer = await answerPending(pool, asked.pending, { code })
  assert.ok(answer.state === 'tokens', JSON.stringify(answer))
  const refreshToken = answer.tokens.refreshToken ?? ''
  await endSignIn(pool, refreshToken, false)
  const again = await startSignIn(pool, user)
  assert.equal(again.state, 'challenge')
  await cognito.setUserPoolMfaConfig({ UserPoolId: pool.userPoolId, MfaConfiguration: 'OFF' })
  const last = await startSignIn(pool, user)
  assert.ok(last.state === 'tokens', JSON.stringify(last))
  await endSignIn(pool, last.tokens.refreshToken ?? '', true)
}

/** Stops a runtime whose endpoint has a policy of its own, and takes that back. */
export async function stopAndResume(runtime: RuntimeDetail): Promise<void> {
  const { agentcoreControl } = writeClients(actor, connection)
  const resourceArn = `${runtime.arn}/runtime-endpoint/DEFAULT`
  const statement = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'bedrock-agentcore:InvokeAgentRuntime',
    Resource: resourceArn,
  }
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  await agentcoreControl.putResourcePolicy({ resourceArn, policy })
  const stopped = await stopRuntime(actor, connection, runtime, { reason: 'peers', verifyMs: 5000 })
  assert.equal(stopped.reading.state, 'stopped')
  must(await whatOutlives(connection, runtime.roleArn))
  assert.equal((await resumeRuntime(actor, connection, runtime)).reading.state, 'running')
  assert.equal((await agentcoreControl.getResourcePolicy({ resourceArn })).policy, policy)
  await agentcoreControl.deleteResourcePolicy({ resourceArn })
}
