import * as exported from '@aws-sdk/client-iam'
import { boundaryOperations } from '@/lib/practice/iam/access/boundary'
import { contextKeyOperations } from '@/lib/practice/iam/access/context-keys'
import { lastAccessedOperations } from '@/lib/practice/iam/access/last-accessed'
import { simulateOperations } from '@/lib/practice/iam/access/simulate'
import { accountOperations } from '@/lib/practice/iam/account'
import { aliasOperations } from '@/lib/practice/iam/aliases'
import { authorizationDetailsOperations } from '@/lib/practice/iam/authorization-details'
import { IAM_CONSTRAINTS } from '@/lib/practice/iam/constraints'
import { nothingThereOperations } from '@/lib/practice/iam/nothing-there'
import { attachedPolicyOperations } from '@/lib/practice/iam/policies/attached-policies'
import { inlinePolicyOperations } from '@/lib/practice/iam/policies/inline-policies'
import { policyOperations } from '@/lib/practice/iam/policies/policies'
import { policyEntityOperations } from '@/lib/practice/iam/policies/policy-entities'
import { policyTagOperations } from '@/lib/practice/iam/policies/policy-tags'
import { policyVersionOperations } from '@/lib/practice/iam/policies/policy-versions'
import { roleTagOperations } from '@/lib/practice/iam/roles/role-tags'
import { roleOperations } from '@/lib/practice/iam/roles/roles'
import { userOperations } from '@/lib/practice/iam/users'
import { queryModel } from '@/lib/practice/wire/models'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

export const iamService: ServiceDefinition = {
  model: queryModel({
    id: 'iam',
    version: '2010-05-08',
    xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    exported,
    constraints: IAM_CONSTRAINTS,
  }),
  iamPrefix: 'iam',
  command: { name: 'iam', fullName: 'AWS Identity and Access Management' },
  operations: {
    ...accountOperations,
    ...aliasOperations,
    ...attachedPolicyOperations,
    ...authorizationDetailsOperations,
    ...boundaryOperations,
    ...contextKeyOperations,
    ...inlinePolicyOperations,
    ...lastAccessedOperations,
    ...nothingThereOperations,
    ...policyEntityOperations,
    ...policyOperations,
    ...policyTagOperations,
    ...policyVersionOperations,
    ...roleOperations,
    ...roleTagOperations,
    ...simulateOperations,
    ...userOperations,
  },
}
