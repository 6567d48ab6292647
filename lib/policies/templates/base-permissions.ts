import { evaluatePolicies, type NamedPolicy } from '@/lib/policies/evaluate/evaluate'

/** The inline policy with them. */
export const BASE_POLICY_NAME = 'AgentCoreBasePermissions'

/** The service that assumes the execution role. */
export const AGENTCORE_SERVICE = 'bedrock-agentcore.amazonaws.com'

/** `ecr` is the registry of the image; null for a public image, which needs no permission. `repository` may be `*`. */
export type BaseTarget = {
  partition: string
  region: string
  accountId: string
  ecr: { accountId: string; region: string; repository: string } | null
}

type BaseStatement = {
  Sid: string
  Effect: 'Allow'
  Action: string[]
  Resource: string[]
  Condition?: Record<string, Record<string, string>>
}

/**
 * What every runtime's role needs: pull the image, write its own logs, traces and metrics. Source: AWS, "Permissions for AgentCore
 * Runtime"; without model access and agent tokens, which an MCP server doesn't use.
 */
function baseStatements({ partition, region, accountId, ecr }: BaseTarget): BaseStatement[] {
  const logs = `arn:${partition}:logs:${region}:${accountId}:log-group:`
  const runtimes = `${logs}/aws/bedrock-agentcore/runtimes/*`
  const image = ecr && `arn:${partition}:ecr:${ecr.region}:${ecr.accountId}:repository/${ecr.repository}`
  const pull = image
    ? [
        allow('ImagePull', ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], image),
        allow('ImageToken', ['ecr:GetAuthorizationToken'], '*'),
      ]
    : []
  return [
    ...pull,
    allow('LogGroups', ['logs:DescribeLogStreams', 'logs:CreateLogGroup'], runtimes),
    allow('LogGroupList', ['logs:DescribeLogGroups'], `${logs}*`),
    allow('LogWrite', ['logs:CreateLogStream', 'logs:PutLogEvents'], `${runtimes}:log-stream:*`),
    allow(
      'Traces',
      ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
      '*',
    ),
    {
      ...allow('Metrics', ['cloudwatch:PutMetricData'], '*'),
      Condition: { StringEquals: { 'cloudwatch:namespace': METRICS_NAMESPACE } },
    },
  ]
}

const METRICS_NAMESPACE = 'bedrock-agentcore'

function allow(Sid: string, Action: string[], resource: string): BaseStatement {
  return { Sid, Effect: 'Allow', Action, Resource: [resource] }
}

/** The execution role's base policy as formatted JSON text. */
export function basePolicy(target: BaseTarget): string {
  return toText(baseStatements(target))
}

/**
 * The execution role's trust policy as formatted JSON text: AgentCore, and only on behalf of this account and region. Not narrowed to
 * a runtime: its id doesn't exist yet when AgentCore checks the role.
 */
export function trustPolicy({ partition, region, accountId }: Omit<BaseTarget, 'ecr'>): string {
  return toText([
    {
      Sid: 'AgentCoreAssumesRole',
      Effect: 'Allow',
      Principal: { Service: AGENTCORE_SERVICE },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock-agentcore:${region}:${accountId}:*` },
      },
    },
  ])
}

function toText(Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement }, null, 2)
}

export type NeededPermission = { action: string; resource: string }

/**
 * Which of the base permissions a role lacks. `boundary` is the role's permissions boundary, where it has one. With a `runtimeName`,
 * a role whose log permissions name only that runtime's groups lacks nothing.
 */
export function missingBasePermissions(
  identityPolicies: NamedPolicy[],
  target: BaseTarget & { runtimeName?: string },
  boundary?: NamedPolicy,
): NeededPermission[] {
  const needed = baseStatements(target).flatMap(({ Action, Resource }) =>
    Action.flatMap((action) => Resource.map((resource) => ({ action, resource }))),
  )
  return needed.filter(({ action, resource }) => {
    const context = { 'cloudwatch:namespace': METRICS_NAMESPACE, 'aws:RequestedRegion': target.region }
    const request = { action, resource: concrete(resource, target.runtimeName), context }
    return evaluatePolicies({ identityPolicies, boundary, request }).effect !== 'allowed'
  })
}

/** A resource that the pattern covers, to ask the evaluator about: it compares patterns with names, not with patterns. */
function concrete(pattern: string, runtimeName = 'slipway_probe'): string {
  const runtime = `runtimes/${runtimeName}-AbCdEfGhIj-DEFAULT`
  return pattern === '*' ? pattern : pattern.replace('runtimes/*', runtime).replaceAll('*', 'slipway_probe')
}
