import assert from 'node:assert/strict'
import { actor, connection, jwtSpec, launch, must, type Run, runToEnd, sigv4Spec } from '@/e2e/integration/support'
import { writeClients } from '@/lib/aws/clients'
import { callerIdentity } from '@/lib/connections/identity'
import { advance } from '@/lib/deployments/advance/advance'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import { advanceRollback } from '@/lib/deployments/advance/rollback'
import { firstUser } from '@/lib/deployments/observe/observe-pool'
import { planDeployment } from '@/lib/deployments/plan/queries'
import { preflight } from '@/lib/deployments/preflight/preflight'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { advanceTeardown, observeTeardown } from '@/lib/deployments/teardown/teardown'
import { logGroupName } from '@/lib/logs/model'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { readPage } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'
import { testConnection } from '@/lib/mcp/tester/test-connection'
import { saveRoleDocument } from '@/lib/roles/mutations'
import { getRole, listExecutionRoles } from '@/lib/roles/queries'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import {
  getRuntime,
  listEndpoints,
  listJwtRuntimes,
  listRuntimes,
  listRuntimeTags,
  listVersions,
} from '@/lib/runtimes/queries'
import { answerChallenge, resetPassword, signInUser } from '@/lib/tokens/mutations'
import { type SignInPool, signInPool, writePool } from '@/lib/tokens/user-pool/pool'
import {
  changePolicies,
  changeUserPool,
  searchLogs,
  stopAndResume,
} from '@/scripts/checks/peers/service-model/service-model-changes'
import { measureAndPay } from '@/scripts/checks/peers/service-model/service-model-usage'

const ROLE = 'slipway-guide-us-east-1'
const S3_READ = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
})

/** Everything that Slipway asks AWS for in the life of two deployments, through the functions that its pages call. */
export async function wholeLife(): Promise<void> {
  await lifeWithSignatures()
  await lifeWithTokens()
}

async function lifeWithSignatures(): Promise<void> {
  must(await callerIdentity(connection))
  must(await preflight(connection, sigv4Spec))
  done(await launch(sigv4Spec))
  const runtime = await onlyRuntime()
  await editAndDrift()
  const report = await testConnection(connection, runtime, { type: 'sigv4' })
  assert.ok(report.ok, JSON.stringify(report.hops))
  await readEveryPage(runtime)
  await changePolicies(ROLE)
  await searchLogs(logGroupName(runtime.id, 'DEFAULT'))
  await measureAndPay(runtime)
  await stopAndResume(runtime)
  done(await runToEnd((options) => advanceRollback(actor, connection, runtime.id, '2', options)))
  await addEndpoint(runtime)
  await tearDown(sigv4Spec)
}

/** Policies, a managed policy, tags and retention come and go; somebody else changes the trust policy. */
async function editAndDrift(): Promise<void> {
  const { iam } = writeClients(actor, connection)
  const permissions = {
    managedPolicyArns: ['arn:aws:iam::aws:policy/job-function/ViewOnlyAccess'],
    inlinePolicies: [{ name: 'Reports', document: S3_READ }],
  }
  const edited: DeploymentSpec = {
    ...sigv4Spec,
    description: 'Edited',
    executionRole: { mode: 'create', name: ROLE, permissions },
    environment: { ...sigv4Spec.environment, FASTMCP_LOG_LEVEL: 'DEBUG' },
    tags: { team: 'platform' },
    logRetentionDays: 7,
  }
  done(await launchConfirmed(edited))
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [trust] })
  await iam.updateAssumeRolePolicy({ RoleName: ROLE, PolicyDocument })
  done(await launchConfirmed({ ...sigv4Spec, logRetentionDays: null }))
  const save = { roleName: ROLE, document: 'inline:Mine', text: S3_READ, reason: 'The journey reads a bucket.' }
  must(await saveRoleDocument(actor, connection, save))
}

/** As by a person who has seen what the role loses, and takes it. */
async function launchConfirmed(spec: DeploymentSpec): Promise<Run> {
  const confirmed = lossesOf(must(await planDeployment(connection, spec))).map(({ key }) => key)
  assert.ok(confirmed.length > 0)
  return runToEnd((options) => advance(actor, connection, spec, { ...options, confirmed }))
}

