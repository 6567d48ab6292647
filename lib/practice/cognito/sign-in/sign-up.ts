import type { ConfirmSignUpRequest, SignUpRequest } from '@aws-sdk/client-cognito-identity-provider'
import { addUser } from '@/lib/practice/cognito/directory/users'
import { notAuthorized, userNotFound } from '@/lib/practice/cognito/errors'
import { codeMismatch, deliveryOf, destinationOf, sendCode } from '@/lib/practice/cognito/sign-in/codes'
import { checkPolicy, hashPassword } from '@/lib/practice/cognito/sign-in/password'
import { checkSecretHash, sha256 } from '@/lib/practice/cognito/sign-in/secret-hash'
import { clientAnywhere, findUser } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'

export const signUpOperations = {
  SignUp: operation({ authorization: null, run: signUp }),
  ConfirmSignUp: operation({ authorization: null, run: confirmSignUp }),
}

async function signUp(input: SignUpRequest, call: Call) {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  checkSecretHash(client, input.SecretHash, [input.Username])

  if (pool.settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly) {
    throw notAuthorized('SignUp is not permitted for this user pool')
  }
  checkPolicy(pool, input.Password ?? '')
  const passwordHash = await hashPassword(input.Password ?? '')
  const rest = { status: 'UNCONFIRMED' as const, passwordHash }
  const user = addUser(pool, input.Username ?? '', input.UserAttributes, rest, call.now())
  const to = destinationOf(user)

  if (to) {
    user.confirmationHash = sendCode(call, to, 'Your confirmation code is')
  }
  return { UserConfirmed: false, UserSub: user.sub, CodeDeliveryDetails: to && deliveryOf(to) }
}

function confirmSignUp(input: ConfirmSignUpRequest, call: Call) {
  const { pool, client } = clientAnywhere(call, input.ClientId)
  checkSecretHash(client, input.SecretHash, [input.Username])
  const user = findUser(pool, input.Username)

  if (!user) {
    throw userNotFound()
  }
  if (user.status !== 'UNCONFIRMED') {
    throw notAuthorized(`User cannot be confirmed. Current status is ${user.status}`)
  }
  if (user.confirmationHash !== sha256(input.ConfirmationCode ?? '')) {
    throw codeMismatch()
  }
  user.status = 'CONFIRMED'
  delete user.confirmationHash
  return {}
}
