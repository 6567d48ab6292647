import { roleArn } from '@/lib/practice/iam/access/assume'
import { effectivePolicies } from '@/lib/practice/iam/access/authorize'
import { encodeDocument } from '@/lib/practice/iam/access/documents'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { noSuchEntity } from '@/lib/practice/iam/errors'
import { findRole, type RolePolicies, type StoredRole } from '@/lib/practice/iam/store'
import { tagList } from '@/lib/practice/iam/tags'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export function requireRole(call: Call, name: string): StoredRole {
  const role = findRole(call.state, name)

  if (!role) {
    throw noSuchEntity(`The role with name ${name} cannot be found.`)
  }
  return role
}

/** Roles that AWS made for a service are not for users to change. */
export function requireOwnRole(call: Call, name: string): StoredRole {
  const role = requireRole(call, name)

  if (role.path.startsWith('/aws-service-role/')) {
    throw new ServiceError(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
    )
  }
  return role
}

/** By hand: what the state hands out is tracked, and a structured clone takes no such object. */
function copyOf({ inline, attached, boundary }: RolePolicies): RolePolicies {
  return { inline: { ...inline }, attached: [...attached], boundary }
}

/** Changes a role's policies; the former ones count until the change has propagated. */
export function changePolicies(call: Call, role: StoredRole, change: (policies: RolePolicies) => void): void {
  const now = call.now()
  const previous = copyOf(effectivePolicies(role, now, call.switches.policyPropagationMs))
  change(role.policies)
  role.policyChange = { at: now, previous }
}

/** What to authorize for an operation on a role, with the keys that conditions on roles use. */
export function onRole(
  action: string,
  call: Call,
  name: string,
  context: Record<string, string | string[]> = {},
): AuthorizationRequest[] {
  const role = findRole(call.state, name)
  const tags = Object.entries(role?.tags ?? {}).flatMap(([key, value]) => [
    [`aws:ResourceTag/${key}`, value],
    [`iam:ResourceTag/${key}`, value],
  ])
  const resource = role ? roleArn(role) : `arn:${call.partition}:iam::${call.accountId}:role/${name}`
  const boundary = role?.policies.boundary
  return [
    {
      action: `iam:${action}`,
      resource,
      context: {
        ...Object.fromEntries(tags),
        ...(boundary ? { 'iam:PermissionsBoundary': boundary } : {}),
        ...context,
      },
    },
  ]
}

/** Lists leave out tags, boundary and last use, as on AWS. */
export function roleSummary(role: StoredRole) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: roleArn(role),
    CreateDate: wholeSeconds(role.createdAt),
    AssumeRolePolicyDocument: encodeDocument(role.trust),
    MaxSessionDuration: role.maxSessionSeconds,
    Description: role.description,
  }
}

export function roleDetail(role: StoredRole) {
  const { boundary } = role.policies
  const { lastUsed } = role
  return {
    ...roleSummary(role),
    ...(Object.keys(role.tags).length > 0 ? { Tags: tagList(role.tags) } : {}),
    ...(boundary === null
      ? {}
      : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy' as const, PermissionsBoundaryArn: boundary } }),
    ...(lastUsed
      ? { RoleLastUsed: { LastUsedDate: wholeSeconds(lastUsed.at), Region: lastUsed.region } }
      : { RoleLastUsed: {} }),
  }
}
