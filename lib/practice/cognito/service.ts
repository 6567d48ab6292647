import { authOperations } from '@/lib/practice/cognito/auth'
import { challengeOperations } from '@/lib/practice/cognito/challenges'
import { clientOperations } from '@/lib/practice/cognito/clients'
import { discoveryRoute } from '@/lib/practice/cognito/discovery'
import { mfaSetupOperations } from '@/lib/practice/cognito/mfa-setup'
import { poolSettingOperations } from '@/lib/practice/cognito/pool-settings'
import { poolOperations } from '@/lib/practice/cognito/pools'
import { refreshOperations } from '@/lib/practice/cognito/refresh'
import { selfServiceOperations } from '@/lib/practice/cognito/self-service'
import { signUpOperations } from '@/lib/practice/cognito/sign-up'
import { userOperations } from '@/lib/practice/cognito/users'
import type { ServiceDefinition } from '@/lib/practice/service'

/** Cognito user pools: pools, clients, users, sign-in with its challenges, tokens that verify, and their discovery. */
export const cognitoService: ServiceDefinition = {
  id: 'cognito',
  signingName: 'cognito-idp',
  iamPrefix: 'cognito-idp',
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
