import { evaluatePolicies } from '@/lib/policies/evaluate/evaluate'
import { ACCOUNT_ID, PARTITION } from '@/lib/practice/account'
import { invalid } from '@/lib/practice/agentcore/errors'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { checkExecutionRole } from '@/lib/practice/iam/access/assume'
import { callerPolicies, effectivePolicies } from '@/lib/practice/iam/access/authorize'
import type { StoredRole } from '@/lib/practice/iam/store'
import type { Call } from '@/lib/practice/wire/service'

const SERVICE_PRINCIPAL = 'bedrock-agentcore.amazonaws.com'

/** May the caller pass the role, may AgentCore assume it, and may it pull the image? In this order, in AWS's words. */
export function checkRole(call: Call, { roleArn = '', agentRuntimeArtifact }: StoredConfig): void {
  call.authorize({
    action: 'iam:PassRole',
    resource: roleArn,
    context: { 'iam:PassedToService': SERVICE_PRINCIPAL },
  })
  const checked = checkExecutionRole(call, roleArn, trustSource(call.region))

  if (!checked.ok) {
    throw invalid(
      `Role validation failed for '${roleArn}'. Please verify that the role exists and its trust policy allows assumption by this service`,
    )
  }
  const uri = agentRuntimeArtifact?.containerConfiguration?.containerUri

  if (uri !== undefined) {
    checkImage(call, checked.role, uri)
  }
}

/** What AgentCore sends along when it assumes a role: the account, and an ARN within its own service. */
export function trustSource(
  region: string,
  arn = `arn:${PARTITION}:bedrock-agentcore:${region}:${ACCOUNT_ID}:runtime/*`,
) {
  return { servicePrincipal: SERVICE_PRINCIPAL, sourceAccount: ACCOUNT_ID, sourceArn: arn }
}

function checkImage(call: Call, role: StoredRole, uri: string): void {
  const [, account, uriRegion = '', repository] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?\/([^:@]+)/.exec(uri) ?? []
  const isPublic = account === undefined
  const imageRegion = call.switches.imageRegion ?? (isPublic ? call.region : uriRegion)

  if (imageRegion !== call.region) {
    throw invalid(
      `Ecr uri region '${imageRegion}' does not match the application region '${call.region}'. Container images must be in the same region as the application.`,
    )
  }
  if (isPublic) {
    return
  }
  const resource = `arn:${PARTITION}:ecr:${uriRegion}:${account}:repository/${repository}`
  const needed: [action: string, resource: string][] = [
    ['ecr:GetAuthorizationToken', '*'],
    ['ecr:BatchGetImage', resource],
    ['ecr:GetDownloadUrlForLayer', resource],
  ]

  if (!needed.every(([action, target]) => roleAllows(call, role, action, target))) {
    throw invalid(
      `Access denied while validating ECR URI '${uri}'. The execution role requires permissions for ecr:GetAuthorizationToken, ecr:BatchGetImage, and ecr:GetDownloadUrlForLayer operations.`,
    )
  }
}

function roleAllows(
  { state, now, switches, region }: Call,
  role: StoredRole,
  action: string,
  resource: string,
): boolean {
  const policies = effectivePolicies(role, now(), switches.policyPropagationMs)
  const context = { 'aws:RequestedRegion': region, 'aws:SecureTransport': 'true', 'aws:PrincipalAccount': ACCOUNT_ID }
  return (
    evaluatePolicies({ ...callerPolicies(state, policies), request: { action, resource, context } }).effect ===
    'allowed'
  )
}
