'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { testCredential } from '@/lib/mcp/credential'
import { fail, ok } from '@/lib/result'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import { endOne } from '@/lib/usage/sessions/end-sessions'

const input = z.object({
  runtimeId: z.string().regex(RUNTIME_ID, 'This is not a runtime id.'),
  sessionId: z.string().min(33).max(256),
  endpoint: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/)
    .optional(),
})

/** Ends one session of a runtime. Whoever calls it again begins a new one. */
export const endSessionAction = formAction({
  input,
  run: async ({ actor, connection }, { runtimeId, sessionId, endpoint }) => {
    const runtime = await getRuntime(connection, runtimeId)

    if (!runtime.ok) {
      return runtime
    }
    const credential = await testCredential(actor, connection, runtime.data, undefined)

    if (!credential.ok) {
      const message = 'AgentCore wants a token to end a session of this runtime, and this browser keeps no sign-in.'
      return fail({ ...credential.error, message, remedy: 'Sign in on Connect, then try again.' })
    }
    const ended = await endOne(connection, runtime.data, credential.data, { id: sessionId, endpoint })

    if (!ended.ok && ended.error.code !== 'not-found') {
      return ended
    }
    refresh()
    return ok({ wasRunning: ended.ok })
  },
})
