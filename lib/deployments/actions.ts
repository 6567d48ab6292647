'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { action, formAction } from '@/lib/auth/action'
import { advance } from '@/lib/deployments/advance/advance'
import { applyAuthorizer, planAuthorizer } from '@/lib/deployments/advance/authorizer-change'
import { advanceRollback } from '@/lib/deployments/advance/rollback'
import { answersInput } from '@/lib/deployments/setup/answers-input'
import { checkStep } from '@/lib/deployments/setup/check-step'
import { importSpec } from '@/lib/deployments/setup/import-spec'
import { advanceOptionsSchema, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { advanceTeardown } from '@/lib/deployments/teardown/teardown'
import { ok } from '@/lib/result'
import { RUNTIME_ID, RUNTIME_VERSION } from '@/lib/runtimes/ids'
import { authorizerForm } from '@/lib/tokens/issuer/authorizer-form'
import { refreshInput } from '@/lib/tokens/schema'

const values = answersInput
const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')
const fingerprint = z.object({ fingerprint: z.string().regex(/^[0-9a-f]{64}$/) })

/** Checks one step's answers against AWS's limits. */
export const checkStepAction = action({
  access: 'read',
  input: z.strictObject({ step: z.enum(['access', 'permissions', 'server']), values }),
  run: async (_context, { step, values }) => checkStep(step, values),
})

/** Turns an uploaded spec, or another tool's file, into answers of the form. */
export const importSpecAction = action({
  access: 'read',
  input: z.strictObject({ text: z.string().max(400_000) }),
  run: async ({ connection }, { text }) => importSpec(text, connection.region),
})

/** One step of a launch: look at AWS, plan, perform the first change that is due. */
export const advanceAction = action({
  iam: true,
  input: z.strictObject({
    spec: deploymentSpecSchema,
    ...advanceOptionsSchema.shape,
  }),
  run: async ({ actor, connection }, { spec, ...options }) => ok(await advance(actor, connection, spec, options)),
})

/** One step of a rollback: look at AWS, plan, perform the first change that is due. */
export const advanceRollbackAction = action({
  iam: true,
  input: z.object({
    runtimeId,
    version: z.string().regex(RUNTIME_VERSION, 'This is not a version.'),
    ...advanceOptionsSchema.shape,
  }),
  run: async ({ actor, connection }, { runtimeId, version, ...options }) =>
    ok(await advanceRollback(actor, connection, runtimeId, version, options)),
})

/** One step of a teardown: look at AWS, plan, delete the first ticked thing that may go. */
export const advanceTeardownAction = action({
  iam: true,
  input: z.strictObject({
    name: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}$/),
    selectedIds: z.array(z.string().min(1).max(2048)).min(1).max(100),
    ...advanceOptionsSchema.shape,
  }),
  run: async ({ actor, connection }, { name, selectedIds, ...options }) =>
    ok(await advanceTeardown(actor, connection, name, selectedIds, options)),
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
