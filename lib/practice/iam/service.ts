import { boundaryOperations } from '@/lib/practice/iam/access/boundary'
import { simulateOperations } from '@/lib/practice/iam/access/simulate'
import { accountOperations } from '@/lib/practice/iam/account'
import { attachedPolicyOperations } from '@/lib/practice/iam/policies/attached-policies'
import { inlinePolicyOperations } from '@/lib/practice/iam/policies/inline-policies'
import { policyOperations } from '@/lib/practice/iam/policies/policies'
import { policyVersionOperations } from '@/lib/practice/iam/policies/policy-versions'
import { roleTagOperations } from '@/lib/practice/iam/roles/role-tags'
import { roleOperations } from '@/lib/practice/iam/roles/roles'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

export const iamService: ServiceDefinition = {
  id: 'iam',
  signingName: 'iam',
  iamPrefix: 'iam',
  operations: {
    ...accountOperations,
    ...attachedPolicyOperations,
    ...boundaryOperations,
    ...inlinePolicyOperations,
    ...policyOperations,
    ...policyVersionOperations,
    ...roleOperations,
    ...roleTagOperations,
    ...simulateOperations,
  },
}
