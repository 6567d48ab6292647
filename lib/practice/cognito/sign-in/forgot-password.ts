import type {
  ConfirmForgotPasswordRequest,
  ForgotPasswordRequest,
  ResendConfirmationCodeRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { invalidParameter, notAuthorized, userNotFound } from '@/lib/practice/cognito/errors'
import { codeMismatch, deliveryOf, destinationOf, sendCode } from '@/lib/practice/cognito/sign-in/codes'
import { checkPolicy, hashPassword } from '@/lib/practice/cognito/sign-in/password'
import { checkSecretHash, sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { type Client, clientAnywhere, findUser, type Pool, type User } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

const CODE_MS = 60 * 60_000

/** What somebody does who can't sign in: a code comes by e-mail or SMS, and opens the way to a new password. */
export const forgotPasswordOperations = {
  ForgotPassword: operation({ authorization: null, run: forgotPassword }),
  ConfirmForgotPassword: operation({ authorization: null, run: confirmForgotPassword }),
  ResendConfirmationCode: operation({ authorization: null, run: resendConfirmationCode }),
}

/** Sends the code that a reset asks for. Throws in AWS's words when there is nowhere to send it to. */
export function startReset(user: User, call: Call) {
  const to = destinationOf(user)

  if (user.status === 'FORCE_CHANGE_PASSWORD') {
    throw notAuthorized('User password cannot be reset in the current state.')
  }
  if (!to) {
    throw invalidParameter(
      'Cannot reset password for the user as there is no registered/verified email or phone_number',
    )
  }
  user.reset = { hash: sendCode(call, to, 'Your password reset code is'), expiresAt: call.now() + CODE_MS }
  return deliveryOf(to)
}

function forgotPassword(input: ForgotPasswordRequest, call: Call) {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  checkSecretHash(client, input.SecretHash, [input.Username])
  const user = findUser(pool, input.Username)

  if (!user) {
    return { CodeDeliveryDetails: pretendToSend(client, input.Username) }
  }
  if (!user.isEnabled) {
    throw notAuthorized('User is disabled.')
  }
  return { CodeDeliveryDetails: startReset(user, call) }
}

/** A client that keeps quiet about who exists gets an answer like any other. */
function pretendToSend({ settings }: Client, name = '') {
  if (settings.PreventUserExistenceErrors !== 'ENABLED') {
    throw userNotFound('Username/client id combination not found.')
  }
  const letter = name.slice(0, 1)
  return { DeliveryMedium: 'EMAIL' as const, Destination: `${letter}***@${letter}***`, AttributeName: 'email' }
}

async function confirmForgotPassword(input: ConfirmForgotPasswordRequest, call: Call) {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  checkSecretHash(client, input.SecretHash, [input.Username])
  const user = askedFor(pool, client, input.Username)

  if (!user?.reset || user.reset.expiresAt <= call.now()) {
    throw new ServiceError('ExpiredCodeException', 'Invalid code provided, please request a code again.')
  }
  if (user.reset.hash !== sha256(input.ConfirmationCode ?? '')) {
    throw codeMismatch()
  }
  checkPolicy(pool, input.Password ?? '')
  user.passwordHash = await hashPassword(input.Password ?? '')
  Object.assign(user, { status: 'CONFIRMED', failures: 0, lockedUntil: 0, modifiedAt: call.now() })
  delete user.reset
  return {}
}

function resendConfirmationCode(input: ResendConfirmationCodeRequest, call: Call) {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  checkSecretHash(client, input.SecretHash, [input.Username])
  const user = findUser(pool, input.Username)

  if (!user) {
    return { CodeDeliveryDetails: pretendToSend(client, input.Username) }
  }
  const to = destinationOf(user)

  if (user.status !== 'UNCONFIRMED') {
    throw invalidParameter('User is already confirmed.')
  }
  if (!to) {
    throw invalidParameter('No email or phone number is registered for the user.')
  }
  user.confirmationHash = sendCode(call, to, 'Your confirmation code is')
  return { CodeDeliveryDetails: deliveryOf(to) }
}

function askedFor(pool: Pool, client: Client, name: string | undefined): User | undefined {
  const user = findUser(pool, name)

  if (!user && client.settings.PreventUserExistenceErrors !== 'ENABLED') {
    throw userNotFound('Username/client id combination not found.')
  }
  return user
}
