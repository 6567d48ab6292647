import 'server-only'
import { attempt, isAwsError, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { Result } from '@/lib/result'
import {
  type AttachedPolicy,
  decodeDocument,
  type InlinePolicy,
  type RoleDetail,
  type RoleSummary,
  toRoleSummary,
  toTags,
  trustsAgentCore,
} from '@/lib/roles/model'

/** Every role that AgentCore may assume, by name. */
export function listExecutionRoles(connection: Connection): Promise<Result<RoleSummary[]>> {
  return attempt(() => readExecutionRoles(connection))
}

export async function readExecutionRoles(connection: Connection): Promise<RoleSummary[]> {
  const roles = await everyPage(async (marker) => {
    const page = await awsClients(connection).iam.listRoles({ MaxItems: 1000, Marker: marker })
    return { items: page.Roles, nextToken: page.Marker }
  })
  return roles
    .map(toRoleSummary)
    .filter((role) => trustsAgentCore(role.trustPolicy))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

/** One role with its policies and tags; `not-found` when there is none. */
export function getRole(connection: Connection, name: string): Promise<Result<RoleDetail | null>> {
  return attempt(() => readRole(connection, name, { withDocuments: true }))
}

/** Null when there is no such role. `withDocuments` also reads the text of attached managed policies. */
export async function readRole(
  connection: Connection,
  name: string,
  { withDocuments = false }: { withDocuments?: boolean } = {},
): Promise<RoleDetail | null> {
  const role = await nullWhenMissing(awsClients(connection).iam.getRole({ RoleName: name }))

  if (!role?.Role) {
    return null
  }
  const boundaryArn = role.Role.PermissionsBoundary?.PermissionsBoundaryArn ?? null
  const [inlinePolicies, attachedPolicies, boundaryDocument] = await Promise.all([
    nullWhenMissing(readInlinePolicies(connection, name)),
    nullWhenMissing(readAttachedPolicies(connection, name, withDocuments)),
    withDocuments && boundaryArn ? readManagedPolicy(connection, boundaryArn) : null,
  ])
  // The role vanished between two reads.
  if (!inlinePolicies || !attachedPolicies) {
    return null
  }
  return {
    ...toRoleSummary(role.Role),
    maxSessionSeconds: role.Role.MaxSessionDuration ?? null,
    permissionsBoundaryArn: boundaryArn,
    boundaryDocument,
    tags: toTags(role.Role.Tags),
    inlinePolicies,
    attachedPolicies,
  }
}

async function readInlinePolicies(connection: Connection, roleName: string): Promise<InlinePolicy[]> {
  const { iam } = awsClients(connection)
  const names = await everyPage(async (marker) => {
    const page = await iam.listRolePolicies({ RoleName: roleName, Marker: marker })
    return { items: page.PolicyNames, nextToken: page.Marker }
  })
  const policies = await Promise.all(
    names.map((name) => nullWhenMissing(iam.getRolePolicy({ RoleName: roleName, PolicyName: name }))),
  )
  return policies.flatMap((policy) =>
    policy ? [{ name: policy.PolicyName ?? '', document: decodeDocument(policy.PolicyDocument) }] : [],
  )
}

async function readAttachedPolicies(
  connection: Connection,
  roleName: string,
  withDocuments: boolean,
): Promise<AttachedPolicy[]> {
  const attached = await everyPage(async (marker) => {
    const page = await awsClients(connection).iam.listAttachedRolePolicies({ RoleName: roleName, Marker: marker })
    return { items: page.AttachedPolicies, nextToken: page.Marker }
  })
  return Promise.all(
    attached.map(async ({ PolicyArn: arn = '', PolicyName: name = '' }) => ({
      arn,
      name,
      document: withDocuments ? await readManagedPolicy(connection, arn) : null,
    })),
  )
}

/** JSON text of a managed policy's default version; null when it is gone or may not be read. */
export async function readManagedPolicy(connection: Connection, arn: string): Promise<string | null> {
  const { iam } = awsClients(connection)

  try {
    const { Policy } = await iam.getPolicy({ PolicyArn: arn })
    const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn: arn, VersionId: Policy?.DefaultVersionId })
    return decodeDocument(PolicyVersion?.Document)
  } catch (error) {
    // The practice account knows AWS's policies by name, and few of their texts.
    if (isAwsError(error, 'NoSuchEntityException', 'AccessDenied', 'AccessDeniedException', 'NotImplemented')) {
      return null
    }
    throw error
  }
}
