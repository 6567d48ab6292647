import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import type { Connection } from '@/lib/aws/connection'
import type { Credential } from '@/lib/mcp/access'
import { tokenHint } from '@/lib/mcp/token-hint'
import { fail, ok, type Result } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { refreshToken } from '@/lib/tokens/mutations'

/** What a test signs in with: AWS credentials, a pasted token, or a fresh one from the sign-in that this browser keeps. */
export async function testCredential(
  actor: Actor,
  connection: Connection,
  { id, inboundAuth }: RuntimeDetail,
  pasted: string | undefined,
): Promise<Result<Credential>> {
  if (inboundAuth.type === 'sigv4') {
    return ok({ type: 'sigv4' })
  }
  if (pasted) {
    return ok({ type: 'jwt', token: pasted })
  }
  const outcome = await refreshToken(actor, connection, { runtimeId: id })

  if (outcome.ok && outcome.data.state === 'token') {
    return ok({ type: 'jwt', token: outcome.data.token.accessToken })
  }
  return fail({
    code: 'invalid-input',
    message: 'The test needs an access token.',
    remedy: tokenHint(inboundAuth, false),
    fields: { token: ['An access token is missing.'] },
  })
}
