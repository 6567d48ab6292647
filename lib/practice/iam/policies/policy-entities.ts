import type * as iam from '@aws-sdk/client-iam'
import { page } from '@/lib/practice/iam/paging'
import { onPolicy, requirePolicy } from '@/lib/practice/iam/policies/policy-record'
import { iamStore } from '@/lib/practice/iam/store'
import { operation } from '@/lib/practice/wire/service'

/** Only roles have managed policies here: the operator's policy is an inline one. */
export const policyEntityOperations = {
  ListEntitiesForPolicy: operation<iam.ListEntitiesForPolicyCommandInput & { PolicyArn: string }, unknown>({
    authorization: onPolicy('ListEntitiesForPolicy'),
    run: async (input, call) => {
      const { arn } = await requirePolicy(call, input.PolicyArn)
      const { EntityFilter = 'Role', PathPrefix = '/', PolicyUsageFilter } = input
      const roles = Object.values(iamStore(call.state).roles).filter(
        ({ path, policies: { attached, boundary } }) =>
          EntityFilter === 'Role' &&
          path.startsWith(PathPrefix) &&
          ((PolicyUsageFilter !== 'PermissionsBoundary' && attached.includes(arn)) ||
            (PolicyUsageFilter !== 'PermissionsPolicy' && boundary === arn)),
      )
      const { items, ...rest } = page(roles, ({ name }) => name, input)
      return {
        PolicyGroups: [],
        PolicyUsers: [],
        PolicyRoles: items.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
        ...rest,
      }
    },
  }),
}
