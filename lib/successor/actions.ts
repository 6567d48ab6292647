'use server'

import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { testCredential } from '@/lib/mcp/credential'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import { compare } from '@/lib/successor/compare'

const commands = z
  .string()
  .max(20_000, 'These are too many commands.')
  .transform((text) => text.split('\n').flatMap((line) => line.trim() || []))

/** Runs commands that only read on a runtime and on the managed server. It changes nothing, so read-only mode allows it. */
export const compareAction = formAction({
  access: 'read',
  input: z.object({ runtimeId: z.string().regex(RUNTIME_ID, 'This is not a runtime id.'), commands }),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)

    if (!runtime.ok) {
      return runtime
    }
    const credential = await testCredential(actor, connection, runtime.data, undefined)
    return credential.ok ? compare(connection, runtime.data, credential.data, input.commands) : credential
  },
})
