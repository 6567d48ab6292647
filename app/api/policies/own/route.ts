import { question } from '@/lib/auth/request'
import { listOwnPolicies } from '@/lib/roles/attachable-policies'
import { ownPoliciesInput } from '@/lib/roles/schema'

/** The managed policies that the account itself has. A read, although it has to be a POST. */
export const POST = question({
  input: ownPoliciesInput,
  run: ({ connection }) => listOwnPolicies(connection),
})
