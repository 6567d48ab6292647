/** Who runs Slipway, and which roles it may touch. `rolePrefix` is the start of the execution roles' names: `slipway-`, say. */
export type OperatorTarget = { partition: string; region: string; accountId: string; rolePrefix: string }

type OperatorGrant = {
  sid: string
  actions: string[]
  /** With `{partition}`, `{region}`, `{account}` and `{rolePrefix}`. */
  resources: string[]
  /** StringEquals. Where there are several values, each belongs to the resource at its place. */
  condition?: { key: string; values: string[] }
}

const ROLES = 'arn:{partition}:iam::{account}:role/{rolePrefix}*'
const POLICIES = 'arn:{partition}:iam::{account}:policy/{rolePrefix}*'
const RUNTIMES = 'arn:{partition}:bedrock-agentcore:{region}:{account}:runtime/*'
const WORKLOAD_IDENTITIES = [
  'arn:{partition}:bedrock-agentcore:{region}:{account}:workload-identity-directory/default',
  'arn:{partition}:bedrock-agentcore:{region}:{account}:workload-identity-directory/default/workload-identity/*',
]
const USER_POOLS = 'arn:{partition}:cognito-idp:{region}:{account}:userpool/*'
const SERVICE_ROLES = 'arn:{partition}:iam::{account}:role/aws-service-role'

/** What Slipway itself calls, and nothing more. An action without resource types in AWS's service reference stands on `*`. */
const GRANTS: OperatorGrant[] = [
  {
    sid: 'RuntimesOfAccount',
    actions: names(
      'bedrock-agentcore',
      'CreateAgentRuntime ListAgentRuntimes ListAgentRuntimeVersions ListAgentRuntimeEndpoints',
    ),
    resources: ['*'],
  },
  {
    sid: 'Runtimes',
    actions: names(
      'bedrock-agentcore',
      `UpdateAgentRuntime GetAgentRuntime DeleteAgentRuntime CreateAgentRuntimeEndpoint
      UpdateAgentRuntimeEndpoint GetAgentRuntimeEndpoint DeleteAgentRuntimeEndpoint TagResource
      UntagResource ListTagsForResource InvokeAgentRuntime StopRuntimeSession
      PutResourcePolicy GetResourcePolicy DeleteResourcePolicy AllowVendedLogDeliveryForResource`,
    ),
    resources: [RUNTIMES],
  },
  {
    sid: 'WorkloadIdentities',
    actions: names(
      'bedrock-agentcore',
      'CreateWorkloadIdentity GetWorkloadIdentity UpdateWorkloadIdentity DeleteWorkloadIdentity',
    ),
    resources: WORKLOAD_IDENTITIES,
  },
  {
    sid: 'PassExecutionRole',
    actions: ['iam:PassRole'],
    resources: [ROLES],
    condition: { key: 'iam:PassedToService', values: ['bedrock-agentcore.amazonaws.com'] },
  },
  {
    sid: 'ServiceLinkedRoles',
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [
      `${SERVICE_ROLES}/runtime-identity.bedrock-agentcore.amazonaws.com/AWSServiceRoleForBedrockAgentCoreRuntimeIdentity`,
      `${SERVICE_ROLES}/network.bedrock-agentcore.amazonaws.com/AWSServiceRoleForBedrockAgentCoreNetwork`,
    ],
    condition: {
      key: 'iam:AWSServiceName',
      values: ['runtime-identity.bedrock-agentcore.amazonaws.com', 'network.bedrock-agentcore.amazonaws.com'],
    },
  },
  {
    sid: 'ExecutionRoles',
    actions: names(
      'iam',
      `CreateRole DeleteRole GetRole UpdateAssumeRolePolicy TagRole UntagRole ListRoleTags PutRolePolicy GetRolePolicy
      DeleteRolePolicy ListRolePolicies AttachRolePolicy DetachRolePolicy ListAttachedRolePolicies
      ListInstanceProfilesForRole SimulatePrincipalPolicy GenerateServiceLastAccessedDetails`,
    ),
    resources: [ROLES],
  },
  {
    sid: 'ManagedPolicies',
    actions: names(
      'iam',
      'CreatePolicy DeletePolicy TagPolicy CreatePolicyVersion DeletePolicyVersion SetDefaultPolicyVersion',
    ),
    resources: [POLICIES],
  },
  {
    sid: 'PolicyTools',
    actions: [
      ...names(
        'iam',
        `ListRoles ListPolicies GetPolicy GetPolicyVersion ListPolicyVersions SimulateCustomPolicy
        GetServiceLastAccessedDetails`,
      ),
      'access-analyzer:ValidatePolicy',
      'cloudtrail:LookupEvents',
      'cloudwatch:GetMetricData',
      'sts:GetCallerIdentity',
    ],
    resources: ['*'],
  },
  {
    sid: 'Bill',
    actions: ['ce:GetCostAndUsage'],
    resources: ['*'],
  },
  {
    sid: 'LogsOfAccount',
    actions: names('logs', 'DescribeLogGroups StopLiveTail GetQueryResults StopQuery'),
    resources: ['*'],
  },
  {
    sid: 'LogReading',
    actions: names('logs', 'FilterLogEvents StartLiveTail StartQuery ListTagsForResource'),
    resources: ['arn:{partition}:logs:{region}:{account}:log-group:*'],
  },
  {
    sid: 'RuntimeLogGroups',
    actions: names('logs', 'CreateLogGroup DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy TagResource'),
    resources: [
      'arn:{partition}:logs:{region}:{account}:log-group:/aws/bedrock-agentcore/runtimes/*',
      'arn:{partition}:logs:{region}:{account}:log-group:/aws/vendedlogs/bedrock-agentcore/runtimes/*',
    ],
  },
  {
    // AWS itself lets the records into a group under /aws/vendedlogs/, with the resource policy rights of whoever asks.
    sid: 'UsageLogs',
    actions: names('logs', 'DescribeDeliveries DescribeDeliverySources PutResourcePolicy DescribeResourcePolicies'),
    resources: ['*'],
  },
  {
    sid: 'UsageLogDelivery',
    actions: names(
      'logs',
      `PutDeliverySource DeleteDeliverySource GetDeliveryDestination PutDeliveryDestination
      DeleteDeliveryDestination CreateDelivery DeleteDelivery`,
    ),
    resources: ['arn:{partition}:logs:{region}:{account}:delivery*'],
  },
  { sid: 'UserPoolsOfAccount', actions: names('cognito-idp', 'CreateUserPool ListUserPools'), resources: ['*'] },
  {
    sid: 'UserPools',
    actions: names(
      'cognito-idp',
      `DeleteUserPool DescribeUserPool CreateUserPoolClient DescribeUserPoolClient UpdateUserPoolClient
      DeleteUserPoolClient ListUserPoolClients UpdateUserPool ListUsers AdminCreateUser AdminGetUser AdminSetUserPassword TagResource
      ListTagsForResource`,
    ),
    resources: [USER_POOLS],
  },
]

