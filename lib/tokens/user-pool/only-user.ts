import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { cognitoOf } from '@/lib/tokens/user-pool/pool'

/** As long as a form may wait for a name that its reader can type. */
const PATIENCE_MS = 2_000

/**
 * Whom a pool with a single user signs in, as one that Slipway made has; undefined for any other, where these credentials may not
 * ask, and where Cognito takes its time. It only fills in a form, so one call has to do, and nothing depends on it.
 */
export async function onlyUserName(
  connection: Connection,
  userPoolId: string,
  patienceMs = PATIENCE_MS,
): Promise<string | undefined> {
  const abortSignal = AbortSignal.timeout(patienceMs)
  const answer = await attempt(() =>
    cognitoOf(connection, userPoolId).listUsers({ UserPoolId: userPoolId, Limit: 2 }, { abortSignal }),
  )
  const [user, ...others] = (answer.ok && answer.data.Users) || []
  // Where people sign in with an address, Cognito calls its users by their `sub`, a name that nobody knows.
  const sub = user?.Attributes?.find(({ Name }) => Name === 'sub')?.Value
  return others.length === 0 && user?.Username !== sub ? user?.Username : undefined
}
