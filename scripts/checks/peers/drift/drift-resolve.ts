import assert from 'node:assert/strict'
import { terminalWriter } from '@/lib/auth/terminal'
import type { Connection } from '@/lib/aws/connection'
import { advance } from '@/lib/deployments/advance/advance'
import { lossesOf } from '@/lib/deployments/advance/confirmed-losses'
import type { AdvanceOptions, AdvanceResult } from '@/lib/deployments/model'
import { newSpec } from '@/lib/deployments/spec/defaults'
import { logGroupName } from '@/lib/deployments/spec/names'
import { deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import type { DriftRow } from '@/lib/drift/model'
import { acceptDrift, lookAtDrift } from '@/lib/drift/resolve'
import { advanceTakeBack, planTakeBack } from '@/lib/drift/take-back'
import type { Result } from '@/lib/result'
import { getRuntime, listRuntimes } from '@/lib/runtimes/queries'
import type { AwsCli } from '@/scripts/checks/peers/aws-cli/cli-aws'
import type { Deployed } from '@/scripts/checks/peers/drift/hand-made'

const REGION = 'us-east-1'
const ROLE = 'slipway-drift'
const connection: Connection = { source: { type: 'chain' }, region: REGION }
const MOST_TURNS = 200

const tools = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
})
const spec = deploymentSpecSchema.parse({
  ...newSpec('drift', REGION),
  inboundAuth: { type: 'jwt', userPool: { mode: 'create', userName: 'owner' } },
  executionRole: {
    mode: 'create',
    name: ROLE,
    permissions: {
      managedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      inlinePolicies: [{ name: 'Tools', document: tools }],
    },
  },
})

/** A deployment with a role, a user pool and a log group of its own. */
export async function deploy(cli: AwsCli): Promise<Deployed> {
  await toEnd((options) => advance(must(terminalWriter()), connection, spec, options))
  const runtimeId = must(await listRuntimes(connection))[0]?.id ?? ''
  const { inboundAuth } = must(await getRuntime(connection, runtimeId))
  const isJwt = inboundAuth.type === 'jwt'
  return {
    ...{ cli, runtimeId, role: ROLE, logGroup: logGroupName(runtimeId) },
    pool: (isJwt && inboundAuth.userPoolId) || '',
    client: (isJwt && inboundAuth.allowedClients[0]) || '',
  }
}

export async function rowsNow(runtimeId: string): Promise<DriftRow[]> {
  return must(await lookAtDrift(connection, runtimeId)).report.rows
}

/** As the page does it, with the permissions that go confirmed. */
export async function takeBack(runtimeId: string): Promise<void> {
  const { spec, seen, plan, missing } = must(await planTakeBack(connection, runtimeId))
  assert.deepEqual(missing, [])
  const confirmed = lossesOf(plan).map(({ key }) => key)
  const writer = must(terminalWriter())
  await toEnd((options) => advanceTakeBack(writer, connection, { spec, seen }, { ...options, confirmed }))
}

export async function accept(runtimeId: string): Promise<void> {
  const { seen } = must(await lookAtDrift(connection, runtimeId))
  must(await acceptDrift(must(terminalWriter()), connection, runtimeId, seen))
}

async function toEnd(step: (options: AdvanceOptions) => Promise<AdvanceResult>): Promise<void> {
  const performed: string[] = []

  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const result = await step({ performed })

    if (result.state === 'done') {
      return
    }
    if (result.state === 'failed') {
      throw new Error(JSON.stringify(result.failure))
    }
    if (result.state === 'progress') {
      performed.push(result.changeId)
    }
  }
  throw new Error(`Not at its end after ${MOST_TURNS} turns.`)
}

function must<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error))
  }
  return result.data
}
