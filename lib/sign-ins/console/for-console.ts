import 'server-only'
import { headers } from 'next/headers'
import { isLocalRequest } from '@/lib/auth/door/local-request'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { isInContainer } from '@/lib/container'
import { AppError, type Failure, fail, ok, type Result } from '@/lib/result'
import { getRuntime } from '@/lib/runtimes/queries'
import { beginSignIn } from '@/lib/sign-ins/console/attempts'
import type { SignInState } from '@/lib/sign-ins/console/model'
import { endKept, type KeptRuntime } from '@/lib/sign-ins/fresh-token'
import { type SignInClient, signInClient } from '@/lib/tokens/user-pool/pool'

type Asked = {
  runtimeId: string
  clientId?: string | undefined
  clientSecret?: string | undefined
  scope?: string | undefined
  audience?: string | undefined
  idToken?: boolean | undefined
}

/** Whether the browser of whoever asks can come back to this process after signing in, and the sign-in is then where the bridge finds it. */
export async function signsInHere(): Promise<boolean> {
  return isLocalRequest(await headers()) && !isInContainer()
}

/** Starts a sign-in at the issuer that a runtime trusts. Fails with `refused` unless the console runs on the person's own computer. */
export async function beginForConsole(
  owner: string,
  connection: Connection,
  { runtimeId, ...choices }: Asked,
): Promise<Result<{ id: string; view: SignInState }>> {
  const found = await runtimeHere(connection, runtimeId)

  if (!found.ok) {
    return found
  }
  const { authorizer } = found.data
  const pool = authorizer.userPoolId === undefined ? ok(undefined) : await poolWithPage(connection, runtimeId, choices)

  if (!pool.ok) {
    return pool
  }
  const known = [pool.data?.clientId, ...authorizer.allowedClients]
  const clientId = choices.clientId ?? known.find((one) => one !== undefined)

  if (clientId === undefined) {
    const message = 'Give the client ID of the application at the issuer.'
    return fail({ code: 'invalid-input', message, fields: { clientId: [message] } })
  }
  const clientSecret = choices.clientSecret ?? pool.data?.client?.ClientSecret
  return beginSignIn(owner, found.data, { ...choices, clientId, clientSecret })
}

/** Ends the sign-in that is kept, at its issuer too where that is possible, and forgets it. */
export async function endForConsole(connection: Connection, runtimeId: string): Promise<Result<{ revoked: boolean }>> {
  const found = await runtimeHere(connection, runtimeId)
  return found.ok
    ? attempt(async () => ({ revoked: (await endKept(connection, found.data))?.revoked ?? false }))
    : found
}

function poolWithPage(
  connection: Connection,
  runtimeId: string,
  { clientId }: Pick<Asked, 'clientId'>,
): Promise<Result<SignInClient>> {
  return attempt(async () => {
    const pool = await signInClient(connection, runtimeId, clientId)
    const flows: readonly string[] = pool.client?.AllowedOAuthFlows ?? []

    if (!flows.includes('code')) {
      throw new AppError({
        code: 'conflict',
        message: 'This app client has no sign-in page: it lacks the authorization code grant.',
        remedy: 'Sign in with name and password.',
      })
    }
    return pool
  })
}

async function runtimeHere(connection: Connection, runtimeId: string): Promise<Result<KeptRuntime & { name: string }>> {
  if (!(await signsInHere())) {
    return fail(NOT_HERE)
  }
  const runtime = await getRuntime(connection, runtimeId)

  if (!runtime.ok) {
    return runtime
  }
  const { id, arn, name, inboundAuth } = runtime.data
  return inboundAuth.type === 'jwt'
    ? ok({ id, arn, name, authorizer: inboundAuth })
    : fail({ code: 'conflict', message: 'This runtime accepts AWS signatures, not tokens.' })
}

const NOT_HERE: Failure = {
  code: 'refused',
  message: 'This console is not on your own computer alone, so no browser could come back to it from the issuer.',
  remedy: 'Sign in with the command login, on the computer of the client.',
}
