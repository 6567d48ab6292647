import * as exported from '@aws-sdk/client-cognito-identity-provider'
import { COGNITO_CONSTRAINTS } from '@/lib/practice/cognito/constraints'
import { attributeOperations } from '@/lib/practice/cognito/directory/attributes'
import { DIRECTORY_CONSTRAINTS } from '@/lib/practice/cognito/directory/constraints'
import { groupOperations } from '@/lib/practice/cognito/directory/groups'
import { userOperations } from '@/lib/practice/cognito/directory/users'
import { clientOperations } from '@/lib/practice/cognito/pools/clients'
import { domainOperations } from '@/lib/practice/cognito/pools/domains'
import { poolSettingOperations } from '@/lib/practice/cognito/pools/pool-settings'
import { poolOperations } from '@/lib/practice/cognito/pools/pools'
import { resourceServerOperations } from '@/lib/practice/cognito/pools/resource-servers'
import { authOperations } from '@/lib/practice/cognito/sign-in/auth'
import { challengeOperations } from '@/lib/practice/cognito/sign-in/challenges'
import { discoveryRoute } from '@/lib/practice/cognito/sign-in/discovery'
import { forgotPasswordOperations } from '@/lib/practice/cognito/sign-in/forgot-password'
import { mfaSetupOperations } from '@/lib/practice/cognito/sign-in/mfa-setup'
import { refreshOperations } from '@/lib/practice/cognito/sign-in/refresh'
import { selfServiceOperations } from '@/lib/practice/cognito/sign-in/self-service'
import { signUpOperations } from '@/lib/practice/cognito/sign-in/sign-up'
import { tokenRoute } from '@/lib/practice/cognito/sign-in/token-endpoint'
import { jsonModel } from '@/lib/practice/wire/models'
import type { ServiceDefinition } from '@/lib/practice/wire/service'

/** Cognito user pools: pools, clients, users, sign-in with its challenges, tokens that verify, and their discovery. */
export const cognitoService: ServiceDefinition = {
  model: jsonModel({
    id: 'cognito',
    signingName: 'cognito-idp',
    targetPrefix: 'AWSCognitoIdentityProviderService',
    exported,
    constraints: { ...COGNITO_CONSTRAINTS, ...DIRECTORY_CONSTRAINTS },
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
    ...forgotPasswordOperations,
    ...groupOperations,
    ...attributeOperations,
    ...domainOperations,
    ...resourceServerOperations,
  },
  rawRoutes: [discoveryRoute, tokenRoute],
}
