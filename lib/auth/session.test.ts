import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const HOUR = 60 * 60 * 1000
const start = new Date('2026-11-01T00:00:00Z').getTime()

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now: start, toFake: ['Date'] })
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-for-tests-of-at-least-32-characters')
  vi.stubEnv('SLIPWAY_PASSWORD', 'a password')
  vi.stubEnv('SLIPWAY_STATE_DIR', mkdtempSync(path.join(tmpdir(), 'slipway-session-')))
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

const visitor = { address: '127.0.0.1', browser: 'curl' }

/** The cookie of a fresh session, through the only function of ours that seals one. */
async function cookieOf(method: 'link' | 'password' | 'oidc', name = 'owner') {
  const { newSession, renewedSession } = await import('@/lib/auth/session')
  return (await renewedSession({ id: newSession(method, name, visitor).sid, iat: 1 })) ?? ''
}

/** As after a restart with other settings. */
async function readAfter(cookie: string, settings: Record<string, string>) {
  vi.resetModules()
  delete (globalThis as { slipwaySessions?: unknown }).slipwaySessions

  for (const [name, value] of Object.entries(settings)) {
    vi.stubEnv(name, value)
  }
  const { readSession } = await import('@/lib/auth/session')
  return readSession(cookie)
}

describe('a session', () => {
  it('ends twelve hours after the last visit', async () => {
    const { readSession } = await import('@/lib/auth/session')
    const cookie = await cookieOf('link')
    vi.setSystemTime(start + 11.9 * HOUR)
    expect(await readSession(cookie)).toMatchObject({ name: 'owner', method: 'link' })
    vi.setSystemTime(start + 12.1 * HOUR)
    expect(await readSession(cookie)).toBeNull()
  })

  it('is renewed while it is in use, but not at every request, and ends after a week', async () => {
    const { readSession, renewedSession } = await import('@/lib/auth/session')
    let cookie = await cookieOf('link')
    let renewals = 0
    let hours = 0

    for (let session = await readSession(cookie); session; session = await readSession(cookie)) {
      const renewed = await renewedSession(session)
      cookie = renewed ?? cookie
      renewals += renewed ? 1 : 0
      hours += 0.25
      vi.setSystemTime(start + hours * HOUR)
    }
    expect(hours).toBe(7 * 24 + 0.25)
    expect(renewals).toBeLessThanOrEqual(7 * 24 * 2)
    expect(renewals).toBeGreaterThan(7 * 24)
  })

  it('outlives a restart, whatever link the terminal prints then', async () => {
    const cookie = await cookieOf('password')
    expect(await readAfter(cookie, { SLIPWAY_SIGN_IN_TOKEN_HASH: 'b'.repeat(64) })).toMatchObject({ name: 'owner' })
  })

  it.each([
    ['another password', { SLIPWAY_PASSWORD: 'another password' }],
    ['no password', { SLIPWAY_PASSWORD: '' }],
    ['another secret', { NEXTAUTH_SECRET: 'another-secret-for-tests-of-32-characters' }],
    [
      'a provider',
      {
        SLIPWAY_OIDC_ISSUER: 'https://issuer.example',
        SLIPWAY_OIDC_CLIENT_ID: 'id',
        SLIPWAY_OIDC_CLIENT_SECRET: 'secret',
        SLIPWAY_ALLOWED_EMAILS: 'owner',
      },
    ],
  ])('ends with %s, whichever way it began', async (_what, settings) => {
    const cookies = [await cookieOf('link'), await cookieOf('password'), await cookieOf('oidc')]

    for (const cookie of cookies) {
      expect(await readAfter(cookie, settings)).toBeNull()
    }
  })

  it('by link ends when a password is set', async () => {
    vi.stubEnv('SLIPWAY_PASSWORD', '')
    const cookie = await cookieOf('link')
    expect(await readAfter(cookie, {})).not.toBeNull()
    expect(await readAfter(cookie, { SLIPWAY_PASSWORD: 'a password' })).toBeNull()
  })

  it('is found beside cookies of the same name that hold nothing', async () => {
    const cookie = await cookieOf('link')
    const { sessionOf } = await import('@/lib/auth/session')
    const ours = `slipway.session=${cookie}`
    const [junk, other] = ['slipway.session=planted', 'x.slipway.session=y']

    for (const header of [
      ours,
      `${ours}; ${junk}`,
      `${junk};${ours}`,
      `${other}; ${junk}; ${ours}; slipway.session=`,
    ]) {
      expect(await sessionOf(header, false)).toMatchObject({ name: 'owner' })
    }
    for (const header of [null, '', junk, `x.${ours}`, `__Host-${ours}`, `a="; ${junk}"`]) {
      expect(await sessionOf(header, false)).toBeNull()
    }
    expect(await sessionOf(ours, true)).toBeNull()
    expect(await sessionOf(`__Host-${ours}`, true)).toMatchObject({ name: 'owner' })
  })

  it('stays ended when the old password is back', async () => {
    const cookie = await cookieOf('password')
    expect(await readAfter(cookie, { SLIPWAY_PASSWORD: 'another password' })).toBeNull()
    expect(await readAfter(cookie, { SLIPWAY_PASSWORD: 'a password' })).toBeNull()
  })

  it('ends in its copies too', async () => {
    const cookie = await cookieOf('link')
    const { readSession, liveSessions } = await import('@/lib/auth/session')
    const { sessionStore } = await import('@/lib/auth/sessions/store')
    const session = await readSession(cookie)
    const copy = await cookieOf('link')
    sessionStore().end([session?.id ?? ''])
    expect(await readSession(cookie)).toBeNull()
    expect(await readSession(copy)).not.toBeNull()
    expect(liveSessions()).toHaveLength(1)
    expect(await readAfter(cookie, {})).toBeNull()
  })

  it('is opened once, and still ends with its cookie and in the store', async () => {
    const real = await vi.importActual<typeof import('next-auth/jwt')>('next-auth/jwt')
    const decode = vi.fn(real.decode)
    vi.doMock('next-auth/jwt', () => ({ ...real, decode }))
    const { newSession, readSession } = await import('@/lib/auth/session')
    const { sessionStore } = await import('@/lib/auth/sessions/store')
    const secret = process.env.NEXTAUTH_SECRET ?? ''
    const seal = (sid: string) => real.encode({ token: { sid }, secret, maxAge: 60 })
    const first = await seal(newSession('link', 'owner', visitor).sid)

    for (let visit = 0; visit < 5; visit += 1) {
      expect(await readSession(first)).toMatchObject({ name: 'owner' })
    }
    expect(decode).toHaveBeenCalledTimes(1)
    const { sid } = newSession('link', 'owner', visitor)
    const second = await seal(sid)
    expect(await readSession(second)).not.toBeNull()
    sessionStore().end([sid])
    expect(await readSession(second)).toBeNull()
    vi.setSystemTime(start + 90_000)
    expect(await readSession(first)).toBeNull()
    vi.setSystemTime(start)
    expect(await readSession(first)).not.toBeNull()
    vi.doUnmock('next-auth/jwt')
  })

  it('needs an end in its cookie', async () => {
    const { newSession } = await import('@/lib/auth/session')
    const { sid } = newSession('link', 'owner', visitor)
    const iat = start / 1000
    vi.doMock('next-auth/jwt', () => ({
      encode: () => '',
      decode: async ({ token }: { token: string }) => JSON.parse(token),
    }))
    expect(await readAfter(JSON.stringify({ sid, iat, exp: iat + 60 }), {})).not.toBeNull()
    expect(await readAfter(JSON.stringify({ sid, iat }), {})).toBeNull()
    vi.doUnmock('next-auth/jwt')
  })

  it('holds neither the name nor the password in clear', async () => {
    const cookie = await cookieOf('password', 'somebody@example.com')
    expect(Buffer.from(cookie.split('.').join(''), 'base64').toString('latin1')).not.toMatch(/somebody|a password/)
  })

  it('is not a cookie that was changed', async () => {
    const { readSession } = await import('@/lib/auth/session')
    const cookie = await cookieOf('link')
    // The last character of a part holds bits that stand for nothing.
    const places = [...cookie].map((_, place) => place).filter((place) => /^[^.][^.]/.test(cookie.slice(place)))

    for (const place of places.filter((each) => each % 5 === 0)) {
      const other = cookie[place] === 'A' ? 'B' : 'A'
      expect(await readSession(`${cookie.slice(0, place)}${other}${cookie.slice(place + 1)}`)).toBeNull()
    }
  })
})
