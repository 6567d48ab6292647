import { decodeProtectedHeader } from 'jose'
import { userPoolIdOf } from '@/lib/runtimes/model'
import type { Claims } from '@/lib/tokens/claims/claims'
import { type Provider, providerOf } from '@/lib/tokens/issuer/providers'

/** Where a token comes from, told by its claims alone. Nothing is asked. */
export type TokenSource = {
  /** As people call it. */
  provider: Provider['name'] | 'Amazon Cognito' | 'Another issuer'
  /** Where the discovery document of its issuer is. */
  discoveryUrl: string
}

const SUFFIX = '/.well-known/openid-configuration'
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/**
 * The issuer that a token names (`iss`), as an authorizer is told of it. Undefined where it is no https address, or one of this
 * computer, because there is then no document to read.
 */
export function sourceOf({ iss }: Claims): TokenSource | undefined {
  if (typeof iss !== 'string' || iss.length > 1900 || !/^https?:\/\/[^\s?#]+$/.test(iss) || !URL.canParse(iss)) {
    return undefined
  }
  const { protocol, hostname } = new URL(iss)

  if (protocol !== 'https:' && !LOOPBACK.includes(hostname)) {
    return undefined
  }
  // One slash at most: Auth0's and Entra ID's names end with one, their documents' addresses have none.
  const discoveryUrl = `${iss.replace(/\/$/, '')}${SUFFIX}`
  const isPool = userPoolIdOf(discoveryUrl) !== undefined
  const provider = isPool ? 'Amazon Cognito' : (providerOf(discoveryUrl)?.name ?? 'Another issuer')
  return { provider, discoveryUrl }
}

/** What is to know before a runtime is made to trust tokens like this one, a sentence or two each; from the providers' manuals. */
export function trapsOf(claims: Claims, { provider, discoveryUrl }: TokenSource): string[] {
  const own = PROVIDER_TRAPS[provider]?.(claims) ?? []
  const { protocol } = new URL(discoveryUrl)
  return [
    ...own,
    ...(isIdToken(claims) && provider !== 'Google' && provider !== 'Amazon Cognito' ? [ID_TOKEN] : []),
    ...(protocol === 'http:' ? [ON_THIS_COMPUTER] : []),
  ]
}

/** HMAC takes the issuer's secret, and `none` nothing. */
const SECRET_OR_NONE = /^(?:HS\d+|none)$/i

/** Whether a runtime could check the signature: by keys that the issuer publishes. */
export function hasPublishedKey(text: string): boolean {
  return !SECRET_OR_NONE.test(algorithmOf(text) ?? '')
}

function algorithmOf(text: string): string | undefined {
  try {
    const { alg } = decodeProtectedHeader(text)
    return typeof alg === 'string' ? alg : undefined
  } catch {
    return undefined
  }
}

/** Why a text is no token that a runtime could check, with what to do. */
export function whyNoToken(text: string): string {
  const algorithm = algorithmOf(text)

  if (algorithm !== undefined && SECRET_OR_NONE.test(algorithm)) {
    return `This token is signed with ${algorithm}, which no published key verifies. Have the issuer sign tokens for this API with RS256 or ES256.`
  }
  return text.split('.').length === 5
    ? 'This token is encrypted (five parts), so only its issuer can read it. Have the issuer give signed tokens (JWS) for this API.'
    : 'This is no JWT of three parts. Auth0 gives such a token when no audience is asked for, Google always as access token (paste the ID token), Okta’s organization server for itself alone.'
}

const GRAPH = ['00000003-0000-0000-c000-000000000000', 'https://graph.microsoft.com']

/** Entra ID signs those in a way of their own: its published keys don't verify them (Entra's manual, access tokens). */
export function isOfGraph({ aud }: Claims): boolean {
  return [aud].flat().some((one) => GRAPH.includes(String(one)))
}

/** Audiences that say nothing of the API: the token was not made for it. */
export function isForeignAudience(audience: string): boolean {
  return audience === 'account' || GRAPH.includes(audience) || audience.endsWith('.auth0.com/userinfo')
}

function isEntraV1({ iss, ver }: Claims): boolean {
  return ver === '1.0' || (typeof iss === 'string' && iss.startsWith('https://sts.windows.net/'))
}

function isIdToken({ at_hash, c_hash, nonce, typ }: Claims): boolean {
  return at_hash !== undefined || c_hash !== undefined || nonce !== undefined || typ === 'ID'
}

const ID_TOKEN =
  'This looks like an ID token, which says who somebody is. Assistants send access tokens: better paste one of those.'
const ON_THIS_COMPUTER = 'This issuer is on this computer: the practice account reads it, AWS can’t.'

type Traps = (claims: Claims) => string[]

const PROVIDER_TRAPS: Partial<Record<TokenSource['provider'], Traps>> = {
  'Microsoft Entra ID': (claims) => [
    ...(isEntraV1(claims)
      ? [
          'This is a token of version 1, from sts.windows.net. Better set requestedAccessTokenVersion to 2 in the manifest of the API’s app registration, and paste a new token.',
        ]
      : []),
    ...(GRAPH.includes(String(claims.aud))
      ? [
          'This token is for Microsoft Graph, and only Graph can verify it. Expose an API in the app registration and ask for API-ID/.default.',
        ]
      : []),
    'Entra ID’s tokens have no client_id: the client is in azp (appid in version 1), so the list of clients would refuse them all.',
  ],
  Okta: ({ iss }) => [
    'Okta’s tokens name the client in cid, so the list of clients would refuse them all.',
    ...(String(iss).includes('/oauth2/')
      ? []
      : [
          'Tokens of the organization’s own server are for Okta alone. Use a custom authorization server (…/oauth2/default).',
        ]),
  ],
  Auth0: () => [
    'Auth0’s tokens name the client in azp. A client that asks for no audience gets an opaque token, which no runtime takes.',
  ],
  Keycloak: ({ aud }) =>
    [aud].flat().includes('account')
      ? [
          'The audience account says only that Keycloak made it. Add an audience mapper to a client scope of this client.',
        ]
      : [],
  Google: () => [
    'Only ID tokens of Google can be checked, and anybody with a Google account can get one from this client. Require the person (sub) as well.',
  ],
  'Amazon Cognito': () => [
    'For a pool of this account, the choice “Use a pool that exists” does more: Slipway then signs in and renews the tokens.',
  ],
}
