import { question } from '@/lib/auth/request'
import { findAwsPolicies } from '@/lib/roles/attachable-policies'
import { policySearchInput } from '@/lib/roles/schema'

/** Searches the names of AWS's managed policies. A read, although it has to be a POST. */
export const POST = question({
  input: policySearchInput,
  run: ({ connection }, input) => findAwsPolicies(connection, input),
})
