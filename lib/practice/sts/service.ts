import * as exported from '@aws-sdk/client-sts'
import { assumeRole } from '@/lib/practice/sts/assume-role'
import { STS_CONSTRAINTS } from '@/lib/practice/sts/constraints'
import { keyOperations } from '@/lib/practice/sts/keys'
import { queryModel } from '@/lib/practice/wire/models'
import { operation, type ServiceDefinition } from '@/lib/practice/wire/service'

export const stsService: ServiceDefinition = {
  model: queryModel({
    id: 'sts',
    version: '2011-06-15',
    xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    exported,
    constraints: STS_CONSTRAINTS,
  }),
  iamPrefix: 'sts',
  command: { name: 'sts', fullName: 'AWS Security Token Service' },
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
    ...keyOperations,
  },
}
