import { randomUUID } from 'node:crypto'
import type {
  AdminCreateUserRequest,
  AdminGetUserRequest,
  AdminSetUserPasswordRequest,
  AttributeType,
  ListUsersRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter } from '@/lib/practice/cognito/errors'
import { pageOf } from '@/lib/practice/cognito/paging'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { destinationOf } from '@/lib/practice/cognito/sign-in/codes'
import { startReset } from '@/lib/practice/cognito/sign-in/forgot-password'
import { sendMessage } from '@/lib/practice/cognito/sign-in/messages'
import { checkPolicy, generatePassword, hashPassword, passwordPolicy } from '@/lib/practice/cognito/sign-in/password'
import { cognitoSlice, findUser, type Pool, requirePool, requireUser, type User } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const DAY_MS = 86_400_000

export const userOperations = {
  AdminCreateUser: operation({ authorization: onPool, run: adminCreateUser }),
  AdminGetUser: operation({ authorization: onPool, run: adminGetUser }),
  AdminSetUserPassword: operation({ authorization: onPool, run: adminSetUserPassword }),
  AdminResetUserPassword: operation({ authorization: onPool, run: adminResetUserPassword }),
  AdminDeleteUser: operation({ authorization: onPool, run: adminDeleteUser }),
  AdminEnableUser: operation({
    authorization: onPool<AdminGetUserRequest>,
    run: (input: AdminGetUserRequest, call) => setEnabled(input, true, call),
  }),
  AdminDisableUser: operation({
    authorization: onPool<AdminGetUserRequest>,
    run: (input: AdminGetUserRequest, call) => setEnabled(input, false, call),
  }),
  AdminConfirmSignUp: operation({ authorization: onPool, run: adminConfirmSignUp }),
  ListUsers: operation({ authorization: onPool, run: listUsers }),
}

/** A new user in the pool; the caller decides about its password. */
export function addUser(
  pool: Pool,
  name: string,
  attributes: AttributeType[] | undefined,
  rest: Pick<User, 'status' | 'passwordHash'>,
  now: number,
): User {
  if (findUser(pool, name)) {
    throw new ServiceError('UsernameExistsException', 'User account already exists')
  }
  const sub = randomUUID()
  const signInAttribute = pool.settings.UsernameAttributes?.find((attribute) =>
    attribute === 'email' ? name.includes('@') : /^\+\d+$/.test(name),
  )

  if (pool.settings.UsernameAttributes?.length && !signInAttribute) {
    throw invalidParameter(`Username should be an ${pool.settings.UsernameAttributes.join(' or a ')}.`)
  }
  const given = Object.fromEntries((attributes ?? []).map(({ Name = '', Value = '' }) => [Name, Value]))
  const user: User = {
    // A pool that signs in by e-mail or phone number gives users a name of its own.
    username: signInAttribute ? sub : name,
    sub,
    attributes: { sub, ...(signInAttribute ? { [signInAttribute]: name } : {}), ...given },
    createdAt: now,
    modifiedAt: now,
    isEnabled: true,
    factors: [],
    failures: 0,
    lockedUntil: 0,
    ...rest,
  }
  const key = `/${user.username}`
  pool.users[key] = user
  return pool.users[key] ?? user
}

export function attributeList(user: User): AttributeType[] {
  return Object.entries(user.attributes).map(([Name, Value]) => ({ Name, Value }))
}

async function adminCreateUser(input: AdminCreateUserRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)

  if (input.MessageAction === 'RESEND') {
    return resend(pool, input, call)
  }
  const password = input.TemporaryPassword ?? generatePassword(pool)
  checkPolicy(pool, password)
  const passwordHash = await hashPassword(password)
  const rest = { status: 'FORCE_CHANGE_PASSWORD' as const, passwordHash }
  const user = addUser(pool, input.Username ?? '', input.UserAttributes, rest, call.now())
  user.passwordExpiresAt = temporaryUntil(pool, call)

  if (input.MessageAction !== 'SUPPRESS') {
    invite(user, password, call)
  }
  return { User: describeUser(user) }
}

async function resend(pool: Pool, input: AdminCreateUserRequest, call: Call) {
  const user = requireUser(pool, input.Username)

  if (user.status !== 'FORCE_CHANGE_PASSWORD') {
    throw new ServiceError('UnsupportedUserStateException', 'Resend not possible. Status is not FORCE_CHANGE_PASSWORD')
  }
  const password = input.TemporaryPassword ?? generatePassword(pool)
  checkPolicy(pool, password)
  user.passwordHash = await hashPassword(password)
  user.passwordExpiresAt = temporaryUntil(pool, call)
  invite(user, password, call)
  return { User: describeUser(user) }
}

