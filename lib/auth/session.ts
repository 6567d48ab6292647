import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { sessionSecret } from '@/lib/auth/secret'
import { type Env, env } from '@/lib/env'

/** Seconds without a visit after which a session ends. */
export const SESSION_IDLE_S = 12 * 60 * 60
/** Seconds after which a session ends in any case. */
const SESSION_TOTAL_S = 7 * 24 * 60 * 60
/** A cookie older than this is renewed by the next request. */
const RENEW_AFTER_S = 30 * 60

const claims = z.object({
  name: z.string().min(1).max(320),
  method: z.enum(['link', 'password', 'oidc']),
  /** When the person signed in, in seconds since 1970. */
  since: z.number().int().positive(),
  iat: z.number().int().positive(),
  /** Ends every password session when the password changes. */
  stamp: z.string().optional(),
})

export type Session = z.infer<typeof claims>

/** The session in a cookie's value, or null when it is forged, expired, or its way of signing in was withdrawn. */
export async function readSession(cookie: string | undefined): Promise<Session | null> {
  if (!cookie) {
    return null
  }
  const payload = await decode({ token: cookie, secret: sessionSecret() }).catch(() => null)
  const session = claims.safeParse(payload)
  return session.success && isCurrent(session.data, env()) ? session.data : null
}

/** A new cookie value for a session that is in use, or null when it is too early. */
export async function renewedSession(session: Session): Promise<string | null> {
  const { iat, ...kept } = session
  return nowSeconds() - iat < RENEW_AFTER_S ? null : sealSession(kept)
}

function sealSession(session: Omit<Session, 'iat'>): Promise<string> {
  return encode({ token: session, secret: sessionSecret(), maxAge: SESSION_IDLE_S })
}

/** What a session must carry, by the way of signing in. */
export function newSession(method: Session['method'], name: string): Omit<Session, 'iat'> {
  const stamp = method === 'password' ? passwordStamp(env()) : undefined
  return { name, method, since: nowSeconds(), ...(stamp === undefined ? {} : { stamp }) }
}

export function isAllowedEmail(email: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => entry.toLowerCase() === email.toLowerCase())
}

function isCurrent({ method, name, since, stamp }: Session, settings: Env): boolean {
  if (nowSeconds() - since > SESSION_TOTAL_S) {
    return false
  }
  switch (method) {
    case 'link':
      return true
    case 'password':
      return isSame(stamp, passwordStamp(settings))
    case 'oidc':
      return isAllowedEmail(name, settings.SLIPWAY_ALLOWED_EMAILS)
  }
}

function passwordStamp({ SLIPWAY_PASSWORD }: Env): string | undefined {
  return SLIPWAY_PASSWORD && createHmac('sha256', sessionSecret()).update(SLIPWAY_PASSWORD).digest('hex').slice(0, 32)
}

function isSame(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined || left.length !== right.length) {
    return false
  }
  return timingSafeEqual(Buffer.from(left), Buffer.from(right))
}

function nowSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
