import type { AdminInitiateAuthRequest, InitiateAuthRequest } from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notAuthorized, userNotFound } from '@/lib/practice/cognito/errors'
import { allowsFlow } from '@/lib/practice/cognito/pools/client-settings'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { type AuthAnswer, afterPassword } from '@/lib/practice/cognito/sign-in/mfa'
import { isPassword } from '@/lib/practice/cognito/sign-in/password'
import { refreshByAuthFlow } from '@/lib/practice/cognito/sign-in/refresh'
import { checkSecretHash } from '@/lib/practice/cognito/sign-in/secret-hash'
import type { SignIn } from '@/lib/practice/cognito/sign-in/tokens'
import { firstFactors, offerFactors, sendFirstCode } from '@/lib/practice/cognito/sign-in/user-auth'
import {
  type Client,
  clientAnywhere,
  findUser,
  type Pool,
  requireClient,
  requirePool,
  type User,
} from '@/lib/practice/cognito/slice'
import { notHeld } from '@/lib/practice/wire/not-imitated'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const FREE_ATTEMPTS = 5
const MAX_LOCK_MS = 15 * 60_000

export const authOperations = {
  InitiateAuth: operation({ authorization: null, run: initiateAuth }),
  AdminInitiateAuth: operation({ authorization: onPool, run: adminInitiateAuth }),
}

type Place = { call: Call; pool: Pool; client: Client }
type Parameters = Record<string, string>

function initiateAuth(input: InitiateAuthRequest, call: Call): AuthAnswer | Promise<AuthAnswer> {
  const place = { call, ...clientAnywhere(call, input.ClientId) }
  const parameters = input.AuthParameters ?? {}

  switch (input.AuthFlow) {
    case 'USER_PASSWORD_AUTH':
      return passwordAuth(place, 'USER_PASSWORD_AUTH', parameters)
    case 'USER_AUTH':
      return userAuth(place, parameters)
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshByAuthFlow(place, parameters)
    default:
      throw unsupported(place.client, input.AuthFlow)
  }
}

function adminInitiateAuth(input: AdminInitiateAuthRequest, call: Call): AuthAnswer | Promise<AuthAnswer> {
  const pool = requirePool(call, input.UserPoolId)
  const place = { call, pool, client: requireClient(pool, input.ClientId) }
  const parameters = input.AuthParameters ?? {}

  switch (input.AuthFlow) {
    case 'ADMIN_USER_PASSWORD_AUTH':
    case 'ADMIN_NO_SRP_AUTH':
      return passwordAuth(place, 'ADMIN_USER_PASSWORD_AUTH', parameters)
    case 'REFRESH_TOKEN_AUTH':
    case 'REFRESH_TOKEN':
      return refreshByAuthFlow(place, parameters)
    default:
      throw unsupported(place.client, input.AuthFlow)
  }
}

function unsupported(client: Client, flow: string | undefined): ServiceError {
  const isAllowed = flow !== undefined && allowsFlow(client, flow)
  return isAllowed ? notHeld(`the auth flow ${flow}`) : invalidParameter(`${flow} is not enabled for the client.`)
}

/** Choice-based sign-in: at once with what the caller prefers, when the user may; else the choice is offered. */
async function userAuth(place: Place, parameters: Parameters): Promise<AuthAnswer> {
  const { call, pool, client } = place

  if (!allowsFlow(client, 'USER_AUTH')) {
    throw unsupported(client, 'USER_AUTH')
  }
  checkSecretHash(client, parameters.SECRET_HASH, [parameters.USERNAME])
  const signIn = { call, pool, client, user: knownUser(place, parameters.USERNAME) }
  const preferred = parameters.PREFERRED_CHALLENGE ?? ''

  if (!firstFactors(signIn).includes(preferred)) {
    return offerFactors(signIn)
  }
  return preferred === 'PASSWORD' ? passwordAuth(place, 'USER_AUTH', parameters) : sendFirstCode(signIn, preferred)
}

async function passwordAuth(place: Place, flow: string, parameters: Parameters): Promise<AuthAnswer> {
  const { call, pool, client } = place
  const { USERNAME, PASSWORD, SECRET_HASH } = parameters

  if (!allowsFlow(client, flow)) {
    throw invalidParameter(`${flow} flow not enabled for this client`)
  }
  const missing = Object.entries({ USERNAME, PASSWORD }).find(([, value]) => value === undefined)

  if (missing) {
    throw invalidParameter(`Missing required parameter ${missing[0]}`)
  }
  checkSecretHash(client, SECRET_HASH, [USERNAME])
  const user = knownUser(place, USERNAME)
  return byPassword({ call, pool, client, user }, PASSWORD ?? '')
}

/** What follows once the user is known. */
export async function byPassword(signIn: SignIn, password: string): Promise<AuthAnswer> {
  const { call, user } = signIn
  await checkPassword(call, user, password)
  checkStatus(call, user)
  return afterPassword(signIn)
}

function knownUser({ pool, client }: Place, name: string | undefined): User {
  const user = findUser(pool, name)

  if (!user) {
    throw client.settings.PreventUserExistenceErrors === 'ENABLED'
      ? notAuthorized('Incorrect username or password.')
      : userNotFound()
  }
  return user
}

/** After five wrong passwords each further one locks the user for twice as long. */
async function checkPassword(call: Call, user: User, password: string): Promise<void> {
  if (!user.isEnabled) {
    throw notAuthorized('User is disabled.')
  }
  if (user.lockedUntil > call.now()) {
    throw notAuthorized('Password attempts exceeded')
  }
  if (await isPassword(password, user.passwordHash)) {
    user.failures = 0
    return
  }
  user.failures += 1

  if (user.failures >= FREE_ATTEMPTS) {
    user.lockedUntil = call.now() + Math.min(MAX_LOCK_MS, 1000 * 2 ** (user.failures - FREE_ATTEMPTS))
  }
  throw notAuthorized('Incorrect username or password.')
}

function checkStatus(call: Call, user: User): void {
  if (user.status === 'UNCONFIRMED') {
    throw new ServiceError('UserNotConfirmedException', 'User is not confirmed.')
  }
  if (user.status === 'RESET_REQUIRED') {
    throw new ServiceError('PasswordResetRequiredException', 'Password reset required for the user')
  }
  if (user.status === 'FORCE_CHANGE_PASSWORD' && (user.passwordExpiresAt ?? Infinity) <= call.now()) {
    throw notAuthorized('Temporary password has expired and must be reset by an administrator.')
  }
}
