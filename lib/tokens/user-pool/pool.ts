import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { awsClients, writeClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { AwsClients, ReadClients } from '@/lib/aws/read-clients'
import type { UserPoolClientType } from '@/lib/aws/types'
import { AppError } from '@/lib/result'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import type { Writer } from '@/lib/writer'

type Cognito = ReadClients['cognito']

/** Where a runtime's users sign in. */
export type SignInPool = { authorizer: JwtAuthorizer; userPoolId: string; clientId: string; cognito: Cognito }

/** The pool with what its app client allows; without `client` when these credentials may not read it. The secret never leaves the server. */
export type SignInClient = SignInPool & { client: UserPoolClientType | undefined }

/** The pool of a runtime as AWS has it now, and the app client that is wanted, or else the first that the runtime allows. Throws an AppError when it has none that Slipway can use. */
export async function signInPool(connection: Connection, runtimeId: string, wanted?: string): Promise<SignInPool> {
  const runtime = await getRuntime(connection, runtimeId)

  if (!runtime.ok) {
    throw new AppError(runtime.error)
  }
  return poolOfRuntime(connection, runtime.data, wanted)
}

/** The same, with the app client's settings, which say how to sign in. */
export async function signInClient(connection: Connection, runtimeId: string, wanted?: string): Promise<SignInClient> {
  const pool = await signInPool(connection, runtimeId, wanted)
  return { ...pool, client: await readClient(pool) }
}

function poolOfRuntime(
  connection: Connection,
  { inboundAuth: authorizer }: RuntimeDetail,
  wanted: string | undefined,
): SignInPool {
  if (authorizer.type !== 'jwt') {
    throw new AppError({
      code: 'conflict',
      message: 'This runtime accepts AWS signatures, not tokens.',
      remedy: 'Look again to see how it authenticates now.',
    })
  }
  const { userPoolId } = authorizer
  const allowed = [...authorizer.allowedClients, ...authorizer.allowedAudience]
  const clientId = allowed.find((id) => id === wanted) ?? allowed[0]

  if (userPoolId === undefined || clientId === undefined) {
    throw new AppError({
      code: 'conflict',
      message: 'The tokens of this runtime do not come from a Cognito app client.',
      remedy: 'Get a token from its own issuer, and paste it into the connection test.',
    })
  }
  return { authorizer, userPoolId, clientId, cognito: cognitoOf(connection, userPoolId) }
}

/** A pool may be in another region than the runtime; its id says which. */
export function cognitoOf(connection: Connection, userPoolId: string): Cognito {
  return awsClients(inRegionOf(connection, userPoolId)).cognito
}

/** The same, to change the pool with. */
export function writePool(writer: Writer, connection: Connection, userPoolId: string): AwsClients['cognito'] {
  return writeClients(writer, inRegionOf(connection, userPoolId)).cognito
}

function inRegionOf(connection: Connection, userPoolId: string): Connection {
  return { ...connection, region: userPoolId.slice(0, userPoolId.lastIndexOf('_')) }
}

/** Signing in itself needs no AWS permission, so a denied look at the client is no reason to stop. */
async function readClient({ cognito, userPoolId, clientId }: SignInPool): Promise<UserPoolClientType | undefined> {
  try {
    const { UserPoolClient } = await cognito.describeUserPoolClient({ UserPoolId: userPoolId, ClientId: clientId })
    return UserPoolClient
  } catch (error) {
    if (isAwsError(error, 'AccessDeniedException', 'NotAuthorizedException')) {
      return undefined
    }
    throw error
  }
}
