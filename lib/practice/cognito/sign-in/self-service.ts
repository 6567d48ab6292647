import type {
  AdminGetUserRequest,
  ChangePasswordRequest,
  GetUserRequest,
  GlobalSignOutRequest,
} from '@aws-sdk/client-cognito-identity-provider'
import { attributeList } from '@/lib/practice/cognito/directory/users'
import { notAuthorized } from '@/lib/practice/cognito/errors'
import { onPool } from '@/lib/practice/cognito/pools/pools'
import { checkPolicy, hashPassword, isPassword } from '@/lib/practice/cognito/sign-in/password'
import { tokenOwner } from '@/lib/practice/cognito/sign-in/tokens'
import { cognitoSlice, type Pool, requirePool, requireUser, type User } from '@/lib/practice/cognito/slice'
import { type Call, operation } from '@/lib/practice/wire/service'

/** What a user does with an access token, and what an administrator does for them. */
export const selfServiceOperations = {
  GetUser: operation({ authorization: null, run: getUser }),
  ChangePassword: operation({ authorization: null, run: changePassword }),
  GlobalSignOut: operation({
    authorization: null,
    run: (input: GlobalSignOutRequest, call) => {
      const { pool, user } = tokenOwner(call, input.AccessToken)
      return signOutEverywhere(pool, user, call)
    },
  }),
  AdminUserGlobalSignOut: operation({
    authorization: onPool<AdminGetUserRequest>,
    run: (input: AdminGetUserRequest, call) => {
      const pool = requirePool(call, input.UserPoolId)
      return signOutEverywhere(pool, requireUser(pool, input.Username), call)
    },
  }),
}

function getUser(input: GetUserRequest, call: Call) {
  const { user } = tokenOwner(call, input.AccessToken)
  return {
    Username: user.username,
    UserAttributes: attributeList(user),
    PreferredMfaSetting: user.preferredFactor,
    UserMFASettingList: user.factors.length > 0 ? user.factors : undefined,
  }
}

async function changePassword(input: ChangePasswordRequest, call: Call) {
  const { pool, user } = tokenOwner(call, input.AccessToken)

  if (!(await isPassword(input.PreviousPassword ?? '', user.passwordHash))) {
    throw notAuthorized('Incorrect username or password.')
  }
  checkPolicy(pool, input.ProposedPassword ?? '')
  user.passwordHash = await hashPassword(input.ProposedPassword ?? '')
  user.modifiedAt = call.now()
  return {}
}

function signOutEverywhere(pool: Pool, user: User, call: Call) {
  for (const family of Object.values(cognitoSlice(call.state).families)) {
    family.isRevoked ||= family.poolId === pool.id && family.username === user.username
  }
  return {}
}
