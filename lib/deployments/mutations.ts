import 'server-only'
import type { Actor } from '@/lib/auth/actor'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { OneTimeSecret } from '@/lib/deployments/model'
import { perform } from '@/lib/deployments/perform'
import { readOnlyFailure } from '@/lib/deployments/read-only'
import { AppError } from '@/lib/errors'
import { fail, type Result } from '@/lib/result'

/** Gives a pool user a new generated password, shown once. For when the first one was lost. */
export async function resetUserPassword(
  actor: Actor,
  connection: Connection,
  { userPoolId, userName }: { userPoolId: string; userName: string },
): Promise<Result<OneTimeSecret>> {
  if (!actor.canWrite) {
    return fail(readOnlyFailure)
  }
  const there = { ...connection, region: userPoolId.slice(0, userPoolId.lastIndexOf('_')) }
  return attempt(async () => {
    const { secret } = await perform(there, {
      operation: 'cognito-idp:AdminSetUserPassword',
      input: { UserPoolId: userPoolId, Username: userName },
    })

    if (!secret) {
      throw new AppError({ code: 'internal', message: 'No password was made.', remedy: 'Try again.' })
    }
    return secret
  })
}
