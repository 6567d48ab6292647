import { terminalWriter } from '@/lib/auth/terminal'
import { awsClients, forgetClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { advance } from '@/lib/deployments/advance/advance'
import type { AdvanceResult } from '@/lib/deployments/model'
import { newSpec } from '@/lib/deployments/spec/defaults'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { type Practice, startPractice } from '@/lib/practice/server/start'
import type { CallListener } from '@/lib/practice/wire/events'
import type { Result } from '@/lib/result'

export const REGION = 'us-east-1'
export const connection: Connection = { source: { type: 'chain' }, region: REGION }

/** A fresh practice account without delays, which this process's `chain` connection leads to. */
export async function startTestPractice(
  port = 0,
  onCall?: CallListener,
  stateFile: string | null = null,
): Promise<Practice> {
  return startPractice({
    ...{ port, stateFile },
    ...(onCall ? { onCall } : {}),
    delays: { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 },
  })
}

export function connectTo({ url, accessKeyId, secretAccessKey }: Practice): void {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: REGION,
  })
  // They hold on to the keys of the account before.
  forgetClients(connection)
}

/** What a program that a person starts in a terminal sees of it, and the account's keys; `own`: variables besides. */
export function terminalOf({ url, accessKeyId, secretAccessKey }: Practice, own: Record<string, string>) {
  const { PATH = '', HOME = '' } = process.env
  const keys = { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
  return { PATH, HOME, NODE_ENV: 'test' as const, AWS_REGION: REGION, ...keys, ...own }
}

export const actor = must(terminalWriter())

export const sigv4Spec: DeploymentSpec = newSpec('guide', REGION)
export const jwtSpec: DeploymentSpec = {
  ...newSpec('guide', REGION),
  inboundAuth: { type: 'jwt', userPool: { mode: 'create', userName: 'owner' } },
}

export type Run = { results: AdvanceResult[]; last: AdvanceResult }

/** Calls `next` until it is done or failed, without pausing; at most `limit` times. `done`: what an earlier run performed. */
export async function runToEnd(
  next: (options: { performed: string[] }) => Promise<AdvanceResult>,
  { limit = 200, done = [] }: { limit?: number; done?: string[] } = {},
): Promise<Run> {
  const results: AdvanceResult[] = []
  const performed = [...done]

  for (let turn = 0; turn < limit; turn++) {
    const result = await next({ performed })
    results.push(result)

    if (result.state === 'progress') {
      performed.push(result.changeId)
    }
    if (result.state === 'done' || result.state === 'failed') {
      return { results, last: result }
    }
  }
  throw new Error(`Not finished after ${limit} turns: ${JSON.stringify(results.at(-1))}`)
}

export function launch(spec: DeploymentSpec, done: string[] = []): Promise<Run> {
  return runToEnd((options) => advance(actor, connection, spec, options), { done })
}

/** What a call that has to work answers. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) {
    throw new Error(JSON.stringify(result.error))
  }
  return result.data
}

/** What is in the account, by kind, without ids and times: equal for two runs that ended the same. */
export async function inventory() {
  const { iam, agentcoreControl, cognito, logs } = awsClients(connection)
  const [roles, runtimes, pools, groups] = await Promise.all([
    iam.listRoles({}),
    agentcoreControl.listAgentRuntimes({}),
    cognito.listUserPools({ MaxResults: 60 }),
    logs.describeLogGroups({ logGroupNamePrefix: '/aws/bedrock-agentcore/' }),
  ])
  const clients = await Promise.all(
    (pools.UserPools ?? []).map((pool) => cognito.listUserPoolClients({ UserPoolId: pool.Id, MaxResults: 60 })),
  )
  return {
    roles: (roles.Roles ?? []).map((role) => role.RoleName).filter((name) => name?.startsWith('slipway-')),
    runtimes: (runtimes.agentRuntimes ?? []).map((runtime) => `${runtime.agentRuntimeName} ${runtime.status}`),
    pools: (pools.UserPools ?? []).map((pool) => pool.Name).filter((name) => name?.startsWith('slipway-')),
    clients: clients.flatMap((page) => page.UserPoolClients ?? []).map((client) => client.ClientName),
    logGroups: (groups.logGroups ?? []).length,
  }
}
