import type * as iam from '@aws-sdk/client-iam'
import { checkIdentityPolicy, checkInlineSize, encodeDocument } from '@/lib/practice/iam/access/documents'
import { noSuchEntity } from '@/lib/practice/iam/errors'
import { page } from '@/lib/practice/iam/paging'
import { changePolicies, onRole, requireOwnRole, requireRole } from '@/lib/practice/iam/roles/role-record'
import { operation } from '@/lib/practice/wire/service'

type Named = { RoleName: string; PolicyName: string }

export const inlinePolicyOperations = {
  /** Creates or replaces; the last write wins. */
  PutRolePolicy: operation<Named & { PolicyDocument: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('PutRolePolicy', call, RoleName),
    run: ({ RoleName, PolicyName, PolicyDocument }, call) => {
      const role = requireOwnRole(call, RoleName)
      checkIdentityPolicy(PolicyDocument)
      checkInlineSize(role.name, Object.values({ ...role.policies.inline, [PolicyName]: PolicyDocument }))
      changePolicies(call, role, (policies) => {
        policies.inline = { ...policies.inline, [PolicyName]: PolicyDocument }
      })
    },
  }),
  GetRolePolicy: operation<Named, unknown>({
    authorization: ({ RoleName }, call) => onRole('GetRolePolicy', call, RoleName),
    run: ({ RoleName, PolicyName }, call) => {
      const role = requireRole(call, RoleName)
      const text = Object.hasOwn(role.policies.inline, PolicyName) ? role.policies.inline[PolicyName] : undefined

      if (text === undefined) {
        throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`)
      }
      return { RoleName: role.name, PolicyName, PolicyDocument: encodeDocument(text) }
    },
  }),
  DeleteRolePolicy: operation<Named, unknown>({
    authorization: ({ RoleName }, call) => onRole('DeleteRolePolicy', call, RoleName),
    run: ({ RoleName, PolicyName }, call) => {
      const role = requireOwnRole(call, RoleName)

      if (!Object.hasOwn(role.policies.inline, PolicyName)) {
        throw noSuchEntity(`The role policy with name ${PolicyName} cannot be found.`)
      }
      changePolicies(call, role, (policies) => {
        delete policies.inline[PolicyName]
      })
    },
  }),
  ListRolePolicies: operation<iam.ListRolePoliciesCommandInput & { RoleName: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('ListRolePolicies', call, RoleName),
    run: (input, call) => {
      const names = Object.keys(requireRole(call, input.RoleName).policies.inline)
      const { items, ...rest } = page(names, (name) => name, input)
      return { PolicyNames: items, ...rest }
    },
  }),
}
