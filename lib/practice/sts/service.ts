import { assumeRole } from '@/lib/practice/sts/assume-role'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'

export const stsService: ServiceDefinition = {
  id: 'sts',
  signingName: 'sts',
  iamPrefix: 'sts',
  operations: {
    GetCallerIdentity: operation<object, unknown>({
      // Needs a signature and no permission, as on AWS.
      authorization: () => [],
      run: (_input, { identity }) =>
        identity.type === 'anonymous'
          ? {}
          : { UserId: identity.userId, Account: identity.accountId, Arn: identity.arn },
    }),
    AssumeRole: assumeRole,
  },
}