async function readEveryPage(runtime: RuntimeDetail): Promise<void> {
  must(await listRuntimes(connection))
  must(await listVersions(connection, runtime.id))
  must(await getRuntime(connection, runtime.id, '1'))
  must(await listEndpoints(connection, runtime.id))
  must(await listRuntimeTags(connection, runtime.arn))
  must(await listExecutionRoles(connection))
  must(await getRole(connection, ROLE))
  must(await listRuntimeLogGroups(connection))
  const group = logGroupName(runtime.id, 'DEFAULT')
  const parts = await rangeParts({ connection, group, pattern: '' }, new AbortController().signal)
  const { events } = must(await readPage(parts, { from: Date.now() - 3_600_000, limit: 500 }))
  assert.ok(events.length > 0)
  must(await planDeployment(connection, sigv4Spec))
}

/** An endpoint that somebody made beside DEFAULT; the teardown has to take it away first. */
async function addEndpoint({ id }: RuntimeDetail): Promise<void> {
  const { agentcoreControl } = writeClients(actor, connection)
  await agentcoreControl.createAgentRuntimeEndpoint({ agentRuntimeId: id, name: 'stable', agentRuntimeVersion: '1' })
}

async function lifeWithTokens(): Promise<void> {
  const launched = await launch(jwtSpec)
  done(launched)
  const secret = launched.results.flatMap((step) => (step.state === 'progress' && step.secret ? [step.secret] : []))[0]
  assert.ok(secret)
  const runtime = must(await listJwtRuntimes(connection)).runtimes[0]
  assert.ok(runtime)
  const { accessToken, pool } = await signIn(runtime.id, secret)
  const report = await testConnection(connection, runtime, { type: 'jwt', token: accessToken })
  assert.ok(report.ok, JSON.stringify(report.hops))
  const { userPoolId: UserPoolId, clientId: ClientId } = pool
  await writePool(actor, connection, UserPoolId).updateUserPoolClient({
    UserPoolId,
    ClientId,
    ClientName: 'slipway-guide',
    ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
  })
  done(await launch(jwtSpec))
  must(await resetPassword(actor, connection, { runtimeId: runtime.id, userName: secret.userName }))
  await chooseNewPassword(runtime.id, pool)
  await changeUserPool(runtime.id)
  await tearDown(jwtSpec)
}

/** A user with a temporary password has to choose one of his own. */
async function chooseNewPassword(runtimeId: string, { userPoolId: UserPoolId }: SignInPool): Promise<void> {
  const [userName, password, newPassword] = ['second', 'Temporary-1-password', 'Chosen-2-password']
  await writePool(actor, connection, UserPoolId).adminCreateUser({
    UserPoolId,
    Username: userName,
    TemporaryPassword: password,
    MessageAction: 'SUPPRESS',
  })
  const outcome = must(await signInUser(actor, connection, { runtimeId, userName, password }))
  assert.equal(outcome.state, 'challenge')
  const challenge = outcome.state === 'challenge' ? outcome.sealed : ''
  assert.ok(await firstUser(connection, UserPoolId))
  await answerChallenge(actor, connection, { runtimeId, challenge, newPassword }).catch(outsideARequest)
}

async function signIn(runtimeId: string, { userName, password }: { userName: string; password: string }) {
  // The request goes out; keeping its answer in a cookie needs a browser's request, and there is none here.
  await signInUser(actor, connection, { runtimeId, userName, password }).catch(outsideARequest)
  const pool = await signInPool(connection, runtimeId)
  const AuthParameters = { USERNAME: userName, PASSWORD: password }
  const answer = await pool.cognito.initiateAuth({
    ClientId: pool.clientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters,
  })
  const { AccessToken: accessToken = '', RefreshToken } = answer.AuthenticationResult ?? {}
  await pool.cognito.getTokensFromRefreshToken({ ClientId: pool.clientId, RefreshToken })
  return { accessToken, pool }
}

function outsideARequest(error: unknown): void {
  assert.match(String(error), /cookies|request scope/)
}

async function tearDown({ name }: DeploymentSpec): Promise<void> {
  const { targets } = must(await observeTeardown(connection, name))
  const ids = targets.map(({ item }) => item.id)
  done(await runToEnd((options) => advanceTeardown(actor, connection, name, ids, options)))
}

async function onlyRuntime(): Promise<RuntimeDetail> {
  const [summary] = must(await listRuntimes(connection))
  return must(await getRuntime(connection, summary?.id ?? ''))
}

function done({ last }: Run): void {
  assert.equal(last.state, 'done', JSON.stringify(last))
}
