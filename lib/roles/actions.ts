'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { fail, ok } from '@/lib/result'
import { listPolicyVersions, setDefaultVersion } from '@/lib/roles/managed-versions'
import { getRole } from '@/lib/roles/queries'
import { defaultVersionInput, policyVersionsInput } from '@/lib/roles/schema'

/** What IAM takes for names of roles. */
const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/, 'This is not the name of a role.')

export const policyVersionsAction = action({
  input: policyVersionsInput,
  access: 'read',
  run: ({ connection }, { arn }) => listPolicyVersions(connection, arn),
})

export const setDefaultVersionAction = action({
  iam: true,
  input: defaultVersionInput,
  run: ({ actor, connection }, input) => setDefaultVersion(actor, connection, input),
})

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
