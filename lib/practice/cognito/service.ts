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
import type { ServiceDefinition } from '@/lib/practice/wire/service'

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
