import { randomBytes, randomUUID } from 'node:crypto'
import { groupsOf } from '@/lib/practice/cognito/directory/groups'
import { notAuthorized } from '@/lib/practice/cognito/errors'
import { lifetimes } from '@/lib/practice/cognito/pools/client-settings'
import { readJwt, signJwt } from '@/lib/practice/cognito/sign-in/keys'
import { sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { type Client, cognitoSlice, type Pool, type User } from '@/lib/practice/cognito/slice'
import type { Call } from '@/lib/practice/wire/service'

const SCOPE = 'aws.cognito.signin.user.admin'
const REFRESH_HEADER = Buffer.from('{"cty":"JWT","enc":"A256GCM","alg":"RSA-OAEP"}').toString('base64url')

export type SignIn = { call: Call; pool: Pool; client: Client; user: User }

/** Tokens for somebody who has just proven who they are. */
export function signedIn({ call, pool, client, user }: SignIn) {
  const slice = cognitoSlice(call.state)
  const id = randomUUID()
  forgetExpired(call)
  slice.families[id] = {
    poolId: pool.id,
    clientId: client.id,
    username: user.username,
    authTime: seconds(call),
    expiresAt: call.now() + lifetimes(client.settings).refresh * 1000,
    isRevoked: false,
  }
  user.failures = 0
  const tokens = accessTokens({ call, pool, client, user }, id)
  return { ...tokens, RefreshToken: makeRefreshToken(call, id) }
}

/** Access and ID token of one sign-in, with the claims that Cognito puts in. */
export function accessTokens({ call, pool, client, user }: SignIn, family: string) {
  const { access, id } = lifetimes(client.settings)
  const authTime = cognitoSlice(call.state).families[family]?.authTime ?? seconds(call)
  const groups = groupsOf(pool, user)
  const roles = groups.flatMap(({ roleArn }) => roleArn ?? [])
  const common = {
    sub: user.sub,
    iss: `${call.baseUrl}/${pool.id}`,
    origin_jti: family,
    event_id: randomUUID(),
    auth_time: authTime,
    iat: seconds(call),
    ...(groups.length === 0 ? {} : { 'cognito:groups': groups.map(({ name }) => name) }),
  }
  const accessClaims = { ...common, client_id: client.id, token_use: 'access', scope: SCOPE }
  const idClaims = {
    ...profile(user),
    ...common,
    'cognito:username': user.username,
    ...rolesOf(roles),
    aud: client.id,
    token_use: 'id',
  }
  return {
    AccessToken: signJwt(pool, {
      ...accessClaims,
      exp: common.iat + access,
      jti: randomUUID(),
      username: user.username,
    }),
    IdToken: signJwt(pool, { ...idClaims, exp: common.iat + id, jti: randomUUID() }),
    ExpiresIn: access,
    TokenType: 'Bearer',
  }
}

/** Only the ID token says which roles the groups have; the first is that of the lowest precedence. */
function rolesOf(roles: string[]): Record<string, unknown> {
  return roles.length === 0 ? {} : { 'cognito:roles': roles, 'cognito:preferred_role': roles[0] }
}

/** What `client_credentials` gives: an access token of the client itself. */
export function machineToken({ call, pool, client }: Omit<SignIn, 'user'>, scopes: string[]) {
  const { access } = lifetimes(client.settings)
  const now = seconds(call)
  const token = signJwt(pool, {
    sub: client.id,
    token_use: 'access',
    scope: scopes.join(' '),
    auth_time: now,
    iss: `${call.baseUrl}/${pool.id}`,
    exp: now + access,
    iat: now,
    version: 2,
    jti: randomUUID(),
    client_id: client.id,
  })
  return { access_token: token, expires_in: access, token_type: 'Bearer' }
}

/** An opaque token in five parts, like Cognito's; only its hash is kept. */
export function makeRefreshToken(call: Call, family: string): string {
  const parts = [256, 12, 600, 16].map((size) => randomBytes(size).toString('base64url'))
  const token = [REFRESH_HEADER, ...parts].join('.')
  cognitoSlice(call.state).refreshTokens[sha256(token)] = { family }
  return token
}

/** Who a user's own access token belongs to. Throws in AWS's words. */
export function tokenOwner(
  call: Call,
  token: string | undefined,
): { pool: Pool; user: User; client: Client | undefined } {
  const read = readJwt(call.state, token ?? '')
  const { claims, pool } = read ?? {}

  if (!pool || !claims || claims.token_use !== 'access') {
    throw notAuthorized('Invalid Access Token')
  }
  const family = cognitoSlice(call.state).families[String(claims.origin_jti)]
  const user = Object.values(pool.users).find(({ sub }) => sub === claims.sub)

  if (Number(claims.exp) * 1000 <= call.now()) {
    throw notAuthorized('Access Token has expired')
  }
  if (!family || family.isRevoked) {
    throw notAuthorized('Access Token has been revoked')
  }
  if (!user?.isEnabled) {
    throw notAuthorized('User is disabled.')
  }
  return { pool, user, client: pool.clients[String(claims.client_id)] }
}

function seconds(call: Call): number {
  return Math.floor(call.now() / 1000)
}

function profile(user: User): Record<string, unknown> {
  const entries = Object.entries(user.attributes).map(([name, value]) => [
    name,
    name.endsWith('_verified') ? value === 'true' : value,
  ])
  return Object.fromEntries(entries)
}

function forgetExpired(call: Call): void {
  const slice = cognitoSlice(call.state)

  for (const [id, family] of Object.entries(slice.families)) {
    if (family.expiresAt + 86_400_000 < call.now()) {
      delete slice.families[id]
    }
  }
  for (const [hash, { family }] of Object.entries(slice.refreshTokens)) {
    if (!slice.families[family]) {
      delete slice.refreshTokens[hash]
    }
  }
}
