'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { formAction } from '@/lib/auth/action'
import { testCredential } from '@/lib/mcp/credential'
import { rememberTest } from '@/lib/mcp/tester/last-tests'
import { testConnection } from '@/lib/mcp/tester/test-connection'
import { ok } from '@/lib/result'
import { RUNTIME_ID } from '@/lib/runtimes/ids'
import { getRuntime } from '@/lib/runtimes/queries'
import { accessTokenText } from '@/lib/tokens/schema'

const runtimeId = z.string().regex(RUNTIME_ID, 'This is not a runtime id.')

/** Calls a runtime as a client would. It changes nothing, so read-only mode allows it. */
export const testConnectionAction = formAction({
  access: 'read',
  input: z.object({ runtimeId, token: z.union([z.literal(''), accessTokenText]).optional() }),
  run: async ({ actor, connection }, input) => {
    const runtime = await getRuntime(connection, input.runtimeId)

    if (!runtime.ok) {
      return runtime
    }
    const credential = await testCredential(actor, connection, runtime.data, input.token)

    if (!credential.ok) {
      return credential
    }
    const report = await testConnection(connection, runtime.data, credential.data)
    rememberTest(actor, connection, runtime.data, report)
    refresh()
    return ok(report)
  },
})
