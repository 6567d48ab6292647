import { UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { renewalTime } from '@/lib/sign-ins/freshness'

const START = Date.UTC(2026, 10, 30)

function living(seconds: number) {
  const token = new UnsecuredJWT({ iat: START / 1000, exp: START / 1000 + seconds }).encode()
  return { token, endsAt: START + seconds * 1000 }
}

describe('when a token is replaced', () => {
  it('is two minutes before its end', () => {
    expect(renewalTime(living(3600))).toBe(START + 58 * 60_000)
  })

  it('is in the last quarter of a short life, so that not every call takes a new one', () => {
    expect(renewalTime(living(60))).toBe(START + 45_000)
  })

  it('is two minutes before its end where nobody knows when it was made', () => {
    expect(renewalTime({ token: 'opaque', endsAt: START })).toBe(START - 120_000)
  })
})
