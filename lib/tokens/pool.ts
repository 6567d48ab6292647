import 'server-only'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { AppError } from '@/lib/errors'
import { getRuntime } from '@/lib/runtimes/queries'
import type { JwtAuthorizer } from '@/lib/tokens/claims'

/** Where a runtime's users sign in. */
export type SignInPool = {
  authorizer: JwtAuthorizer
  userPoolId: string
  clientId: string
  cognito: ReturnType<typeof awsClients>['cognito']
}

/** The pool and app client of a runtime as AWS has it now. Throws an AppError when it has none that Slipway can use. */
export async function signInPool(connection: Connection, runtimeId: string): Promise<SignInPool> {
  const runtime = await getRuntime(connection, runtimeId)

  if (!runtime.ok) {
    throw new AppError(runtime.error)
  }
  const authorizer = runtime.data.inboundAuth

  if (authorizer.type !== 'jwt') {
    throw new AppError({
      code: 'conflict',
      message: 'This runtime accepts AWS signatures, not tokens.',
      remedy: 'Reload the page to see how it authenticates now.',
    })
  }
  const { userPoolId } = authorizer
  const clientId = authorizer.allowedClients[0] ?? authorizer.allowedAudience[0]

  if (userPoolId === undefined || clientId === undefined) {
    throw new AppError({
      code: 'conflict',
      message: 'The tokens of this runtime do not come from a Cognito app client.',
      remedy: 'Get a token from its own issuer, and paste it into the connection test.',
    })
  }
  // A pool may be in another region than the runtime; its id says which.
  const region = userPoolId.slice(0, userPoolId.lastIndexOf('_'))
  return { authorizer, userPoolId, clientId, cognito: awsClients({ ...connection, region }).cognito }
}
