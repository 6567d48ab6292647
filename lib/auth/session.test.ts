import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const HOUR = 60 * 60 * 1000
const start = new Date('2026-11-01T00:00:00Z').getTime()

beforeEach(() => {
  vi.resetModules()
  vi.useFakeTimers({ now: start, toFake: ['Date'] })
  vi.stubEnv('NEXTAUTH_SECRET', 'a-secret-for-tests-of-at-least-32-characters')
  vi.stubEnv('SLIPWAY_PASSWORD', 'a password')
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
})

/** The cookie of a fresh session, through the only function that ever seals one. */
async function cookieOf(method: 'link' | 'password', name = 'owner') {
  const { newSession, renewedSession } = await import('@/lib/auth/session')
  return (await renewedSession({ ...newSession(method, name), iat: 1 })) ?? ''
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

  it('by password ends when the password changes', async () => {
    const cookie = await cookieOf('password')
    const before = await import('@/lib/auth/session')
    expect(await before.readSession(cookie)).not.toBeNull()
    vi.resetModules()
    vi.stubEnv('SLIPWAY_PASSWORD', 'another password')
    const after = await import('@/lib/auth/session')
    expect(await after.readSession(cookie)).toBeNull()
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
