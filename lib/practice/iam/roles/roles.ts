import type * as iam from '@aws-sdk/client-iam'
import { requireBoundary } from '@/lib/practice/iam/access/boundary'
import { checkTrustPolicy } from '@/lib/practice/iam/access/documents'
import { alreadyExists, deleteConflict, limitExceeded } from '@/lib/practice/iam/errors'
import { pageInOrder } from '@/lib/practice/iam/paging'
import { onRole, requireOwnRole, requireRole, roleDetail, roleSummary } from '@/lib/practice/iam/roles/role-record'
import { findRole, iamStore, rolesInOrder, type StoredRole } from '@/lib/practice/iam/store'
import { withTags } from '@/lib/practice/iam/tags'
import { uniqueId } from '@/lib/practice/wire/ids'
import { type Call, operation } from '@/lib/practice/wire/service'

const ROLES_PER_ACCOUNT = 1000

/** What CreateRole and CreateServiceLinkedRole have in common. */
export function addRole(
  call: Call,
  role: Pick<StoredRole, 'name' | 'path' | 'trust'> & Partial<StoredRole>,
): StoredRole {
  const { roles } = iamStore(call.state)
  const now = call.now()

  if (Object.keys(roles).length >= ROLES_PER_ACCOUNT) {
    throw limitExceeded(`Cannot exceed quota for RolesPerAccount: ${ROLES_PER_ACCOUNT}`)
  }
  const nothing = { inline: {}, attached: [], boundary: null }
  const added: StoredRole = {
    id: uniqueId('AROA'),
    maxSessionSeconds: 3600,
    createdAt: now,
    tags: {},
    policies: structuredClone(nothing),
    trustChange: { at: now, previous: null },
    policyChange: { at: now, previous: nothing },
    ...role,
  }
  const key = role.name.toLowerCase()
  roles[key] = added
  return roles[key] ?? added
}

const createRole = operation<
  iam.CreateRoleCommandInput & { RoleName: string; AssumeRolePolicyDocument: string },
  unknown
>({
  authorization: (input, call) => {
    const path = input.Path ?? '/'
    const tags = (input.Tags ?? []).map(({ Key = '', Value = '' }): [string, string] => [
      `aws:RequestTag/${Key}`,
      Value,
    ])
    const context = {
      ...Object.fromEntries(tags),
      ...(tags.length > 0 ? { 'aws:TagKeys': (input.Tags ?? []).map(({ Key = '' }) => Key) } : {}),
      ...(input.PermissionsBoundary ? { 'iam:PermissionsBoundary': input.PermissionsBoundary } : {}),
    }
    const resource = `arn:${call.partition}:iam::${call.accountId}:role${path}${input.RoleName}`
    const actions = tags.length > 0 ? ['iam:CreateRole', 'iam:TagRole'] : ['iam:CreateRole']
    return actions.map((action) => ({ action, resource, context }))
  },
  run: async (input, call) => {
    await checkTrustPolicy(input.AssumeRolePolicyDocument, call)
    const tags = withTags({}, input.Tags ?? [])
    const boundary = input.PermissionsBoundary ?? null

    if (boundary !== null) {
      await requireBoundary(call, boundary)
    }
    if (findRole(call.state, input.RoleName)) {
      throw alreadyExists(`Role with name ${input.RoleName} already exists.`)
    }
    const role = addRole(call, {
      name: input.RoleName,
      path: input.Path ?? '/',
      trust: input.AssumeRolePolicyDocument,
      maxSessionSeconds: input.MaxSessionDuration ?? 3600,
      tags,
      policies: { inline: {}, attached: [], boundary },
      description: input.Description,
    })
    const { RoleLastUsed: _never, ...created } = roleDetail(role)
    return { Role: created }
  },
})

const getRole = operation<{ RoleName: string }, unknown>({
  authorization: ({ RoleName }, call) => onRole('GetRole', call, RoleName),
  run: ({ RoleName }, call) => ({ Role: roleDetail(requireRole(call, RoleName)) }),
})

const listRoles = operation<iam.ListRolesCommandInput, unknown>({
  run: (input, call) => {
    const { names, role } = rolesInOrder(call.state)
    const isShown = (one: StoredRole) => one.path.startsWith(input.PathPrefix ?? '/')
    const { items, ...rest } = pageInOrder(names, role, input, isShown)
    return { Roles: items.map(roleSummary), ...rest }
  },
})

const updateRole = operation<iam.UpdateRoleCommandInput & { RoleName: string }, unknown>({
  authorization: ({ RoleName }, call) => onRole('UpdateRole', call, RoleName),
  run: ({ RoleName, Description, MaxSessionDuration }, call) => {
    const role = requireOwnRole(call, RoleName)

    if (Description !== undefined) {
      role.description = Description
    }
    role.maxSessionSeconds = MaxSessionDuration ?? 3600
    return {}
  },
})

const updateDescription = operation<{ RoleName: string; Description: string }, unknown>({
  authorization: ({ RoleName }, call) => onRole('UpdateRoleDescription', call, RoleName),
  run: ({ RoleName, Description }, call) => {
    const role = requireOwnRole(call, RoleName)
    role.description = Description
    return { Role: roleDetail(role) }
  },
})

const updateTrust = operation<{ RoleName: string; PolicyDocument: string }, unknown>({
  authorization: ({ RoleName }, call) => onRole('UpdateAssumeRolePolicy', call, RoleName),
  run: async ({ RoleName, PolicyDocument }, call) => {
    const role = requireOwnRole(call, RoleName)
    await checkTrustPolicy(PolicyDocument, call)
    const now = call.now()
    const isPropagating = now < role.trustChange.at + call.switches.rolePropagationMs
    role.trustChange = { at: now, previous: isPropagating ? role.trustChange.previous : role.trust }
    role.trust = PolicyDocument
  },
})

const deleteRole = operation<{ RoleName: string }, unknown>({
  authorization: ({ RoleName }, call) => onRole('DeleteRole', call, RoleName),
  run: ({ RoleName }, call) => {
    const role = requireOwnRole(call, RoleName)

    if (role.policies.attached.length > 0) {
      throw deleteConflict('Cannot delete entity, must detach all policies first.')
    }
    if (Object.keys(role.policies.inline).length > 0) {
      throw deleteConflict('Cannot delete entity, must delete policies first.')
    }
    delete iamStore(call.state).roles[role.name.toLowerCase()]
  },
})

export const roleOperations = {
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  UpdateRole: updateRole,
  UpdateRoleDescription: updateDescription,
  UpdateAssumeRolePolicy: updateTrust,
  DeleteRole: deleteRole,
}
