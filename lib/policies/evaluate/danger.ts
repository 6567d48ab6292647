import type { PolicyDocument } from '@/lib/policies/document/model'
import { statementsReaching } from '@/lib/policies/evaluate/probes'
import type { Failure } from '@/lib/result'

/** Stands for every service there is: no list of service names takes it in, only a wildcard or an exception does. */
const ANY_SERVICE = {
  action: 'qzx7service:Anything',
  resource: 'arn:{partition}:qzx7service:us-east-1:{account}:thing/1',
}

/** Who can do one of these on any role can do everything. */
const IAM_ROLE = 'arn:{partition}:iam::{account}:role/qzx7anything'
const BECOMES_ADMINISTRATOR = [
  'iam:PutRolePolicy',
  'iam:AttachRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:PassRole',
]

/**
 * Refuses a policy that amounts to administrator access for the runtime's role: Allow of every action on every resource, in one
 * statement or several, as `*`, `*:*`, or a NotAction that leaves IAM open. Conditions and Deny statements don't change it.
 */
export function refusePolicy(document: PolicyDocument): Failure | null {
  const everything = statementsReaching(document, 'Allow', ANY_SERVICE.action, ANY_SERVICE.resource)
  const administration = BECOMES_ADMINISTRATOR.flatMap((action) =>
    statementsReaching(document, 'Allow', action, IAM_ROLE),
  )
  const first = everything[0]

  if (!first || administration.length === 0) {
    return null
  }
  const guilty = administration.find(({ index }) => everything.some((other) => other.index === index)) ?? first
  const { Sid, NotAction, Condition } = guilty.statement
  const name = Sid ? `Statement ${guilty.index + 1} (${Sid})` : `Statement ${guilty.index + 1}`
  const how = NotAction ? ': its NotAction excludes too little' : ''
  const condition = Condition
    ? ' A condition on it does not change what the agent may do once the condition holds.'
    : ''
  return {
    code: 'refused',
    message: `${name} allows practically every action on every resource${how}, which is administrator access.${condition}`,
    remedy: 'Use ReadOnlyAccess or a template, or name the services that the agent needs.',
  }
}

/** AdministratorAccess of any partition. */
export function isRefusedManagedPolicy(arn: string): boolean {
  return /^arn:aws[^:]*:iam::aws:policy\/AdministratorAccess$/i.test(arn)
}

export type ManagedPolicyWarning = { title: string; text: string }

/** What to say about an AWS managed policy that is allowed but wide; null for the others. */
export function managedPolicyWarning(arn: string): ManagedPolicyWarning | null {
  const name = /^arn:aws[^:]*:iam::aws:policy\/(.+)$/i.exec(arn)?.[1]?.toLowerCase()
  return WIDE_MANAGED_POLICIES.get(name ?? '') ?? null
}

const WIDE_MANAGED_POLICIES = new Map<string, ManagedPolicyWarning>([
  [
    'poweruseraccess',
    {
      title: 'PowerUserAccess lets the agent change nearly everything',
      text: 'It allows every action of every service except IAM, Organizations and account management, deletion included.',
    },
  ],
  [
    'iamfullaccess',
    {
      title: 'IAMFullAccess is one step from administrator',
      text: 'Who can change roles and policies can give itself any permission in the account.',
    },
  ],
])
