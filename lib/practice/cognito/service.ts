import * as exported from '@aws-sdk/client-cognito-identity-provider'
import { COGNITO_CONSTRAINTS } from '@/lib/practice/cognito/constraints'
import { clientOperations } from '@/lib/practice/cognito/pools/clients'
import { poolSettingOperations } from '@/lib/practice/cognito/pools/pool-settings'
import { poolOperations } from '@/lib/practice/cognito/pools/pools'
import { userOperations } from '@/lib/practice/cognito/pools/users'
import { authOperations } from '@/lib/practice/cognito/sign-in/auth'
import { challengeOperations } from '@/lib/practice/cognito/sign-in/challenges'
import { discoveryRoute } from '@/lib/practice/cognito/sign-in/discovery'
import { mfaSetupOperations } from '@/lib/practice/cognito/sign-in/mfa-setup'
import { refreshOperations } from '@/lib/practice/cognito/sign-in/refresh'
import { selfServiceOperations } from '@/lib/practice/cognito/sign-in/self-service'
import { signUpOperations } from '@/lib/practice/cognito/sign-in/sign-up'
import { jsonModel } from '@/lib/practice/wire/models'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

/** Cognito user pools: pools, clients, users, sign-in with its challenges, tokens that verify, and their discovery. */
export const cognitoService: ServiceDefinition = {
  model: jsonModel({
    id: 'cognito',
    signingName: 'cognito-idp',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    exported,
    constraints: COGNITO_CONSTRAINTS,
  }),
  iamPrefix: 'cognito-idp',
  command: { name: 'cognito-idp', fullName: 'Amazon Cognito Identity Provider' },
  operations: {
    ...poolOperations,
    ...poolSettingOperations,
    ...clientOperations,
    ...userOperations,
    ...authOperations,
    ...challengeOperations,
    ...refreshOperations,
    ...selfServiceOperations,
    ...mfaSetupOperations,
    ...signUpOperations,
  },
  rawRoutes: [discoveryRoute],
}
