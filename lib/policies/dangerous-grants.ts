import type { PolicyDocument } from '@/lib/policies/document'
import { statementsReaching } from '@/lib/policies/probes'

type Severity = 'danger' | 'warning'
/** `action` is what the warning is about, as IAM writes it. */
export type DangerousGrant = { action: string; why: string; severity: Severity }

type Rule = {
  action: string
  /** Actions to try; the rule speaks when all of them are granted. Defaults to `action`. */
  tries?: string[]
  /** An ARN that stands for all resources. */
  resource: string
  why: string
  severity: Severity
}

const ROLE = 'arn:{partition}:iam::{account}:role/qzx7anything'
const USER = 'arn:{partition}:iam::{account}:user/qzx7anything'
const POLICY = 'arn:{partition}:iam::{account}:policy/qzx7anything'

/** Sources: pathfinding.cloud's escalation paths (Apache-2.0), primeharbor's sensitive_iam_actions (CC0). */
const RULES: Rule[] = [
  {
    action: 'iam:*',
    tries: ['iam:PutRolePolicy', 'iam:CreateAccessKey', 'iam:PassRole', 'iam:CreatePolicyVersion'],
    resource: 'arn:{partition}:iam::{account}:qzx7anything',
    why: 'Full control of IAM: the agent could give itself every permission.',
    severity: 'danger',
  },
  {
    action: 'iam:PassRole',
    resource: ROLE,
    why: 'Hands any role of the account to a service, so the agent could work with the rights of a stronger role.',
    severity: 'danger',
  },
  {
    action: 'sts:AssumeRole',
    resource: ROLE,
    why: 'Lets the agent become any role that trusts this account.',
    severity: 'danger',
  },
  ...[
    'iam:PutRolePolicy',
    'iam:AttachRolePolicy',
    'iam:UpdateAssumeRolePolicy',
    'iam:DeleteRolePermissionsBoundary',
  ].map((action) => escalation(action, ROLE, "Changes what any role may do, the agent's own included.")),
  ...[
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:UpdateLoginProfile',
    'iam:ResetServiceSpecificCredential',
  ].map((action) => escalation(action, USER, 'Makes credentials for any user, which outlive the runtime.')),
  ...['iam:PutUserPolicy', 'iam:AttachUserPolicy', 'iam:AddUserToGroup'].map((action) =>
    escalation(action, USER, 'Changes what any user may do.'),
  ),
  ...['iam:CreatePolicyVersion', 'iam:SetDefaultPolicyVersion'].map((action) =>
    escalation(action, POLICY, 'Rewrites policies that other identities depend on.'),
  ),
  {
    action: 'bedrock-agentcore:InvokeAgentRuntimeCommand',
    resource: 'arn:{partition}:bedrock-agentcore:us-east-1:{account}:runtime/qzx7anything',
    why: "Runs shell commands in a runtime, with the credentials of that runtime's role.",
    severity: 'danger',
  },
  {
    action: 'ssm:SendCommand',
    resource: 'arn:{partition}:ec2:us-east-1:{account}:instance/i-00000000000000000',
    why: 'Runs commands on instances, with the credentials of their roles.',
    severity: 'danger',
  },
  {
    action: 'lambda:UpdateFunctionCode',
    resource: 'arn:{partition}:lambda:us-east-1:{account}:function:qzx7anything',
    why: "Replaces the code of any function, which runs with that function's role.",
    severity: 'danger',
  },
  {
    action: 'secretsmanager:GetSecretValue',
    resource: 'arn:{partition}:secretsmanager:us-east-1:{account}:secret:qzx7anything-AAAAAA',
    why: 'Reads every secret, and what an agent reads can end up in a conversation.',
    severity: 'danger',
  },
  {
    action: 'ssm:GetParameter',
    resource: 'arn:{partition}:ssm:us-east-1:{account}:parameter/qzx7anything',
    why: 'Reads every parameter; many accounts keep passwords there.',
    severity: 'warning',
  },
  {
    action: 'kms:Decrypt',
    resource: 'arn:{partition}:kms:us-east-1:{account}:key/00000000-0000-0000-0000-000000000000',
    why: 'Decrypts with every key whose key policy leaves it to IAM.',
    severity: 'warning',
  },
  {
    action: 's3:GetObject',
    resource: 'arn:{partition}:s3:::qzx7anything/object',
    why: 'Reads the objects of every bucket.',
    severity: 'warning',
  },
]

function escalation(action: string, resource: string, why: string): Rule {
  return { action, resource, why, severity: 'danger' }
}

/**
 * What in this policy deserves a warning before the agent gets it: grants on all resources of their kind. A condition lowers the
 * severity; an unconditional Deny in the same policy silences it; `iam:*` stands for all the IAM actions under it.
 */
export function dangerousGrants(document: PolicyDocument): DangerousGrant[] {
  const grants = RULES.flatMap((rule) => grantOf(document, rule))
  const allOfIam = grants.some(({ action }) => action === 'iam:*')
  return grants.filter(({ action }) => !(allOfIam && action.startsWith('iam:') && action !== 'iam:*'))
}

function grantOf(document: PolicyDocument, { action, tries, resource, why, severity }: Rule): DangerousGrant[] {
  const actions = tries ?? [action]
  const granted = actions.map((tried) => statementsReaching(document, 'Allow', tried, resource))
  const denied = actions.some((tried) =>
    statementsReaching(document, 'Deny', tried, resource).some(({ statement }) => !statement.Condition),
  )

  if (denied || granted.some((statements) => statements.length === 0)) {
    return []
  }
  const free = granted.every((statements) => statements.some(({ statement }) => !statement.Condition))
  return [{ action, why, severity: free ? severity : 'warning' }]
}
