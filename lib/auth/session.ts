import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { sessionCookieName } from '@/lib/auth/cookies'
import { sessionSecret } from '@/lib/auth/secret'
import { currentGeneration } from '@/lib/auth/sessions/generation'
import { SESSION_IDLE_S } from '@/lib/auth/sessions/lifetime'
import { type KnownSession, sessionStore } from '@/lib/auth/sessions/store'
import { type Env, env } from '@/lib/env'

/** A cookie older than this is renewed by the next request. */
const RENEW_AFTER_S = 30 * 60

/** All that a cookie holds. Seconds since 1970; one without an end would be no cookie of ours. */
const claims = z.object({
  sid: z.string().min(1),
  iat: z.number().int().positive(),
  exp: z.number().int().positive(),
})

type Claims = z.infer<typeof claims>

/** Cookies that were opened, for a page opens its own several times and each time derives the key anew. */
const MAX_OPENED = 200
const opened = new Map<string, Claims>()

export type Session = KnownSession & { iat: number }

/** Who signs in from where; the address as `clientAddress` says it, the browser as `browserName` does. */
export type Visitor = Pick<KnownSession, 'address' | 'browser'> & {
  /** Id of the session that the browser has. */ replaced?: string | undefined
}

/**
 * The session of a Cookie header. Another port of our host name may have put a cookie of the same name beside ours, in front of it or
 * behind, so each is looked at: nobody is kept out by one that holds nothing.
 */
export async function sessionOf(header: string | null, secure: boolean): Promise<Session | null> {
  const begin = `${sessionCookieName(secure)}=`

  for (const cookie of header?.split(/;\s*/) ?? []) {
    const session = cookie.startsWith(begin) ? await readSession(cookie.slice(begin.length)) : null

    if (session) {
      return session
    }
  }
  return null
}

/** The session in a cookie's value, or null when it is forged, expired, ended, or its way of signing in was withdrawn. */
export async function readSession(cookie: string | undefined): Promise<Session | null> {
  if (!cookie) {
    return null
  }
  const claimed = await claimsOf(cookie)
  const known = claimed ? sessionStore().visit(claimed.sid) : undefined
  return claimed && known && isCurrent(known, env()) ? { ...known, iat: claimed.iat } : null
}

/** What was sealed in a cookie with the secret of now. That its session goes on, only the store knows. */
async function claimsOf(cookie: string): Promise<Claims | null> {
  const secret = sessionSecret()
  const key = `${secret} ${cookie}`
  const before = opened.get(key)

  if (before && before.exp * 1000 > Date.now()) {
    return before
  }
  opened.delete(key)
  const payload = await decode({ token: cookie, secret }).catch(() => null)
  const claimed = claims.safeParse(payload)

  if (!claimed.success) {
    return null
  }
  const [oldest] = opened.size >= MAX_OPENED ? opened.keys() : []
  opened.delete(oldest ?? '')
  opened.set(key, claimed.data)
  return claimed.data
}

/** A new cookie value for a session that is in use, or null when it is too early. */
export async function renewedSession({ id, iat }: Pick<Session, 'id' | 'iat'>): Promise<string | null> {
  const isEarly = Math.floor(Date.now() / 1000) - iat < RENEW_AFTER_S
  return isEarly ? null : encode({ token: { sid: id }, secret: sessionSecret(), maxAge: SESSION_IDLE_S })
}

/** Begins a session in place of the browser's last one, whose copies end with it, and gives what its cookie must carry. */
export function newSession(method: Session['method'], name: string, visitor: Visitor): { sid: string } {
  const { replaced, ...from } = visitor
  return { sid: sessionStore().begin({ method, name, generation: currentGeneration(), ...from }, replaced).id }
}

/** The sessions that get in, the last seen first. */
export function liveSessions(): KnownSession[] {
  return sessionStore()
    .list()
    .filter((session) => isCurrent(session, env()))
}

export function isAllowedEmail(email: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => entry.toLowerCase() === email.toLowerCase())
}

function isCurrent({ method, name, generation }: KnownSession, settings: Env): boolean {
  const isAllowed = method !== 'oidc' || isAllowedEmail(name, settings.SLIPWAY_ALLOWED_EMAILS)
  return isAllowed && generation === currentGeneration()
}
