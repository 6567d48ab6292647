import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

const CALLBACKS = ['http://127.0.0.1/callback', 'http://localhost/callback']
export const SECRET = 'secret-of-the-robot'

/** How an identity provider's access tokens differ from those of the standard. */
export type Dialect = {
  /** Path of the issuer, without a slash at its end. */
  path?: string
  /** What the name of the issuer ends with besides. */
  issuerEnd?: string
  /** Opaque access tokens. */
  opaque?: boolean
  /** The claims of an access token, of the claims that the standard wants. */
  claims?: (claims: JWTPayload & Record<string, unknown>) => Record<string, unknown>
  /** Seconds. */
  accessTokenLife?: number
  refreshTokenLife?: number
  withoutRefresh?: boolean
}

/** `requests`: every path that was asked, in order. */
export type TestIssuer = { issuer: string; discoveryUrl: string; requests: string[]; close: () => Promise<void> }

/** A real OpenID provider on loopback that speaks like one of the well-known ones. Its clients: `app` (public) and `robot` (with `SECRET`). */
export async function startIssuer(dialect: Dialect = {}): Promise<TestIssuer> {
  const { path = '', issuerEnd = '' } = dialect
  const requests: string[] = []
  let answer: ReturnType<Provider['callback']> | undefined
  const server = createServer((request: IncomingMessage & { originalUrl?: string }, response) => {
    requests.push(`${request.method} ${request.url?.split('?')[0]}`)
    request.originalUrl = request.url ?? ''
    request.url = request.originalUrl.startsWith(path) ? request.originalUrl.slice(path.length) : '/elsewhere'
    answer?.(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  answer = new Provider(`${base}${issuerEnd}`, await configuration(dialect, base)).callback()
  return {
    issuer: `${base}${issuerEnd}`,
    discoveryUrl: `${base}/.well-known/openid-configuration`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

async function configuration(dialect: Dialect, base: string): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const { opaque = false, claims, accessTokenLife = 3600, refreshTokenLife = 86_400, withoutRefresh = false } = dialect
  const api = {
    scope: 'read write',
    accessTokenTTL: accessTokenLife,
    accessTokenFormat: opaque ? 'opaque' : 'jwt',
  } as const
  return {
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['a key of the tests'] },
    scopes: ['openid', 'offline_access', 'read', 'write'],
    clients: [
      {
        client_id: 'app',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: CALLBACKS,
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      },
      {
        client_id: 'robot',
        client_secret: SECRET,
        redirect_uris: [],
        response_types: [],
        grant_types: ['client_credentials'],
      },
    ],
    features: {
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `${base}/api`,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, audience) => ({ ...api, audience }),
      },
    },
    formats: {
      customizers: {
        jwt: (_context, _token, parts) => {
          // What it answers is not looked at: the claims have to be changed where they are.
          const wanted = claims?.({ ...parts.payload } as JWTPayload)

          if (wanted) {
            for (const name of Object.keys(parts.payload)) {
              delete parts.payload[name]
            }
            Object.assign(parts.payload, wanted)
          }
        },
      },
    },
    issueRefreshToken: () => !withoutRefresh,
    rotateRefreshToken: true,
    ttl: {
      AccessToken: accessTokenLife,
      RefreshToken: refreshTokenLife,
      Grant: 86_400,
      Session: 86_400,
      Interaction: 3600,
    },
  } as Configuration
}
