'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { fail, ok } from '@/lib/result'
import { saveInlinePolicy } from '@/lib/roles/mutations'
import { getRole } from '@/lib/roles/queries'

/** What IAM takes for names of roles and inline policies. */
const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'This is not the name of a role.')
const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/, 'This is not the name of a policy.')

/** The inline policies of a role, as IAM has them now. */
export const readPoliciesAction = action({
  access: 'read',
  input: z.object({ roleName }),
  run: async ({ connection }, input) => {
    const role = await getRole(connection, input.roleName)

    if (!role.ok) {
      return role
    }
    return role.data
      ? ok(role.data.inlinePolicies)
      : fail({
          code: 'not-found',
          message: `IAM has no role ${input.roleName} in this account.`,
          remedy: 'The message may come from another account: choose its connection.',
        })
  },
})

/** Saves an inline policy, unless it is another one by now than it was when it was read. */
export const savePolicyAction = action({
  input: z.object({
    roleName,
    policyName,
    document: z.string().min(1).max(100_000),
    expected: z.string().max(100_000).nullable(),
  }),
  run: ({ actor, connection }, input) => saveInlinePolicy(actor, connection, input),
})
