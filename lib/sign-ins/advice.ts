import type { ClaimCheck, Claims, JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { providerOf } from '@/lib/tokens/issuer/providers'

type Asked = { claims: Claims; authorizer: JwtAuthorizer; provider: string | undefined }

/** What to change so that a check of the authorizer passes: at the provider, in the sign-in, or at the runtime. One or two sentences. */
export function advice(check: ClaimCheck, claims: Claims | undefined, authorizer: JwtAuthorizer): string {
  const provider = providerOf(authorizer.discoveryUrl)?.name

  if (!claims) {
    return opaque(provider, authorizer)
  }
  const asked = { claims, authorizer, provider }

  switch (check.claim) {
    case 'signature':
      return signature(asked)
    case 'iss':
      return issuer(asked)
    case 'client_id':
      return client(asked)
    case 'aud':
      return audience(asked)
    case 'scope':
      return scope(asked)
    case 'exp':
      return 'Look at the clocks of this computer and of the issuer.'
    case 'token_use':
      return 'Sign in again, with --id-token if the runtime allows an audience, without it if it allows clients.'
    default:
      return `Have the issuer put ${check.claim} into the token, or take the rule out of the runtime's inbound auth.`
  }
}

function opaque(provider: string | undefined, { allowedAudience }: JwtAuthorizer): string {
  switch (provider) {
    case 'Auth0':
      return `Auth0 gives such a token when no API is asked for. Sign in with --audience ${allowedAudience[0] ?? 'IDENTIFIER'}, the identifier of the API.`
    case 'Okta':
      return 'Make the runtime trust a custom authorization server of Okta (…/oauth2/default): the tokens of the organization’s own server are for Okta alone.'
    case 'Google':
      return 'Access tokens of Google are for Google alone. Sign in with --id-token, and allow the client ID as audience.'
    default:
      return 'Have the issuer give JWTs for this API (with --audience or --resource, if it wants one), or sign in with --id-token.'
  }
}

function signature({ claims, provider }: Asked): string {
  return provider === 'Microsoft Entra ID' && isForGraph(claims)
    ? ENTRA_API
    : 'Look whether client and issuer belong together.'
}

const ENTRA_API =
  'This token is for Microsoft Graph, and only Graph can verify it. Expose an API in the app registration, and sign in with --scope API-ID/.default.'

function issuer({ claims }: Asked): string {
  return isEntraV1(claims)
    ? 'Entra ID gives tokens of version 1 for this API. Set requestedAccessTokenVersion to 2 in the manifest of its app registration, then sign in again.'
    : `Set the runtime's discovery URL to that of ${textOf(claims.iss) || 'the issuer'}, if that is whom you mean.`
}

function client({ claims, authorizer }: Asked): string {
  const other = (['azp', 'cid', 'appid'] as const).find((name) => typeof claims[name] === 'string')

  if (claims.client_id !== undefined) {
    return `Allow the client ${textOf(claims.client_id)} at the runtime, or sign in with --client-id ${authorizer.allowedClients[0] ?? 'ID'}.`
  }
  return other === undefined
    ? 'The token names no client. Take the allowed clients out of the runtime’s inbound auth, and allow its audience.'
    : `This issuer names the client in ${other}, where the list of clients does not look. At the runtime, use the claim rule ${other} EQUALS ${textOf(claims[other])} instead of allowed clients.`
}

function audience({ claims, authorizer, provider }: Asked): string {
  const [wanted = 'IDENTIFIER'] = authorizer.allowedAudience
  const held = textOf(claims.aud)

  if (provider === 'Microsoft Entra ID' && isForGraph(claims)) {
    return ENTRA_API
  }
  if (provider === 'Keycloak' || held === 'account') {
    return `Keycloak puts ${held || 'no audience'} there by itself. Add an audience mapper for ${wanted} to a client scope of this client.`
  }
  if (authorizer.userPoolId !== undefined) {
    return 'Access tokens of Cognito have no audience. Allow the app client at the runtime, or sign in with --id-token.'
  }
  if (isEntraV1(claims)) {
    return `Allow ${held} at the runtime, or let the API ask for tokens of version 2, whose audience is its application (client) ID.`
  }
  return `Sign in with --audience ${wanted} or a --scope of that API, or allow ${held || 'what the token holds'} at the runtime.`
}

function scope({ claims, authorizer }: Asked): string {
  const [wanted = 'SCOPE'] = authorizer.allowedScopes
  return claims.scope === undefined && claims.scp !== undefined
    ? `This issuer names the scopes in scp, where the runtime's list of scopes may not look. Take the scopes out of its inbound auth, and check the audience instead.`
    : `Sign in with --scope ${wanted}, after the client was given it at the issuer.`
}

function isEntraV1({ iss, ver }: Claims): boolean {
  return ver === '1.0' || (typeof iss === 'string' && iss.startsWith('https://sts.windows.net/'))
}

/** The application id of Microsoft Graph, or its address. */
function isForGraph({ aud }: Claims): boolean {
  return aud === '00000003-0000-0000-c000-000000000000' || aud === 'https://graph.microsoft.com'
}

function textOf(value: unknown): string {
  return Array.isArray(value)
    ? value.filter((one) => typeof one === 'string').join(', ')
    : typeof value === 'string'
      ? value
      : ''
}
