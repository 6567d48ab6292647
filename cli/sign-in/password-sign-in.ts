import { type Credentials, signInHere } from '@/cli/token/token-sign-in'
import { withSignIn, writeSignIn } from '@/lib/sign-ins/keeping/store'
import type { Tokens } from '@/lib/tokens/sign-in/sign-in'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

/** Signs a user of a pool in with a password, and keeps the sign-in where that is wanted. Throws an AppError. */
export async function passwordSignIn(
  pool: SignInClient,
  runtimeArn: string,
  credentials: Credentials,
  keep: boolean,
): Promise<{ userName: string; tokens: Tokens }> {
  const { userName, tokens } = await signInHere(pool, credentials)
  const { refreshToken } = tokens

  if (keep && refreshToken !== undefined) {
    const { clientId, authorizer } = pool
    const place = { runtimeArn, discoveryUrl: authorizer.discoveryUrl }
    await withSignIn(place, () => writeSignIn({ via: 'cognito', ...place, userName, refreshToken, clientId }))
  }
  return { userName, tokens }
}
