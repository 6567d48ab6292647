import { z } from 'zod'
import { CLIENTS } from '@/lib/clients/registry'
import { RUNTIME_ID } from '@/lib/runtimes/ids'

/** Which runtime goes into which client. */
export const installSubject = z.object({
  runtimeId: z.string().regex(RUNTIME_ID),
  client: z.enum(CLIENTS.map(({ id }) => id) as [string, ...string[]]),
})

/** `planHash`: of the plan that was shown. `answers`: to its questions. */
export const installInput = installSubject.extend({
  planHash: z.string().regex(/^[0-9a-f]{64}$/),
  answers: z
    .strictObject({
      sameEndpoint: z.string().max(200).nullable().optional(),
      unwrapped: z.enum(['move', 'leave']).optional(),
    })
    .default({}),
})

export const planInput = installInput.omit({ planHash: true })

export const undoInput = z.object({ id: z.uuid() })
