import type { CookiesOptions } from 'next-auth'

/** Cookies of localhost are shared by every port, so the names are Slipway's own. */
export function sessionCookieName(secure: boolean): string {
  return secure ? '__Host-slipway.session' : 'slipway.session'
}

export function sessionCookieOptions(secure: boolean) {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
}

/** Cookies with a sealed refresh token start like this; signing out removes them. */
export const SEALED_SIGN_IN_PREFIX = 'slipway-refresh-'

/** The names and flags of every cookie that next-auth sets. What an identity provider's return needs is Lax. */
export function authCookies(secure: boolean): Partial<CookiesOptions> {
  const name = (suffix: string) => (secure ? `__Host-slipway.${suffix}` : `slipway.${suffix}`)
  const lax = sessionCookieOptions(secure)
  const short = { ...lax, maxAge: 15 * 60 }

  return {
    sessionToken: { name: sessionCookieName(secure), options: lax },
    csrfToken: { name: name('csrf'), options: { ...lax, sameSite: 'strict' } },
    callbackUrl: { name: name('callback-url'), options: lax },
    pkceCodeVerifier: { name: name('pkce'), options: short },
    state: { name: name('state'), options: short },
    nonce: { name: name('nonce'), options: short },
  }
}
