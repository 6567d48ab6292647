import 'server-only'
import { createHash } from 'node:crypto'
import { cookies } from 'next/headers'
import type { Actor } from '@/lib/auth/actor'
import { SEALED_SIGN_IN_PREFIX } from '@/lib/auth/cookies'
import { isSecure } from '@/lib/auth/door/base-url'
import { sessionSecret } from '@/lib/auth/secret'
import { type Connection, connectionKey } from '@/lib/aws/connection'
import { env } from '@/lib/env'
import { evictedCookies } from '@/lib/tokens/sign-in/cookie-eviction'
import { open, seal } from '@/lib/tokens/sign-in/seal'

/** Cognito's own default for refresh tokens. */
const LIFETIME_SECONDS = 30 * 24 * 3600

/** A refresh token works with the app client that it came from only. */
type Kept = { userName: string; refreshToken: string; clientId: string }

/** Keeps a refresh token in this browser, encrypted, out of reach of scripts: one cookie for each runtime. */
export async function keepRefreshToken(actor: Actor, connection: Connection, runtimeId: string, kept: Kept) {
  const sealed = await seal(sessionSecret(), {
    ...boundTo(actor, connection, runtimeId),
    expiresInSeconds: LIFETIME_SECONDS,
    content: { ...kept, until: new Date(Date.now() + LIFETIME_SECONDS * 1000).toISOString() },
  })
  const jar = await cookies()
  const own = cookieName(connection, runtimeId)
  const others = jar.getAll().filter(({ name }) => name.startsWith(SEALED_SIGN_IN_PREFIX) && name !== own)

  for (const name of evictedCookies(others, own.length + sealed.length)) {
    jar.delete(name)
  }
  jar.set(own, sealed, {
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(env()),
    path: '/',
    maxAge: LIFETIME_SECONDS,
  })
}

/** What this browser keeps for a runtime; undefined when nothing, or when it was kept by somebody else. */
export async function readRefreshToken(actor: Actor, connection: Connection, runtimeId: string) {
  const jar = await cookies()
  const sealed = jar.get(cookieName(connection, runtimeId))?.value
  const { userName, refreshToken, clientId, until } =
    (sealed === undefined ? undefined : await open(sessionSecret(), sealed, boundTo(actor, connection, runtimeId))) ??
    {}
  return userName && refreshToken && clientId ? { userName, refreshToken, clientId, until } : undefined
}

export async function dropRefreshToken(connection: Connection, runtimeId: string) {
  const jar = await cookies()
  jar.delete(cookieName(connection, runtimeId))
}

function boundTo(actor: Actor, connection: Connection, runtimeId: string) {
  return { audience: `refresh ${connectionKey(connection)} ${runtimeId}`, subject: actor.name }
}

function cookieName(connection: Connection, runtimeId: string): string {
  const digest = createHash('sha256')
    .update(`${connectionKey(connection)} ${runtimeId}`)
    .digest('hex')
  return `${SEALED_SIGN_IN_PREFIX}${digest.slice(0, 16)}`
}
