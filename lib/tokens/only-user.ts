import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { cognitoOf } from '@/lib/tokens/pool'

/**
 * Whom a pool with a single user signs in, as one that Slipway made has; undefined for any other, and where these
 * credentials may not ask. It only fills in a form, so one call has to do, and nothing depends on it.
 */
export async function onlyUserName(connection: Connection, userPoolId: string): Promise<string | undefined> {
  const answer = await attempt(() => cognitoOf(connection, userPoolId).listUsers({ UserPoolId: userPoolId, Limit: 2 }))
  const [user, ...others] = (answer.ok && answer.data.Users) || []
  // Where people sign in with an address, Cognito calls its users by their `sub`, a name that nobody knows.
  const sub = user?.Attributes?.find(({ Name }) => Name === 'sub')?.Value
  return others.length === 0 && user?.Username !== sub ? user?.Username : undefined
}
