import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { signInClient } from '@/lib/tokens/user-pool/pool'

/** Whether people can sign in at the issuer's own page. A pool's app client has to allow it; any other issuer is taken to have one. */
export async function hasSignInPage(
  connection: Connection,
  runtimeId: string,
  { userPoolId }: JwtAuthorizer,
): Promise<boolean> {
  if (userPoolId === undefined) {
    return true
  }
  const pool = await attempt(() => signInClient(connection, runtimeId))
  const flows: readonly string[] = pool.ok ? (pool.data.client?.AllowedOAuthFlows ?? []) : []
  return flows.includes('code')
}
