'use server'

import { after } from 'next/server'
import { z } from 'zod'
import { action } from '@/lib/auth/action'
import type { Connection } from '@/lib/aws/connection'
import { advanceOptionsSchema } from '@/lib/deployments/spec/schema'
import { noteOwnDocument } from '@/lib/drift/note-own'
import { ok, type Result } from '@/lib/result'
import { documentOf, type Resize } from '@/lib/right-size/change/model'
import { advanceResize, beginResize, planResize, turnResize } from '@/lib/right-size/change/resize'

const roleName = z.string().regex(/^[\w+=,.@-]{1,64}$/)
const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/)

const replacement = z.strictObject({
  from: policyName,
  fromArn: z
    .string()
    .regex(/^arn:[\w-]+:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]{1,640}$/)
    .nullable(),
  name: policyName,
  as: z.enum(['inline', 'managed-copy', 'removed']),
  text: z.string().max(20_000),
})
const proposal = z.strictObject({
  roleName,
  deployment: z.string().min(1).max(64),
  days: z.number().int().min(1).max(90),
  trimmed: z.number().int().min(0),
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  replacements: z.array(replacement).max(60),
})

/** Keeps the proposal and what it replaces, and says what is to be written; the writes follow one by one. */
export const beginResizeAction = action({
  iam: true,
  input: z.strictObject({ proposal }),
  run: async ({ connection }, input) => planned(connection, await beginResize(connection, input.proposal)),
})

const key = { roleName, id: z.uuid() }

/** Where a change that was begun goes from here. */
export const turnResizeAction = action({
  iam: true,
  input: z.strictObject({ ...key, way: z.enum(['forth', 'back']) }),
  run: async ({ connection }, { way, ...role }) => planned(connection, await turnResize(connection, role, way)),
})

async function planned(connection: Connection, begun: Result<Resize>) {
  if (!begun.ok) {
    return begun
  }
  const plan = await planResize(connection, begun.data)
  return plan.ok ? ok({ id: begun.data.id, plan: plan.data }) : plan
}

/** One write of a change that was begun, or of its undoing. Drift counts it as Slipway's own. */
export const advanceResizeAction = action({
  iam: true,
  input: z.strictObject({ ...key, overwrite: z.boolean().optional(), ...advanceOptionsSchema.shape }),
  run: async ({ actor, connection }, { roleName: name, id, ...options }) => {
    const result = await advanceResize(actor, connection, { roleName: name, id }, options)

    const document = result.state === 'progress' ? documentOf(result.change) : null

    if (document !== null) {
      after(() => noteOwnDocument(actor, connection, name, document))
    }
    return ok(result)
  },
})
