import 'server-only'
import type { NextAuthOptions, Profile, RequestInternal } from 'next-auth'
import credentials from 'next-auth/providers/credentials'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { authCookies } from '@/lib/auth/cookies'
import { baseUrl, isSecure } from '@/lib/auth/door/base-url'
import { clientAddress } from '@/lib/auth/door/client-address'
import { sessionSecret } from '@/lib/auth/secret'
import { isAllowedEmail, newSession, type Visitor } from '@/lib/auth/session'
import { SESSION_IDLE_S } from '@/lib/auth/sessions/lifetime'
import { attemptLink, attemptPassword } from '@/lib/auth/sign-in/attempts'
import { type OidcSettings, signInMethods } from '@/lib/auth/sign-in/methods'
import { safeNextPath } from '@/lib/auth/sign-in/next-path'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

type OidcProfile = Profile & { email_verified?: boolean | string }

/** next-auth's configuration: encrypted session cookies, and only the ways of signing in that are configured. */
export function authOptions(visitor: Visitor): NextAuthOptions {
  const secure = isSecure(env())

  return {
    providers: providers(),
    secret: sessionSecret(),
    session: { strategy: 'jwt', maxAge: SESSION_IDLE_S },
    jwt: { maxAge: SESSION_IDLE_S },
    useSecureCookies: secure,
    cookies: authCookies(secure),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    callbacks: {
      signIn: ({ account, profile }) => account?.provider !== 'oidc' || allowedEmail(profile) !== undefined,
      jwt: ({ token, account, profile }) => (account ? claims(account.provider, profile, visitor) : token),
      redirect: ({ url }) => `${baseUrl(env())}${safeNextPath(url.startsWith('/') ? url : ownPath(url))}`,
    },
    logger: {
      error: (code, metadata) => log.error('next-auth', { code, ...messageOf(metadata) }),
      warn: (code) => log.warn('next-auth', { code }),
      debug: () => undefined,
    },
  }
}

function providers() {
  const { password, oidc } = signInMethods()
  // The terminal can print a link at any time, whatever else is set up.
  const offered: NextAuthOptions['providers'] = [secretProvider('link', 'token', attemptLink)]

  if (password) {
    offered.push(secretProvider('password', 'password', attemptPassword))
  }
  if (oidc) {
    offered.push(oidcProvider(oidc))
  }
  return offered
}

function secretProvider(
  id: string,
  field: string,
  attempt: (secret: string, address: string) => Promise<string | undefined>,
) {
  return credentials({
    id,
    credentials: { [field]: { type: 'password' } },
    authorize: async (given, request: Pick<RequestInternal, 'headers'>) => {
      const problem = await attempt(String(given?.[field] ?? ''), clientAddress(request.headers?.['x-forwarded-for']))

      if (problem !== undefined) {
        throw new Error(problem)
      }
      return { id: 'owner', name: 'owner' }
    },
  })
}

function oidcProvider({ issuer, clientId, clientSecret }: OidcSettings): OAuthConfig<OidcProfile> {
  return {
    id: 'oidc',
    name: 'Single sign-on',
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    issuer,
    clientId,
    clientSecret,
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    authorization: { params: { scope: 'openid email profile' } },
    profile: ({ sub, email }) => ({ id: sub ?? '', email: email ?? null }),
  }
}

// Some providers send the flag as text; none at all means that nobody vouches for the address.
function allowedEmail(profile: OidcProfile | undefined): string | undefined {
  const isVerified = profile?.email_verified === true || profile?.email_verified === 'true'
  const email = isVerified ? profile.email : undefined
  return email && isAllowedEmail(email, env().SLIPWAY_ALLOWED_EMAILS) ? email : undefined
}

function claims(provider: string, profile: OidcProfile | undefined, visitor: Visitor) {
  if (provider === 'link' || provider === 'password') {
    return newSession(provider, 'owner', visitor)
  }
  const email = allowedEmail(profile)

  if (email === undefined) {
    throw new Error('A session was asked for without an allowed e-mail address.')
  }
  return newSession('oidc', email, visitor)
}

function ownPath(url: string): string {
  const own = baseUrl(env())
  return url.startsWith(`${own}/`) ? url.slice(own.length) : '/'
}

function messageOf(metadata: unknown): { name?: string; message?: string } {
  const error = metadata instanceof Error ? metadata : (metadata as { error?: unknown } | undefined)?.error
  return error instanceof Error ? { name: error.name, message: error.message } : {}
}
