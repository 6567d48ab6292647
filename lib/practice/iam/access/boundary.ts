import { noSuchEntity } from '@/lib/practice/iam/errors'
import { requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import { changePolicies, onRole, requireOwnRole } from '@/lib/practice/iam/roles/role-record'
import { type Call, operation } from '@/lib/practice/wire/service'

/** A boundary is a managed policy that exists. */
export async function requireBoundary(call: Call, arn: string): Promise<void> {
  await requirePolicy(call, arn, `Scope ARN: ${arn} does not exist or is not attachable.`)
}

export const boundaryOperations = {
  PutRolePermissionsBoundary: operation<{ RoleName: string; PermissionsBoundary: string }, unknown>({
    authorization: ({ RoleName, PermissionsBoundary }, call) =>
      onRole('PutRolePermissionsBoundary', call, RoleName, { 'iam:PermissionsBoundary': PermissionsBoundary }),
    run: async ({ RoleName, PermissionsBoundary }, call) => {
      const role = requireOwnRole(call, RoleName)
      await requireBoundary(call, PermissionsBoundary)
      changePolicies(call, role, (policies) => {
        policies.boundary = PermissionsBoundary
      })
    },
  }),
  DeleteRolePermissionsBoundary: operation<{ RoleName: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('DeleteRolePermissionsBoundary', call, RoleName),
    run: ({ RoleName }, call) => {
      const role = requireOwnRole(call, RoleName)

      if (role.policies.boundary === null) {
        throw noSuchEntity(`Role ${role.name} does not have a permission boundary.`)
      }
      changePolicies(call, role, (policies) => {
        policies.boundary = null
      })
    },
  }),
}
