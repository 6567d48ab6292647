'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { checkIssuer } from '@/lib/tokens/issuer/issuer'
import { answerChallenge, refreshToken, resetPassword, signInUser, signOutUser } from '@/lib/tokens/mutations'
import { challengeInput, refreshInput, resetPasswordInput, signInInput, signOutInput } from '@/lib/tokens/schema'
import { applySettings, planSettings } from '@/lib/tokens/user-pool/change-settings'
import { clientForm } from '@/lib/tokens/user-pool/client-settings'
import { policyForm } from '@/lib/tokens/user-pool/pool-settings'

const fingerprint = z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })

/** Signing a user in changes nothing in AWS, so read-only mode allows it. */
export const signInUserAction = formAction({
  access: 'read',
  input: signInInput,
  run: ({ actor, connection }, input) => signInUser(actor, connection, input),
})

/** A code proves who somebody is; a new password or authenticator is a change, which `answerChallenge` itself refuses. */
export const answerChallengeAction = formAction({
  access: 'read',
  input: challengeInput,
  run: ({ actor, connection }, input) => answerChallenge(actor, connection, input),
})

export const refreshTokenAction = formAction({
  access: 'read',
  input: refreshInput,
  run: ({ actor, connection }, input) => refreshToken(actor, connection, input),
})

/** Ends the user's own sign-in and no setting of the pool, so read-only mode allows it. */
export const signOutUserAction = formAction({
  access: 'read',
  input: signOutInput,
  run: ({ actor, connection }, input) => signOutUser(actor, connection, input),
})

export const resetPasswordAction = formAction({
  input: resetPasswordInput,
  run: ({ actor, connection }, input) => resetPassword(actor, connection, input),
})

/** Reads the discovery document that AWS has for the runtime, and its keys. */
export const checkIssuerAction = formAction({
  access: 'read',
  input: refreshInput,
  run: ({ connection }, input) => checkIssuer(connection, input.runtimeId),
})

/** Says what would change; sends nothing. */
export const planClientAction = formAction({
  access: 'read',
  input: clientForm.extend(refreshInput.shape),
  run: ({ connection }, { runtimeId, ...form }) => planSettings(connection, runtimeId, { subject: 'client', form }),
})

export const applyClientAction = formAction({
  input: clientForm.extend(refreshInput.shape).extend(fingerprint.shape),
  run: ({ actor, connection }, { runtimeId, fingerprint, ...form }) =>
    looked(applySettings(actor, connection, runtimeId, { subject: 'client', form, fingerprint })),
})

/** Says what would change; sends nothing. */
export const planPolicyAction = formAction({
  access: 'read',
  input: policyForm.extend(refreshInput.shape),
  run: ({ connection }, { runtimeId, ...form }) => planSettings(connection, runtimeId, { subject: 'policy', form }),
})

export const applyPolicyAction = formAction({
  input: policyForm.extend(refreshInput.shape).extend(fingerprint.shape),
  run: ({ actor, connection }, { runtimeId, fingerprint, ...form }) =>
    looked(applySettings(actor, connection, runtimeId, { subject: 'policy', form, fingerprint })),
})

/** The page's facts are read again after a change. */
async function looked<T>(change: Promise<T>): Promise<T> {
  const result = await change
  refresh()
  return result
}
