import type {
  CreateUserPoolClientRequest,
  CreateUserPoolRequest,
  ResourceServerScopeType,
  SetUserPoolMfaConfigRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { notFound, userNotFound } from '@/lib/practice/cognito/errors'
import type { Call } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

export type Factor = 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP'

type UserStatus = 'UNCONFIRMED' | 'CONFIRMED' | 'FORCE_CHANGE_PASSWORD' | 'RESET_REQUIRED'

/** Times in milliseconds. */
export type User = {
  username: string
  sub: string
  attributes: Record<string, string>
  createdAt: number
  modifiedAt: number
  isEnabled: boolean
  status: UserStatus
  passwordHash: string
  /** A temporary password works until then. */
  passwordExpiresAt?: number
  /** Base32; in force once it is verified. */
  totpSecret?: string
  pendingTotpSecret?: string
  /** The last accepted TOTP step: a code works once. */
  totpStep?: number
  factors: Factor[]
  preferredFactor?: Factor
  failures: number
  lockedUntil: number
  /** SHA-256 of the code that confirms a sign-up. */
  confirmationHash?: string
  /** SHA-256 of the code that opens the way to a new password. */
  reset?: { hash: string; expiresAt: number }
  /** Names of groups. */
  groups?: string[]
}

export type ClientSettings = Omit<CreateUserPoolClientRequest, 'UserPoolId' | 'GenerateSecret' | 'ClientSecret'>

export type Client = {
  id: string
  poolId: string
  secret?: string
  createdAt: number
  modifiedAt: number
  settings: ClientSettings
}

/** Times in milliseconds. */
export type Group = {
  name: string
  description?: string
  roleArn?: string
  precedence?: number
  createdAt: number
  modifiedAt: number
}

export type ResourceServer = { identifier: string; name: string; scopes: ResourceServerScopeType[] }

export type PoolKey = { kid: string; privatePem: string; publicJwk: { kty: string; n: string; e: string } }

export type Pool = {
  id: string
  region: string
  createdAt: number
  modifiedAt: number
  settings: Omit<CreateUserPoolRequest, 'UserPoolTags'>
  mfa: Omit<SetUserPoolMfaConfigRequest, 'UserPoolId'>
  tags: Record<string, string>
  key: PoolKey
  clients: Record<string, Client>
  /** By `/` and user name: a user may be called `__proto__`. */
  users: Record<string, User>
  /** By `/` and name. */
  groups?: Record<string, Group>
  /** By `/` and identifier. */
  resourceServers?: Record<string, ResourceServer>
  domain?: { name: string; loginVersion: number }
}

/** One sign-in: all tokens that came of it. */
export type Family = {
  poolId: string
  clientId: string
  username: string
  authTime: number
  expiresAt: number
  isRevoked: boolean
}

export type AuthSession = {
  poolId: string
  clientId: string
  username: string
  challenge: string
  expiresAt: number
  isUsed: boolean
  failures: number
  /** SHA-256 of the code that was sent. */
  codeHash?: string
  /** MFA_SETUP: the new authenticator has shown a right code. */
  isVerified?: boolean
}

export type CognitoSlice = {
  pools: Record<string, Pool>
  /** By the origin_jti claim. */
  families: Record<string, Family>
  /** By the token's SHA-256. */
  refreshTokens: Record<string, { family: string; rotatedAt?: number }>
  /** By the session's SHA-256. */
  sessions: Record<string, AuthSession>
}

export function cognitoSlice(state: StateStore): CognitoSlice {
  return state.slice<CognitoSlice>('cognito', () => ({ pools: {}, families: {}, refreshTokens: {}, sessions: {} }), {
    pools: ['clients', 'users'],
  })
}

export function poolOf(state: StateStore, id: string): Pool | undefined {
  const { pools } = cognitoSlice(state)
  return Object.hasOwn(pools, id) ? pools[id] : undefined
}

export function requirePool(call: Call, id: string | undefined): Pool {
  const pool = poolOf(call.state, id ?? '')

  if (pool?.region !== call.region) {
    throw notFound(`User pool ${id} does not exist.`)
  }
  return pool
}

export function requireClient(pool: Pool, id: string | undefined): Client {
  const client = Object.hasOwn(pool.clients, id ?? '') ? pool.clients[id ?? ''] : undefined

  if (!client) {
    throw notFound(`User pool client ${id} does not exist.`)
  }
  return client
}

/** The client that an unsigned call names; only the region narrows the search. */
export function clientAnywhere(call: Call, id: string | undefined): { pool: Pool; client: Client } {
  const pools = Object.values(cognitoSlice(call.state).pools).filter(({ region }) => region === call.region)
  const pool = pools.find(({ clients }) => Object.hasOwn(clients, id ?? ''))

  if (!pool) {
    throw notFound(`User pool client ${id} does not exist.`)
  }
  return { pool, client: requireClient(pool, id) }
}

/** By user name, `sub`, or an attribute that the pool signs in with. */
export function findUser(pool: Pool, name: string | undefined): User | undefined {
  const fold = (text: string) =>
    pool.settings.UsernameConfiguration?.CaseSensitive === false ? text.toLowerCase() : text
  const wanted = fold(name ?? '')
  const aliases = [...(pool.settings.UsernameAttributes ?? []), ...(pool.settings.AliasAttributes ?? [])]
  const direct = pool.users[`/${name}`]
  return (
    direct ??
    Object.values(pool.users).find(
      (user) =>
        fold(user.username) === wanted ||
        user.sub === name ||
        aliases.some((alias) => fold(user.attributes[alias] ?? '') === wanted && wanted !== ''),
    )
  )
}

export function requireUser(pool: Pool, name: string | undefined): User {
  const user = findUser(pool, name)

  if (!user) {
    throw userNotFound()
  }
  return user
}
