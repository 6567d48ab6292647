'use server'

import { z } from 'zod'
import { action } from '@/lib/auth/action'
import { advance } from '@/lib/deployments/advance/advance'
import { checkStep } from '@/lib/deployments/setup/check-step'
import { importSpec } from '@/lib/deployments/setup/import-spec'
import { MAX_ANSWER_LENGTH } from '@/lib/deployments/setup/oversize'
import { advanceOptionsSchema, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { ok } from '@/lib/result'

const values = z.record(z.string().max(64), z.string().max(MAX_ANSWER_LENGTH))

/** Checks one step's answers against AWS's limits. */
export const checkStepAction = action({
  access: 'read',
  input: z.strictObject({ step: z.enum(['access', 'permissions', 'server']), values }),
  run: async (_context, { step, values }) => checkStep(step, values),
})

/** Turns an uploaded spec into answers of the form. */
export const importSpecAction = action({
  access: 'read',
  input: z.strictObject({ text: z.string().max(400_000) }),
  run: async (_context, { text }) => importSpec(text),
})

/** One step of a launch: look at AWS, plan, perform the first change that is due. */
export const advanceAction = action({
  input: z.strictObject({
    spec: deploymentSpecSchema,
    ...advanceOptionsSchema.shape,
  }),
  run: async ({ actor, connection }, { spec, ...options }) => ok(await advance(actor, connection, spec, options)),
})
