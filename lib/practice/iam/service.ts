import { accountOperations } from '@/lib/practice/iam/account'
import { attachedPolicyOperations } from '@/lib/practice/iam/attached-policies'
import { boundaryOperations } from '@/lib/practice/iam/boundary'
import { inlinePolicyOperations } from '@/lib/practice/iam/inline-policies'
import { policyOperations } from '@/lib/practice/iam/policies'
import { policyVersionOperations } from '@/lib/practice/iam/policy-versions'
import { roleTagOperations } from '@/lib/practice/iam/role-tags'
import { roleOperations } from '@/lib/practice/iam/roles'
import { simulateOperations } from '@/lib/practice/iam/simulate'
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
