import type { Account, Observed, ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observe/observed'
import type { AwsCall } from '@/lib/deployments/plan/calls'
import { poolName } from '@/lib/deployments/spec/names'
import { toJson } from '@/lib/json'
import { type RoleDetail, toTags } from '@/lib/roles/model'

const account: Account = {
  accountId: '111122223333',
  partition: 'aws',
  region: 'us-east-1',
  principalArn: 'arn:aws:iam::111122223333:user/tester',
}

export const emptyAccount: Observed = {
  account,
  role: null,
  runtime: null,
  pool: null,
  logGroup: null,
  surplusPools: [],
}

/** What AWS has after a call, as the planner would read it. Throws when the call makes no sense there, as AWS would. */
export function applied(observed: Observed, call: AwsCall): Observed {
  switch (call.operation.split(':')[0]) {
    case 'iam':
      return { ...observed, role: appliedToRole(observed.role, call) }
    case 'cognito-idp':
      return appliedToPool(observed, call)
    case 'logs':
      return appliedToLogs(observed, call)
    default:
      return { ...observed, runtime: appliedToRuntime(observed, call) }
  }
}

/** AWS finishes what it is working on. */
export function rested(observed: Observed): Observed {
  const { runtime } = observed

  if (runtime?.status === 'DELETING') {
    return { ...observed, runtime: null, logGroup: null }
  }
  return runtime ? { ...observed, runtime: ready(runtime) } : observed
}

function ready(runtime: ObservedRuntime): ObservedRuntime {
  const endpoint = {
    name: 'DEFAULT',
    status: 'READY' as const,
    failureReason: null,
    liveVersion: runtime.version,
    targetVersion: null,
  }
  return { ...runtime, status: 'READY', endpoint }
}

function existing<T>(value: T | null, what: string): T {
  if (value === null) {
    throw new Error(`There is no ${what} yet.`)
  }
  return value
}

function absent(value: unknown, what: string): void {
  if (value !== null) {
    throw new Error(`There is a ${what} already.`)
  }
}

function appliedToRole(role: RoleDetail | null, { operation, input }: AwsCall): RoleDetail {
  if (operation === 'iam:CreateRole') {
    absent(role, 'role')
    return {
      name: input.RoleName ?? '',
      arn: `arn:aws:iam::${account.accountId}:role/${input.RoleName}`,
      path: '/',
      description: input.Description ?? null,
      createdAt: '2026-11-01T00:00:00.000Z',
      trustPolicy: input.AssumeRolePolicyDocument ?? '',
      maxSessionSeconds: null,
      permissionsBoundaryArn: null,
      boundaryDocument: null,
      tags: toTags(input.Tags),
      inlinePolicies: [],
      attachedPolicies: [],
    }
  }
  const live = existing(role, 'role')

  switch (operation) {
    case 'iam:UpdateAssumeRolePolicy':
      return { ...live, trustPolicy: input.PolicyDocument }
    case 'iam:TagRole':
      return { ...live, tags: { ...live.tags, ...toTags(input.Tags) } }
    case 'iam:PutRolePolicy': {
      const others = live.inlinePolicies.filter(({ name }) => name !== input.PolicyName)
      return { ...live, inlinePolicies: [...others, { name: input.PolicyName, document: input.PolicyDocument }] }
    }
    case 'iam:DeleteRolePolicy':
      return { ...live, inlinePolicies: live.inlinePolicies.filter(({ name }) => name !== input.PolicyName) }
    case 'iam:AttachRolePolicy':
      return {
        ...live,
        attachedPolicies: [...live.attachedPolicies, { arn: input.PolicyArn, name: 'x', document: null }],
      }
    case 'iam:DetachRolePolicy':
      return { ...live, attachedPolicies: live.attachedPolicies.filter(({ arn }) => arn !== input.PolicyArn) }
    default:
      throw new Error(operation)
  }
}

function appliedToPool(observed: Observed, { operation, input }: AwsCall): Observed {
  if (operation === 'cognito-idp:CreateUserPool') {
    absent(observed.pool, 'pool')
    const id = 'us-east-1_AbCdEfGhI'
    return {
      ...observed,
      pool: {
        id,
        name: input.PoolName ?? '',
        arn: `arn:aws:cognito-idp:us-east-1:${account.accountId}:userpool/${id}`,
        tags: input.UserPoolTags ?? {},
        discoveryUrl: `https://cognito-idp.us-east-1.amazonaws.com/${id}/.well-known/openid-configuration`,
        client: null,
        user: null,
      },
    }
  }
  const pool = existing(observed.pool, 'pool')

  switch (operation) {
    case 'cognito-idp:CreateUserPoolClient':
      absent(pool.client, 'client')
      return {
        ...observed,
        pool: {
          ...pool,
          client: {
            id: 'client1',
            name: input.ClientName ?? poolName('x'),
            authFlows: input.ExplicitAuthFlows ?? [],
            hasSecret: false,
            settings: {},
          },
        },
      }
    case 'cognito-idp:UpdateUserPoolClient':
      return {
        ...observed,
        pool: { ...pool, client: { ...existing(pool.client, 'client'), authFlows: input.ExplicitAuthFlows ?? [] } },
      }
    case 'cognito-idp:AdminCreateUser':
      absent(pool.user, 'user')
      return {
        ...observed,
        pool: { ...pool, user: { name: input.Username, status: 'FORCE_CHANGE_PASSWORD', enabled: true } },
      }
    case 'cognito-idp:AdminSetUserPassword':
      return { ...observed, pool: { ...pool, user: { ...existing(pool.user, 'user'), status: 'CONFIRMED' } } }
    default:
      throw new Error(operation)
  }
}

function appliedToLogs(observed: Observed, { operation, input }: AwsCall): Observed {
  if (operation === 'logs:CreateLogGroup') {
    absent(observed.logGroup, 'log group')
    return { ...observed, logGroup: { name: input.logGroupName, retentionDays: null, tags: input.tags } }
  }
  const group = existing(observed.logGroup, 'log group')

  switch (operation) {
    case 'logs:PutRetentionPolicy':
      return { ...observed, logGroup: { ...group, retentionDays: input.retentionInDays } }
    case 'logs:DeleteRetentionPolicy':
      return { ...observed, logGroup: { ...group, retentionDays: null } }
    case 'logs:TagResource':
      return { ...observed, logGroup: { ...group, tags: { ...group.tags, ...input.tags } } }
    default:
      throw new Error(operation)
  }
}

/** Update is a full PUT here, as on AWS: what is not sent is gone. */
function appliedToRuntime({ runtime, role }: Observed, { operation, input }: AwsCall): ObservedRuntime {
  if (operation === 'bedrock-agentcore:CreateAgentRuntime') {
    absent(runtime, 'runtime')
    existing(role, 'role')
    const { agentRuntimeName = '', tags = {}, ...config } = input
    const id = `${agentRuntimeName}-AbCdEfGhI0`
    return {
      id,
      arn: `arn:aws:bedrock-agentcore:us-east-1:${account.accountId}:runtime/${id}`,
      name: agentRuntimeName,
      version: '1',
      status: 'CREATING',
      failureReason: null,
      config: toJson(config) as RuntimeConfig,
      tags,
      endpoint: null,
    }
  }
  const live = existing(runtime, 'runtime')

  switch (operation) {
    case 'bedrock-agentcore:UpdateAgentRuntime': {
      const { agentRuntimeId: _, ...config } = input
      return {
        ...live,
        config: toJson(config) as RuntimeConfig,
        status: 'UPDATING',
        version: `${Number(live.version) + 1}`,
      }
    }
    case 'bedrock-agentcore:DeleteAgentRuntime':
      return { ...live, status: 'DELETING' }
    case 'bedrock-agentcore:TagResource':
      return { ...live, tags: { ...live.tags, ...input.tags } }
    case 'bedrock-agentcore:UntagResource':
      return { ...live, tags: withoutKeys(live.tags, input.tagKeys ?? []) }
    default:
      throw new Error(operation)
  }
}

function withoutKeys(tags: Record<string, string>, keys: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)))
}
