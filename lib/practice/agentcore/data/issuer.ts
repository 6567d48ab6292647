import type { JSONWebKeySet } from 'jose'
import { invalid } from '@/lib/practice/agentcore/errors'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { publicJwks } from '@/lib/practice/cognito/sign-in/keys'
import type { Call } from '@/lib/practice/wire/service'

const DISCOVERY = /^(https?:\/\/([^/]+)\/([\w-]+_[0-9a-zA-Z]+))\/\.well-known\/openid-configuration$/

export type Issuer = { issuers: string[]; jwks: JSONWebKeySet }

/**
 * Who signs, behind a discovery URL, and with which keys. Only the account's own user pools are known: a practice account
 * never calls out. A pool's tokens name the address the account has now, which after a restart may have another port.
 */
export function findIssuer(
  { state, baseUrl }: Pick<Call, 'state' | 'baseUrl'>,
  discoveryUrl: string,
): Issuer | undefined {
  const [, issuer = '', , poolId = ''] = DISCOVERY.exec(discoveryUrl) ?? []
  const jwks = poolId === '' ? null : publicJwks(state, poolId)
  return jwks ? { issuers: [issuer, `${baseUrl}/${poolId}`], jwks } : undefined
}

/** AgentCore reads the discovery document when an authorizer is set. Issuers elsewhere are taken on trust here. */
export function checkIssuer(call: Call, { authorizerConfiguration }: StoredConfig): void {
  const discoveryUrl = authorizerConfiguration?.customJWTAuthorizer?.discoveryUrl ?? ''
  const [, , host = ''] = DISCOVERY.exec(discoveryUrl) ?? []
  const isOwn = host.startsWith('cognito-idp.') || `http://${host}` === call.baseUrl

  if (isOwn && !findIssuer(call, discoveryUrl)) {
    throw invalid(`Failed to retrieve the discovery document from '${discoveryUrl}'.`)
  }
}