function names(service: string, actions: string): string[] {
  return actions.split(/\s+/).map((action) => `${service}:${action}`)
}

function fill(template: string, { partition, region, accountId, rolePrefix }: OperatorTarget): string {
  return template
    .replaceAll('{partition}', partition)
    .replaceAll('{region}', region)
    .replaceAll('{account}', accountId)
    .replaceAll('{rolePrefix}', rolePrefix)
}

/** The policy that Slipway's operator needs, as formatted JSON text to hand to an administrator. */
export function operatorPolicy(target: OperatorTarget): string {
  const Statement = GRANTS.map(({ sid, actions, resources, condition }) => ({
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources.map((resource) => fill(resource, target)),
    Condition: condition && { StringEquals: { [condition.key]: condition.values } },
  }))
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}

/** One call of the preflight's simulation. `resource` still has its placeholders; `operatorActions` fills them. */
export type OperatorAction = { action: string; resource: string; context: Record<string, string> }

/** Every action that Slipway needs, once per resource and condition. */
const OPERATOR_ACTIONS: readonly OperatorAction[] = GRANTS.flatMap(({ actions, resources, condition }) =>
  actions.flatMap((action) =>
    resources.map((resource, index) => ({ action, resource, context: contextOf(condition, index) })),
  ),
)

function contextOf(condition: OperatorGrant['condition'], index: number): Record<string, string> {
  const value = condition?.values[index] ?? condition?.values[0]
  return condition && value !== undefined ? { [condition.key]: value } : {}
}

/**
 * The operator's actions with concrete resources: a star in a name becomes `slipway`, as a simulator wants ARNs, not patterns.
 * @internal
 */
export function operatorActions(target: OperatorTarget): OperatorAction[] {
  return OPERATOR_ACTIONS.map(({ action, resource, context }) => {
    const filled = fill(resource, target)
    return { action, resource: filled === '*' ? filled : filled.replaceAll('*', 'slipway'), context }
  })
}
