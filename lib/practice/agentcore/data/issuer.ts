import type { JSONWebKeySet } from 'jose'
import { isOnThisComputer, outsideIssuer } from '@/lib/practice/agentcore/data/outside-issuer'
import { invalid } from '@/lib/practice/agentcore/errors'
import type { StoredConfig } from '@/lib/practice/agentcore/store'
import { publicJwks } from '@/lib/practice/cognito/sign-in/keys'
import type { Call } from '@/lib/practice/wire/service'

const DISCOVERY = /^(https?:\/\/([^/]+)\/([\w-]+_[0-9a-zA-Z]+))\/\.well-known\/openid-configuration$/

type Issuer = { issuers: string[]; jwks: JSONWebKeySet }

/**
 * Who signs, behind a discovery URL of the account's own user pools, and with which keys. A pool's tokens name the address the account has now, which after a restart may have another port.
 */
export function findIssuer(
  { state, baseUrl }: Pick<Call, 'state' | 'baseUrl'>,
  discoveryUrl: string,
): Issuer | undefined {
  const [, issuer = '', , poolId = ''] = DISCOVERY.exec(discoveryUrl) ?? []
  const jwks = poolId === '' ? null : publicJwks(state, poolId)
  return jwks ? { issuers: [issuer, `${baseUrl}/${poolId}`], jwks } : undefined
}

/**
 * AgentCore reads the discovery document when an authorizer is set: so are those of own pools and of issuers on this computer.
 * All others are taken on trust here.
 */
export async function checkIssuer(
  call: Call,
  { authorizerConfiguration }: Pick<StoredConfig, 'authorizerConfiguration'>,
): Promise<void> {
  const discoveryUrl = authorizerConfiguration?.customJWTAuthorizer?.discoveryUrl ?? ''

  if (findIssuer(call, discoveryUrl)) {
    return
  }
  if (isOwn(call, discoveryUrl) || (isOnThisComputer(discoveryUrl) && !(await outsideIssuer(discoveryUrl)))) {
    throw invalid(`Failed to retrieve the discovery document from '${discoveryUrl}'.`)
  }
}

/** An address of the account itself, or of AWS's user pools. */
export function isOwn({ baseUrl }: Pick<Call, 'baseUrl'>, discoveryUrl: string): boolean {
  const [, , host = ''] = DISCOVERY.exec(discoveryUrl) ?? []
  return host.startsWith('cognito-idp.') || `http://${host}` === baseUrl || discoveryUrl.startsWith(`${baseUrl}/`)
}
