import type { GetTokensFromRefreshTokenRequest, RevokeTokenRequest } from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notAuthorized } from '@/lib/practice/cognito/errors'
import { allowsFlow, isRotating } from '@/lib/practice/cognito/pools/client-settings'
import type { AuthAnswer } from '@/lib/practice/cognito/sign-in/mfa'
import { checkClientSecret, checkSecretHash, sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { accessTokens, makeRefreshToken } from '@/lib/practice/cognito/sign-in/tokens'
import {
  type Client,
  clientAnywhere,
  cognitoSlice,
  type Family,
  type Pool,
  type User,
} from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

export const refreshOperations = {
  GetTokensFromRefreshToken: operation({ authorization: null, run: getTokens }),
  RevokeToken: operation({ authorization: null, run: revokeToken }),
}

type Place = { call: Call; pool: Pool; client: Client }
type Grant = { familyId: string; family: Family; user: User; token: { family: string; rotatedAt?: number } }

/** REFRESH_TOKEN_AUTH: gives no new refresh token, and a client that rotates them refuses it. */
export function refreshByAuthFlow(place: Place, parameters: Record<string, string>): AuthAnswer {
  const { client } = place

  if (isRotating(client) || !allowsFlow(client, 'REFRESH_TOKEN_AUTH')) {
    throw invalidParameter('REFRESH_TOKEN_AUTH flow not enabled for this client')
  }
  if (parameters.REFRESH_TOKEN === undefined) {
    throw invalidParameter('Missing required parameter REFRESH_TOKEN')
  }
  const { user, familyId } = readGrant(place, parameters.REFRESH_TOKEN)
  checkSecretHash(client, parameters.SECRET_HASH, [user.username, user.sub])
  return { AuthenticationResult: accessTokens({ ...place, user }, familyId), ChallengeParameters: {} }
}

function getTokens(input: GetTokensFromRefreshTokenRequest, call: Call) {
  const place = { call, ...clientAnywhere(call, input.ClientId) }
  checkClientSecret(place.client, input.ClientSecret)
  const { user, familyId, token } = readGrant(place, input.RefreshToken ?? '')
  const tokens = accessTokens({ ...place, user }, familyId)

  if (!isRotating(place.client)) {
    return { AuthenticationResult: tokens }
  }
  token.rotatedAt ??= call.now()
  return { AuthenticationResult: { ...tokens, RefreshToken: makeRefreshToken(call, familyId) } }
}

/** A rotated token still works within the client's grace period. Throws in AWS's words. */
function readGrant({ call, pool, client }: Place, text: string): Grant {
  const slice = cognitoSlice(call.state)
  const token = slice.refreshTokens[sha256(text)]
  const family = token && slice.families[token.family]

  if (!token || !family || family.clientId !== client.id) {
    throw notAuthorized('Invalid Refresh Token')
  }
  const user = pool.users[`/${family.username}`]

  if (family.isRevoked) {
    throw notAuthorized('Refresh Token has been revoked')
  }
  if (family.expiresAt <= call.now()) {
    throw notAuthorized('Refresh Token has expired')
  }
  const graceMs = (client.settings.RefreshTokenRotation?.RetryGracePeriodSeconds ?? 0) * 1000

  if (token.rotatedAt !== undefined && call.now() >= token.rotatedAt + graceMs) {
    throw new ServiceError('RefreshTokenReuseException', 'Refresh token has been reused.')
  }
  if (!user?.isEnabled) {
    throw notAuthorized('User is disabled.')
  }
  return { familyId: token.family, family, user, token }
}

/** Ends the whole sign-in: all of its refresh tokens, and its access tokens for Cognito itself. */
function revokeToken(input: RevokeTokenRequest, call: Call) {
  const { client } = clientAnywhere(call, input.ClientId)
  checkClientSecret(client, input.ClientSecret)
  const slice = cognitoSlice(call.state)

  if (client.settings.EnableTokenRevocation === false) {
    throw new ServiceError('UnsupportedOperationException', 'Token revocation is not enabled for this client.')
  }
  if (input.Token?.split('.').length === 3) {
    throw new ServiceError('UnsupportedTokenTypeException', 'Unsupported token type')
  }
  const family = slice.families[slice.refreshTokens[sha256(input.Token ?? '')]?.family ?? '']

  if (family && family.clientId !== client.id) {
    throw new ServiceError('UnauthorizedException', 'Token was not issued to this client.')
  }
  if (family) {
    family.isRevoked = true
  }
  return {}
}
