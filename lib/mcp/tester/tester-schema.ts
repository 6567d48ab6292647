import { z } from 'zod'
import { accessTokenText } from '@/lib/tokens/schema'

const runtimeId = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,99}-[a-zA-Z0-9]{10}$/, 'This is not a runtime id.')
const sessionId = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9-_]{0,1023}$/, 'This is not a session id.')
const token = z.union([z.literal(''), accessTokenText]).optional()

/** What the tester's page asks of its route handler. */
export const testerInput = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('open'), runtimeId, token }),
  z.strictObject({
    do: z.literal('call'),
    runtimeId,
    sessionId,
    protocolVersion: z
      .string()
      .regex(/^[\w.-]{1,32}$/)
      .optional(),
    tool: z.string().min(1).max(256),
    arguments: z.record(z.string().max(256), z.unknown()),
    /** The person has seen that it may change something, and wants it. */
    isConfirmed: z.boolean(),
  }),
  z.strictObject({ do: z.literal('end'), runtimeId, sessionId }),
])

export type TesterInput = z.output<typeof testerInput>
