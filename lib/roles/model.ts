import type { IamTag, Role } from '@/lib/aws/types'

export type InlinePolicy = {
  name: string
  /** JSON text, exactly as IAM keeps it. */
  document: string
}

export type AttachedPolicy = {
  arn: string
  name: string
  /** JSON text of the default version; null when it was not asked for or may not be read. */
  document: string | null
}

export type RoleSummary = {
  name: string
  arn: string
  path: string
  description: string | null
  /** ISO. */
  createdAt: string
  /** JSON text. */
  trustPolicy: string
}

export type RoleDetail = RoleSummary & {
  maxSessionSeconds: number | null
  permissionsBoundaryArn: string | null
  /** JSON text of the boundary's default version; null when there is none, or it was not asked for or may not be read. */
  boundaryDocument: string | null
  tags: Record<string, string>
  inlinePolicies: InlinePolicy[]
  attachedPolicies: AttachedPolicy[]
}

export function toRoleSummary(role: Role): RoleSummary {
  return {
    name: role.RoleName ?? '',
    arn: role.Arn ?? '',
    path: role.Path ?? '/',
    description: role.Description ?? null,
    createdAt: role.CreateDate?.toISOString() ?? '',
    trustPolicy: decodeDocument(role.AssumeRolePolicyDocument),
  }
}

export function toTags(tags: IamTag[] | undefined): Record<string, string> {
  return Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']))
}

export function fromTags(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}

/** IAM answers policy documents percent-encoded. */
export function decodeDocument(text: string | undefined): string {
  return decodeURIComponent(text ?? '')
}

/** `arn:aws:iam::111122223333:role/team/NAME` → `NAME`. */
export function roleNameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1)
}

/** True when the trust policy names AgentCore's service principal anywhere. */
export function trustsAgentCore(trustPolicy: string): boolean {
  return trustPolicy.includes('bedrock-agentcore.amazonaws.com')
}
