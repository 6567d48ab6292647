import { publicJwks } from '@/lib/practice/cognito/sign-in/keys'
import type { RawRoute } from '@/lib/practice/wire/service'
import type { StateStore } from '@/lib/practice/wire/state'

const PATH = /^\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known\/(openid-configuration|jwks\.json)$/

type Discovery = { status: number; body: object }

/** Unsigned GETs of a pool's OpenID configuration and keys. */
export const discoveryRoute: RawRoute = {
  operation: 'Discovery',
  matches: (method, path) => (method === 'GET' || method === 'HEAD') && PATH.test(path),
  handle: async (request, response, context) => {
    const { state, baseUrl } = context.anonymous()
    const { status, body } = handleDiscovery(request.path, { state, baseUrl }) ?? { status: 404, body: {} }
    response.writeHead(status, {
      'content-type': 'application/json',
      'cache-control': 'public, max-age=3600',
      'access-control-allow-origin': '*',
    })
    response.end(JSON.stringify(body))
  },
}

/** Null when the path is none of the two documents. */
function handleDiscovery(path: string, account: { state: StateStore; baseUrl: string }): Discovery | null {
  const [, poolId, document] = PATH.exec(path) ?? []

  if (poolId === undefined) {
    return null
  }
  const jwks = publicJwks(account.state, poolId)

  if (!jwks) {
    return { status: 404, body: { message: 'User pool does not exist.' } }
  }
  return { status: 200, body: document === 'jwks.json' ? jwks : configuration(`${account.baseUrl}/${poolId}`) }
}

function configuration(issuer: string) {
  return {
    authorization_endpoint: `${issuer}/oauth2/authorize`,
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    response_types_supported: ['code', 'token'],
    scopes_supported: ['openid', 'email', 'phone', 'profile'],
    subject_types_supported: ['public'],
    token_endpoint: `${issuer}/oauth2/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    userinfo_endpoint: `${issuer}/oauth2/userInfo`,
  }
}
