import { describe, expect, it } from 'vitest'
import { doorwayOf } from '@/lib/auth/door/doorway'
import { parseEnv } from '@/lib/env'

const visit = { method: 'GET', host: '127.0.0.1:3000', path: '/', search: '' }

describe('under the numbers of this computer', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST:3000', '[::1]:3000'])('%s leads to the name', (host) => {
    expect(doorwayOf({ ...visit, host, path: '/logs', search: '?a=1&b' }, parseEnv({}))).toEqual({
      page: expect.stringContaining('href="http://slipway.localhost:3000/logs?a=1&#38;b"'),
    })
    expect(doorwayOf({ ...visit, host, path: '/api/health' }, parseEnv({}))).toBe('health')
  })

  it('leads there also once next-auth has been told the name', () => {
    expect(doorwayOf(visit, parseEnv({ NEXTAUTH_URL: 'http://slipway.localhost:3000' }))).toHaveProperty('page')
  })

  it('repeats nothing as markup', () => {
    const answer = doorwayOf({ ...visit, path: '/"><script>alert(1)</script>' }, parseEnv({}))
    expect(JSON.stringify(answer)).not.toContain('<script>')
  })

  it.each([
    { ...visit, method: 'POST' },
    { ...visit, path: '/api/logs/stream' },
    { ...visit, host: '127.0.0.1:3001' },
    { ...visit, host: 'attacker.example' },
    { ...visit, host: 'slipway.localhost:3000' },
    { ...visit, host: null },
  ])('nothing else is answered: %j', (other) => {
    expect(doorwayOf(other, parseEnv({}))).toBeUndefined()
  })

  it.each<Record<string, string>>([
    { NEXTAUTH_URL: 'http://127.0.0.1:3000' },
    { SLIPWAY_HOST: '0.0.0.0' },
    { SLIPWAY_OIDC_ISSUER: 'https://issuer.example' },
  ])('nor with %j', (settings) => {
    expect(doorwayOf(visit, parseEnv(settings))).toBeUndefined()
  })
})