function invite(user: User, password: string, call: Call): void {
  const to = destinationOf(user)

  if (to) {
    const text = `Your username is ${user.username} and temporary password is ${password}.`
    sendMessage(call.state, { at: call.now(), ...to, text })
  }
}

function temporaryUntil(pool: Pool, call: Call): number {
  return call.now() + passwordPolicy(pool).TemporaryPasswordValidityDays * DAY_MS
}

function adminGetUser(input: AdminGetUserRequest, call: Call) {
  const user = requireUser(requirePool(call, input.UserPoolId), input.Username)
  const { Attributes, ...rest } = describeUser(user)
  return {
    ...rest,
    UserAttributes: Attributes,
    PreferredMfaSetting: user.preferredFactor,
    UserMFASettingList: user.factors.length > 0 ? user.factors : undefined,
  }
}

async function adminSetUserPassword(input: AdminSetUserPasswordRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const user = requireUser(pool, input.Username)
  checkPolicy(pool, input.Password ?? '')
  user.passwordHash = await hashPassword(input.Password ?? '')
  user.status = input.Permanent ? 'CONFIRMED' : 'FORCE_CHANGE_PASSWORD'
  Object.assign(user, { failures: 0, lockedUntil: 0, modifiedAt: call.now() })
  delete user.passwordExpiresAt

  if (!input.Permanent) {
    user.passwordExpiresAt = temporaryUntil(pool, call)
  }
  return {}
}

function adminResetUserPassword(input: AdminGetUserRequest, call: Call) {
  const user = requireUser(requirePool(call, input.UserPoolId), input.Username)
  startReset(user, call)
  user.status = 'RESET_REQUIRED'
  user.modifiedAt = call.now()
  return {}
}

function adminDeleteUser(input: AdminGetUserRequest, call: Call) {
  const pool = requirePool(call, input.UserPoolId)
  const { username } = requireUser(pool, input.Username)
  delete pool.users[`/${username}`]

  for (const family of Object.values(cognitoSlice(call.state).families)) {
    family.isRevoked ||= family.poolId === pool.id && family.username === username
  }
  return {}
}

function setEnabled(input: AdminGetUserRequest, isEnabled: boolean, call: Call) {
  const user = requireUser(requirePool(call, input.UserPoolId), input.Username)
  user.isEnabled = isEnabled
  user.modifiedAt = call.now()
  return {}
}

function adminConfirmSignUp(input: AdminGetUserRequest, call: Call) {
  const user = requireUser(requirePool(call, input.UserPoolId), input.Username)

  if (user.status !== 'UNCONFIRMED') {
    throw new ServiceError('NotAuthorizedException', `User cannot be confirmed. Current status is ${user.status}`)
  }
  user.status = 'CONFIRMED'
  return {}
}

function listUsers(input: ListUsersRequest, call: Call) {
  const isWanted = readFilter(input.Filter ?? '')
  const users = Object.values(requirePool(call, input.UserPoolId).users).filter(isWanted)
  const { items, nextToken } = pageOf(users, input.Limit || 60, input.PaginationToken, ({ username }) => username)
  const wanted = input.AttributesToGet
  const Users = items.map((user) => {
    const { Attributes, ...rest } = describeUser(user)
    return { ...rest, Attributes: Attributes.filter(({ Name = '' }) => wanted?.includes(Name) ?? true) }
  })
  return { Users, PaginationToken: nextToken }
}

/** `email ^= "a"`, `username = "x"`, `cognito:user_status = "CONFIRMED"`. */
function readFilter(filter: string): (user: User) => boolean {
  if (filter.trim() === '') {
    return () => true
  }
  const [, name = '', operator, quoted = ''] =
    /^\s*"?([\w:]+)"?\s*(=|\^=)\s*"((?:[^"\\]|\\.)*)"\s*$/s.exec(filter) ?? []

  if (!operator) {
    throw invalidParameter('Error while parsing filter.')
  }
  const wanted = quoted.replace(/\\(.)/gs, '$1')
  const read: Record<string, (user: User) => string> = {
    username: (user) => user.username,
    'cognito:user_status': (user) => user.status,
    status: (user) => (user.isEnabled ? 'Enabled' : 'Disabled'),
  }
  return (user) => {
    const value = read[name]?.(user) ?? user.attributes[name]
    return operator === '=' ? value === wanted : (value?.startsWith(wanted) ?? false)
  }
}

export function describeUser(user: User) {
  return {
    Username: user.username,
    Attributes: attributeList(user),
    UserCreateDate: new Date(user.createdAt),
    UserLastModifiedDate: new Date(user.modifiedAt),
    Enabled: user.isEnabled,
    UserStatus: user.status,
  }
}
