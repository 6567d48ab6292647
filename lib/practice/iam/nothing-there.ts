import { onRole, requireRole } from '@/lib/practice/iam/roles/role-record'
import { operation } from '@/lib/practice/wire/service'

/** Lists of what a practice account can't have: nothing here makes groups, instance profiles or identity providers. */
export const nothingThereOperations = {
  ListGroups: operation<object, unknown>({ run: () => ({ Groups: [], IsTruncated: false }) }),
  ListInstanceProfiles: operation<object, unknown>({ run: () => ({ InstanceProfiles: [], IsTruncated: false }) }),
  ListInstanceProfilesForRole: operation<{ RoleName: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('ListInstanceProfilesForRole', call, RoleName),
    run: ({ RoleName }, call) => {
      requireRole(call, RoleName)
      return { InstanceProfiles: [], IsTruncated: false }
    },
  }),
  ListOpenIDConnectProviders: operation<object, unknown>({ run: () => ({ OpenIDConnectProviderList: [] }) }),
  ListSAMLProviders: operation<object, unknown>({ run: () => ({ SAMLProviderList: [] }) }),
}
