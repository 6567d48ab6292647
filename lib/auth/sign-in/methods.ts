import 'server-only'
import { type Env, env } from '@/lib/env'

export type OidcSettings = { issuer: string; clientId: string; clientSecret: string }

/** The ways of signing in that are configured; only these are offered. */
export type SignInMethods = {
  /** sha-256 of the one-time token, in hex. */
  linkHash: string | undefined
  password: string | undefined
  oidc: OidcSettings | undefined
}

/** Throws, in words for whoever configures it, when a part of the configuration is missing or unsafe. */
export function signInMethods(settings: Env = env()): SignInMethods {
  const { SLIPWAY_SIGN_IN_TOKEN_HASH: linkHash, SLIPWAY_PASSWORD: password } = settings

  if (linkHash !== undefined && !/^[\da-f]{64}$/i.test(linkHash)) {
    throw new Error('SLIPWAY_SIGN_IN_TOKEN_HASH must be a sha-256 hash in hex.')
  }
  if (password !== undefined && password.length < 8) {
    throw new Error('SLIPWAY_PASSWORD is too short: use at least 8 characters.')
  }
  return { linkHash, password, oidc: oidcSettings(settings) }
}

function oidcSettings(settings: Env): OidcSettings | undefined {
  const { SLIPWAY_OIDC_ISSUER: issuer, SLIPWAY_OIDC_CLIENT_ID: clientId, SLIPWAY_ALLOWED_EMAILS: allowed } = settings
  const clientSecret = settings.SLIPWAY_OIDC_CLIENT_SECRET

  if (!issuer && !clientId && !clientSecret) {
    return undefined
  }
  if (!issuer || !clientId || !clientSecret) {
    throw new Error('Single sign-on needs SLIPWAY_OIDC_ISSUER, SLIPWAY_OIDC_CLIENT_ID and SLIPWAY_OIDC_CLIENT_SECRET.')
  }
  if (allowed.length === 0) {
    throw new Error('Single sign-on needs SLIPWAY_ALLOWED_EMAILS: without it, everybody at the provider would get in.')
  }
  if (!isSafeIssuer(issuer)) {
    throw new Error('SLIPWAY_OIDC_ISSUER must be an https address.')
  }
  return { issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret }
}

function isSafeIssuer(issuer: string): boolean {
  if (!URL.canParse(issuer)) {
    return false
  }
  const { protocol, hostname } = new URL(issuer)
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
}
