import type { Wish } from '@/lib/sign-ins/flows/code-flow'
import type { Issuer } from '@/lib/sign-ins/issuer'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import { providerOf } from '@/lib/tokens/issuer/providers'

/** What a person said of a sign-in; all else is told by the issuer and the runtime. */
export type Choices = {
  scope?: string | undefined
  audience?: string | undefined
  /** RFC 8707. Never by itself: Entra ID refuses a resource of amazonaws.com (AADSTS500011). */
  resource?: string | undefined
  idToken?: boolean | undefined
}

/** What to ask an issuer for, so that its token passes the authorizer. */
export function wishOf(authorizer: JwtAuthorizer, issuer: Issuer, choices: Choices): Wish {
  const asked = choices.scope?.split(/\s+/).filter(Boolean) ?? ownScopes(authorizer)
  const stays = issuer.scopes_supported?.includes('offline_access') ? ['offline_access'] : []
  return {
    scope: [...new Set(['openid', ...stays, ...asked])].join(' '),
    audience: choices.audience ?? ownAudience(authorizer),
    resource: choices.resource,
    // Google's way to a refresh token; it knows no offline_access.
    extra: nameOf(authorizer) === 'Google' ? { access_type: 'offline', prompt: 'consent' } : undefined,
  }
}

/** The same for a program, which nobody signs in for. */
export function machineWishOf(authorizer: JwtAuthorizer, choices: Choices): Wish {
  return {
    scope: choices.scope ?? ownScopes(authorizer).join(' '),
    audience: choices.audience ?? ownAudience(authorizer),
    resource: choices.resource,
  }
}

/** Which token the runtime gets: the access token, but where nobody can verify that, or only an ID token has an audience. */
export function tokenToSend(authorizer: JwtAuthorizer, { idToken }: Choices): 'access' | 'id' {
  const { userPoolId, allowedClients, allowedAudience } = authorizer
  const isPoolById = userPoolId !== undefined && allowedClients.length === 0 && allowedAudience.length > 0
  return idToken || isPoolById || nameOf(authorizer) === 'Google' ? 'id' : 'access'
}

/** Entra ID and Cognito take a redirect to this computer by name only. */
export function redirectHost(authorizer: JwtAuthorizer): '127.0.0.1' | 'localhost' {
  return nameOf(authorizer) === 'Microsoft Entra ID' || authorizer.userPoolId !== undefined ? 'localhost' : '127.0.0.1'
}

/** Entra ID and Google take any port of this computer (RFC 8252, section 7.3); others want the one that was entered. */
export function takesAnyPort(authorizer: JwtAuthorizer): boolean {
  return ['Microsoft Entra ID', 'Google'].includes(nameOf(authorizer) ?? '')
}

function ownScopes(authorizer: JwtAuthorizer): string[] {
  const { allowedScopes, allowedAudience } = authorizer
  const [audience] = allowedAudience

  if (nameOf(authorizer) === 'Microsoft Entra ID') {
    // Without a scope of the API, the token is one for Microsoft Graph, which nobody else can verify.
    return audience === undefined ? [] : [`${audience}/.default`]
  }
  return allowedScopes.slice(0, 1)
}

/** Auth0's tokens are opaque without it; other issuers are not asked for what they may not know. */
function ownAudience(authorizer: JwtAuthorizer): string | undefined {
  return nameOf(authorizer) === 'Auth0' ? authorizer.allowedAudience[0] : undefined
}

function nameOf({ discoveryUrl }: JwtAuthorizer) {
  return providerOf(discoveryUrl)?.name
}
