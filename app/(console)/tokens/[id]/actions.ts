'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { applyAuthorizer, planAuthorizer } from '@/lib/deployments/advance/authorizer-change'
import { authorizerForm } from '@/lib/tokens/issuer/authorizer-form'
import { refreshInput } from '@/lib/tokens/schema'
import { applyCare, planCare } from '@/lib/tokens/user-pool/care'
import { clientForm } from '@/lib/tokens/user-pool/client-settings'
import { policyForm } from '@/lib/tokens/user-pool/pool-settings'

const fingerprint = z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })

/** Says what would change; sends nothing. */
export const planClientAction = formAction({
  access: 'read',
  input: clientForm.extend(refreshInput.shape),
  run: ({ connection }, { runtimeId, ...form }) => planCare(connection, runtimeId, { subject: 'client', form }),
})

export const applyClientAction = formAction({
  input: clientForm.extend(refreshInput.shape).extend(fingerprint.shape),
  run: ({ actor, connection }, { runtimeId, fingerprint, ...form }) =>
    looked(applyCare(actor, connection, runtimeId, { subject: 'client', form, fingerprint })),
})

/** Says what would change; sends nothing. */
export const planPolicyAction = formAction({
  access: 'read',
  input: policyForm.extend(refreshInput.shape),
  run: ({ connection }, { runtimeId, ...form }) => planCare(connection, runtimeId, { subject: 'policy', form }),
})

export const applyPolicyAction = formAction({
  input: policyForm.extend(refreshInput.shape).extend(fingerprint.shape),
  run: ({ actor, connection }, { runtimeId, fingerprint, ...form }) =>
    looked(applyCare(actor, connection, runtimeId, { subject: 'policy', form, fingerprint })),
})

/** Says what would change, and reads the issuer; sends nothing to AWS. */
export const planAuthorizerAction = formAction({
  access: 'read',
  input: authorizerForm.safeExtend(refreshInput.shape),
  run: ({ connection }, { runtimeId, ...form }) => planAuthorizer(connection, runtimeId, form),
})

export const applyAuthorizerAction = formAction({
  input: authorizerForm.safeExtend(refreshInput.shape).safeExtend(fingerprint.shape),
  run: ({ actor, connection }, { runtimeId, ...form }) => looked(applyAuthorizer(actor, connection, runtimeId, form)),
})

/** The page's facts are read again after a change. */
async function looked<T>(change: Promise<T>): Promise<T> {
  const result = await change
  refresh()
  return result
}
