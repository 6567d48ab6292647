'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { z } from 'zod'
import { action, formAction } from '@/lib/auth/action'
import { advanceOptionsSchema } from '@/lib/deployments/spec/schema'
import { noteOwnDocument } from '@/lib/drift/note-own'
import { ok } from '@/lib/result'
import { documentOf } from '@/lib/right-size/change/model'
import { advanceResize, beginResize, turnResize } from '@/lib/right-size/change/resize'

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

/** Keeps the proposal and what it replaces; its writes follow one by one. */
export const beginResizeAction = action({
  iam: true,
  input: z.strictObject({ proposal }),
  run: async ({ connection }, input) => {
    const begun = await beginResize(connection, input.proposal)
    return begun.ok ? ok({ id: begun.data.id }) : begun
  },
})

const key = { roleName, id: z.uuid() }

/** Where a change that was begun goes from here. */
export const turnResizeAction = formAction({
  iam: true,
  input: z.object({ ...key, way: z.enum(['forth', 'back']) }),
  run: async ({ connection }, { way, ...role }) => {
    const turned = await turnResize(connection, role, way)

    if (!turned.ok) {
      return turned
    }
    refresh()
    return ok({ id: role.id })
  },
})

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
