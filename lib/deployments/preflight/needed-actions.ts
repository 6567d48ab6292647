import type { Observed } from '@/lib/deployments/observe/observed'
import { isPending, type Planned } from '@/lib/deployments/plan/step'
import { logGroupName } from '@/lib/deployments/spec/names'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'

/** One permission, as a simulator is asked about it. */
export type NeededAction = { action: string; resource: string; context: Record<string, string> }

const SERVICE_ROLE = 'AWSServiceRoleForBedrockAgentCoreRuntimeIdentity'
const SERVICE_ROLE_HOST = 'runtime-identity.bedrock-agentcore.amazonaws.com'

/** What AWS checks besides the operation itself. */
const IMPLIED: Record<string, string[]> = {
  'iam:CreateRole': ['iam:TagRole', 'iam:GetRole', 'iam:ListRolePolicies', 'iam:ListAttachedRolePolicies'],
  'iam:PutRolePolicy': ['iam:GetRolePolicy'],
  'cognito-idp:CreateUserPool': ['cognito-idp:TagResource', 'cognito-idp:DescribeUserPool'],
  'cognito-idp:CreateUserPoolClient': ['cognito-idp:ListUserPoolClients', 'cognito-idp:DescribeUserPoolClient'],
  'cognito-idp:AdminCreateUser': ['cognito-idp:AdminGetUser'],
  'bedrock-agentcore:CreateAgentRuntime': [
    'iam:PassRole',
    'bedrock-agentcore:TagResource',
    'bedrock-agentcore:CreateWorkloadIdentity',
    'bedrock-agentcore:GetAgentRuntime',
    'bedrock-agentcore:GetAgentRuntimeEndpoint',
    'bedrock-agentcore:ListTagsForResource',
  ],
  'bedrock-agentcore:UpdateAgentRuntime': ['iam:PassRole'],
  'logs:CreateLogGroup': ['logs:TagResource', 'logs:DescribeLogGroups', 'logs:ListTagsForResource'],
}

/** Operations that AWS authorizes on `*` because the resource doesn't exist yet. */
const ON_ALL = new Set(['bedrock-agentcore:CreateAgentRuntime', 'cognito-idp:CreateUserPool', 'logs:DescribeLogGroups'])

/** Exactly the permissions that the pending changes of a plan take, each once. */
export function neededActions(
  spec: DeploymentSpec,
  observed: Observed,
  { plan }: Planned,
  hasServiceRole: boolean,
): NeededAction[] {
  const operations = plan.changes.flatMap((change) => (isPending(change) && change.operation ? [change.operation] : []))
  const actions = new Set(operations.flatMap((operation) => [operation, ...(IMPLIED[operation] ?? [])]))

  if (actions.has('bedrock-agentcore:CreateAgentRuntime') && !hasServiceRole) {
    actions.add('iam:CreateServiceLinkedRole')
  }
  return [...actions].map((action) => ({
    action,
    resource: ON_ALL.has(action) ? '*' : resourceOf(action, spec, observed),
    context: contextOf(action),
  }))
}

function contextOf(action: string): Record<string, string> {
  if (action === 'iam:PassRole') {
    return { 'iam:PassedToService': 'bedrock-agentcore.amazonaws.com' }
  }
  return action === 'iam:CreateServiceLinkedRole' ? { 'iam:AWSServiceName': SERVICE_ROLE_HOST } : {}
}

function resourceOf(action: string, spec: DeploymentSpec, { account, role, runtime, pool }: Observed): string {
  const { partition, region, accountId } = account
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${accountId}:${resource}`
  const iamArn = (resource: string) => `arn:${partition}:iam::${accountId}:role/${resource}`
  const runtimeId = runtime?.id ?? `${spec.name}-0000000000`

  if (action === 'iam:CreateServiceLinkedRole') {
    return iamArn(`aws-service-role/${SERVICE_ROLE_HOST}/${SERVICE_ROLE}`)
  }
  if (action.startsWith('iam:')) {
    const { executionRole } = spec
    return role?.arn ?? (executionRole.mode === 'create' ? iamArn(executionRole.name) : executionRole.arn)
  }
  if (action.startsWith('cognito-idp:')) {
    return pool?.arn ?? arn('cognito-idp', `userpool/${region}_000000000`)
  }
  if (action.startsWith('logs:')) {
    return arn('logs', `log-group:${logGroupName(runtimeId)}`)
  }
  return action === 'bedrock-agentcore:CreateWorkloadIdentity'
    ? arn('bedrock-agentcore', `workload-identity-directory/default/workload-identity/${runtimeId}`)
    : (runtime?.arn ?? arn('bedrock-agentcore', `runtime/${runtimeId}`))
}

/** Name of the service-linked role that the account's first runtime needs. */
export const RUNTIME_SERVICE_ROLE = SERVICE_ROLE

/** A policy with just these permissions, as JSON text to hand to an administrator. */
export function policyFor(actions: NeededAction[]): string {
  const general = actions.map((needed) => ({ ...needed, resource: generalized(needed.resource) }))
  const Statement = byResource(general).map(({ resource, context, names }) => ({
    Effect: 'Allow',
    Action: names.toSorted(),
    Resource: resource,
    ...(Object.keys(context).length > 0 ? { Condition: { StringEquals: context } } : {}),
  }))
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}

/** Ids that are not known yet become wildcards. */
function generalized(resource: string): string {
  return resource.replace(/-0{10}(-DEFAULT)?/, '-*').replace(/_0{9}$/, '_*')
}

/** Actions with the same resource and context go into one question, or one statement. */
export function byResource(actions: NeededAction[]) {
  const groups = new Map<string, Omit<NeededAction, 'action'> & { names: string[] }>()

  for (const { action, resource, context } of actions) {
    const key = JSON.stringify([resource, context])
    const group = groups.get(key) ?? { resource, context, names: [] }
    group.names.push(action)
    groups.set(key, group)
  }
  return [...groups.values()]
}
