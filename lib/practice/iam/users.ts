import type * as iam from '@aws-sdk/client-iam'
import { OPERATOR_NAME } from '@/lib/practice/account'
import { encodeDocument } from '@/lib/practice/iam/access/documents'
import { OPERATOR_POLICY_NAME, operatorArn, operatorOf } from '@/lib/practice/iam/access/identity'
import { wholeSeconds } from '@/lib/practice/iam/dates'
import { noSuchEntity } from '@/lib/practice/iam/errors'
import { type Call, operation } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type Named = { UserName?: string }

/** The account has one user, its operator. */
export function operatorUser(call: Call): iam.User {
  const { userId, createdAt } = operatorOf(call.state)
  return {
    Path: '/',
    UserName: OPERATOR_NAME,
    UserId: userId,
    Arn: operatorArn(),
    CreateDate: wholeSeconds(createdAt),
  }
}

/** About the operator, whether named or meant by its own credentials. */
function onOperator<Input extends Named>(action: string, run: (input: Input, call: Call) => unknown) {
  return operation<Input, unknown>({
    authorization: ({ UserName }, call) => [
      {
        action: `iam:${action}`,
        resource: `arn:${call.partition}:iam::${call.accountId}:user/${UserName ?? OPERATOR_NAME}`,
      },
    ],
    run: (input, call) => {
      if (input.UserName === undefined && call.identity.type !== 'user') {
        throw new ServiceError('ValidationError', 'Must specify userName when calling with non-User credentials')
      }
      if (input.UserName !== undefined && input.UserName !== OPERATOR_NAME) {
        throw noSuchEntity(`The user with name ${input.UserName} cannot be found.`)
      }
      return run(input, call)
    },
  })
}

export const userOperations = {
  GetUser: onOperator('GetUser', (_input, call) => ({ User: operatorUser(call) })),
  ListUsers: operation<iam.ListUsersCommandInput, unknown>({
    run: ({ PathPrefix = '/' }, call) => ({
      Users: PathPrefix === '/' ? [operatorUser(call)] : [],
      IsTruncated: false,
    }),
  }),
  ListUserPolicies: onOperator('ListUserPolicies', () => ({ PolicyNames: [OPERATOR_POLICY_NAME], IsTruncated: false })),
  GetUserPolicy: onOperator<Named & { PolicyName: string }>('GetUserPolicy', ({ PolicyName }, call) => {
    if (PolicyName !== OPERATOR_POLICY_NAME) {
      throw noSuchEntity(`The user policy with name ${PolicyName} cannot be found.`)
    }
    return { UserName: OPERATOR_NAME, PolicyName, PolicyDocument: encodeDocument(operatorOf(call.state).policy) }
  }),
  ListAttachedUserPolicies: onOperator('ListAttachedUserPolicies', () => ({
    AttachedPolicies: [],
    IsTruncated: false,
  })),
  ListGroupsForUser: onOperator('ListGroupsForUser', () => ({ Groups: [], IsTruncated: false })),
  ListUserTags: onOperator('ListUserTags', () => ({ Tags: [], IsTruncated: false })),
  ListMFADevices: onOperator('ListMFADevices', () => ({ MFADevices: [], IsTruncated: false })),
  ListAccessKeys: onOperator('ListAccessKeys', (_input, call) => {
    const { accessKeyId, createdAt } = operatorOf(call.state)
    const key = {
      UserName: OPERATOR_NAME,
      AccessKeyId: accessKeyId,
      Status: 'Active',
      CreateDate: wholeSeconds(createdAt),
    }
    return { AccessKeyMetadata: [key], IsTruncated: false }
  }),
}
