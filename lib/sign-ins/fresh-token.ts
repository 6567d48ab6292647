import 'server-only'
import {
  processRefreshTokenResponse,
  processRevocationResponse,
  refreshTokenGrantRequest,
  revocationRequest,
} from 'oauth4webapi'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { AppError, type Result } from '@/lib/result'
import { tokenOfMachine } from '@/lib/sign-ins/flows/machine-flow'
import { renewalTime } from '@/lib/sign-ins/freshness'
import { dropSignIn, type Place, readSignIn, withSignIn, writeSignIn } from '@/lib/sign-ins/keeping/store'
import type { Issued, OidcSignIn, SignIn } from '@/lib/sign-ins/model'
import { asked } from '@/lib/sign-ins/oauth-errors'
import { issuedOf, keptClient } from '@/lib/sign-ins/sign-in'
import { decodeClaims, expiryOf, type JwtAuthorizer, MIN_LIFE_SECONDS } from '@/lib/tokens/claims/claims'
import { issueToken } from '@/lib/tokens/sign-in/issue'
import { endSignIn, tokensByRefresh } from '@/lib/tokens/sign-in/sign-in'
import { signInClient } from '@/lib/tokens/user-pool/pool'

export type KeptRuntime = { id: string; arn: string; authorizer: JwtAuthorizer }
/** `issuer` as in the kept sign-in. */
type Fresh = Issued & { userName: string; issuer: string | undefined }

/**
 * `refused`: a token that the runtime did not take. `anew`: a new one, whatever is left of the last. `user`, `clientId`: only a
 * sign-in of theirs will do.
 */
type Demand = {
  refused?: string | undefined
  anew?: boolean
  user?: string | undefined
  clientId?: string | undefined
}

/**
 * A token that lives two minutes more, by the sign-in that is kept for a runtime; undefined when there is none or it has ended. One
 * program at a time renews: where refresh tokens rotate, one that is used twice ends the sign-in. Throws an AppError.
 */
export function freshToken(
  connection: Connection,
  runtime: KeptRuntime,
  demand: Demand = {},
): Promise<Fresh | undefined> {
  const place = placeOf(runtime)

  return withSignIn(place, async () => {
    const kept = await readSignIn(place)

    if (!kept || !isWanted(kept, runtime, demand)) {
      return undefined
    }
    const who = { userName: kept.userName, issuer: kept.issuer }
    const current = kept.current?.token === demand.refused ? undefined : kept.current
    const left = current ? current.endsAt - Date.now() : 0

    if (current && Date.now() < renewalTime(current) && !demand.anew) {
      return { ...current, ...who }
    }
    const renewed = await attempt(() => renew(connection, runtime, kept))

    if (renewed.ok && renewed.data) {
      return { ...renewed.data, ...who }
    }
    if (!renewed.ok && renewed.error.code === 'credentials-expired') {
      dropSignIn(place)
      return undefined
    }
    // Without a refresh token, or with an issuer that is out of reach for a moment, it serves until it ends.
    if (current && left > MIN_LIFE_SECONDS * 1000) {
      return { ...current, ...who }
    }
    return must(renewed)
  })
}

function must<T>(result: Result<T>): undefined {
  if (!result.ok) {
    throw new AppError(result.error)
  }
  return undefined
}

/** Ends the kept sign-in at its issuer, where that is possible, and forgets it. Whose it was; undefined for none. */
export function endKept(
  connection: Connection,
  runtime: KeptRuntime,
): Promise<{ userName: string; revoked: boolean } | undefined> {
  const place = placeOf(runtime)

  return withSignIn(place, async () => {
    const kept = await readSignIn(place).catch(() => undefined)
    // Nothing is left behind even when the issuer can't be asked any more.
    dropSignIn(place)
    return kept && { userName: kept.userName, revoked: await revoke(connection, runtime, kept) }
  })
}

async function revoke(connection: Connection, runtime: KeptRuntime, kept: SignIn): Promise<boolean> {
  if (kept.via === 'cognito') {
    await endSignIn(await signInClient(connection, runtime.id, kept.clientId), kept.refreshToken, false)
    return true
  }
  const token = kept.via === 'oidc' ? (kept.refreshToken ?? kept.current?.token) : kept.current?.token
  const at = await keptClient(kept)

  if (token === undefined || at.issuer.revocation_endpoint === undefined) {
    return false
  }
  await asked(async () =>
    processRevocationResponse(await revocationRequest(at.issuer, at.client, at.auth, token, at.options)),
  )
  return true
}

function isWanted(
  { userName, clientId, via }: SignIn,
  { authorizer }: KeptRuntime,
  { user, clientId: client }: Demand,
) {
  const allowed = [...authorizer.allowedClients, ...authorizer.allowedAudience]
  return (
    (user === undefined || user === userName) &&
    (client === undefined || client === clientId) &&
    (via !== 'cognito' || allowed.includes(clientId))
  )
}

/** Keeps what is new before it is used. Undefined where nothing can be renewed. */
async function renew(connection: Connection, runtime: KeptRuntime, kept: SignIn): Promise<Issued | undefined> {
  switch (kept.via) {
    case 'cognito': {
      const pool = await signInClient(connection, runtime.id, kept.clientId)
      const tokens = await tokensByRefresh(pool, kept.refreshToken)
      const { accessToken: token } = issueToken(tokens, kept.userName, pool.authorizer, Date.now())
      const current = { token, endsAt: expiryOf(decodeClaims(token) ?? {}) ?? 0 }
      await writeSignIn({ ...kept, refreshToken: tokens.refreshToken ?? kept.refreshToken, current })
      return current
    }
    case 'machine': {
      const { scope = '', audience, resource } = kept
      const current = issuedOf(await tokenOfMachine(await keptClient(kept), { scope, audience, resource }), 'access')
      await writeSignIn({ ...kept, current })
      return current
    }
    case 'oidc':
      return renewOidc(kept)
  }
}

async function renewOidc(kept: OidcSignIn): Promise<Issued | undefined> {
  const { refreshToken, resource, send } = kept

  if (refreshToken === undefined) {
    return undefined
  }
  const { issuer, client, auth, options } = await keptClient(kept)
  // Without a scope it is the granted one, which may be less than what was asked for, and must not be more (RFC 6749, section 6).
  const additionalParameters: Record<string, string> = resource === undefined ? {} : { resource }
  const answer = await asked(async () =>
    processRefreshTokenResponse(
      issuer,
      client,
      await refreshTokenGrantRequest(issuer, client, auth, refreshToken, { ...options, additionalParameters }),
    ),
  )
  const next = { ...kept, refreshToken: answer.refresh_token ?? refreshToken }
  // The rotated token first: should the answer lack the wanted token, the sign-in is not lost as well.
  await writeSignIn(next)
  const current = issuedOf(answer, send)
  await writeSignIn({ ...next, current })
  return current
}

function placeOf({ arn, authorizer }: KeptRuntime): Place {
  return { runtimeArn: arn, discoveryUrl: authorizer.discoveryUrl }
}
