import { invalidParameter } from '@/lib/practice/cognito/errors'
import { customScopes } from '@/lib/practice/cognito/pools/resource-servers'
import type { ClientSettings, Pool } from '@/lib/practice/cognito/slice'
import { ServiceError } from '@/lib/practice/wire/service-error'

const STANDARD_SCOPES = ['phone', 'email', 'openid', 'profile', 'aws.cognito.signin.user.admin']

/** What a client's OAuth settings exclude of one another. Throws in AWS's words. */
export function checkOauth(settings: ClientSettings, pool: Pool, hasSecret: boolean): void {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [], CallbackURLs: callbacks = [] } = settings
  const isForMachines = flows.includes('client_credentials')
  const unknown = scopes.find((scope) => !STANDARD_SCOPES.includes(scope) && !customScopes(pool).includes(scope))
  const rules: [isBroken: boolean, message: string][] = [
    [
      settings.AllowedOAuthFlowsUserPoolClient === true && (flows.length === 0 || scopes.length === 0),
      'AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.',
    ],
    [
      isForMachines && flows.length > 1,
      'client_credentials flow can not be selected along with code flow or implicit flow.',
    ],
    [
      isForMachines && !hasSecret,
      'client_credentials flow can not be selected if client does not have a client secret.',
    ],
    [
      isForMachines && scopes.some((scope) => STANDARD_SCOPES.includes(scope)),
      'client_credentials flow can not be selected with scopes that are not of a resource server.',
    ],
    [
      flows.some((flow) => flow !== 'client_credentials') && callbacks.length === 0,
      'At least one callback URL is required for the code flow and the implicit flow.',
    ],
    [
      settings.DefaultRedirectURI !== undefined && !callbacks.includes(settings.DefaultRedirectURI),
      'DefaultRedirectURI must be one of the CallbackURLs.',
    ],
  ]
  const broken = rules.find(([isBroken]) => isBroken)

  if (broken) {
    throw invalidParameter(broken[1])
  }
  if (unknown !== undefined) {
    throw new ServiceError('ScopeDoesNotExistException', `Invalid scope requested: ${unknown}`)
  }
}
