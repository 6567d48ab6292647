import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { Credential } from '@/lib/mcp/access'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { freshToken } from '@/lib/sign-ins/fresh-token'

/** What a runtime is called with from here; undefined where it takes a token and no sign-in is kept on this computer. */
export async function keptCredential(connection: Connection, runtime: RuntimeDetail): Promise<Credential | undefined> {
  const { inboundAuth } = runtime

  if (inboundAuth.type === 'sigv4') {
    return { type: 'sigv4' }
  }
  const fresh = await attempt(() => freshToken(connection, { ...runtime, authorizer: inboundAuth }))
  return fresh.ok && fresh.data ? { type: 'jwt', token: fresh.data.token } : undefined
}
