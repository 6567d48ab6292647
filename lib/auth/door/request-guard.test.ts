import { describe, expect, it } from 'vitest'
import { ownOrigins } from '@/lib/auth/door/base-url'
import { type GuardedRequest, gateOf, isActionCall, refusalOf } from '@/lib/auth/door/request-guard'

const own = ownOrigins({ NEXTAUTH_URL: 'http://127.0.0.1:3000', SLIPWAY_HOST: '127.0.0.1', PORT: 3000 })
const get: GuardedRequest = { method: 'GET', path: '/', host: '127.0.0.1:3000', origin: null, fetchSite: null }
const post: GuardedRequest = { ...get, method: 'POST', origin: 'http://127.0.0.1:3000' }

function isRefused(request: GuardedRequest, origins = own): boolean {
  return refusalOf(request, origins) !== null
}

describe('the Host of a request', () => {
  it.each(['127.0.0.1:3000', 'localhost:3000', 'LocalHost:3000', '[::1]:3000'])('%s is ours', (host) => {
    expect(isRefused({ ...get, host })).toBe(false)
  })

  it.each([
    null,
    '',
    'evil.example',
    'evil.example:3000',
    '127.0.0.1',
    '127.0.0.1:3001',
    'localhost:3000.evil.example',
    'localhost:3000@evil.example',
    '127.0.0.1:3000/',
    '169.254.169.254:3000',
  ])('%s is not', (host) => {
    expect(isRefused({ ...get, host })).toBe(true)
    expect(isRefused({ ...post, host })).toBe(true)
  })

  it('is that of NEXTAUTH_URL or SLIPWAY_HOST, too', () => {
    const origins = ownOrigins({ NEXTAUTH_URL: 'https://slipway.example', SLIPWAY_HOST: '10.0.0.7', PORT: 80 })
    expect(isRefused({ ...get, host: 'slipway.example' }, origins)).toBe(false)
    expect(isRefused({ ...get, host: '10.0.0.7' }, origins)).toBe(false)
    expect(isRefused({ ...get, host: '10.0.0.8' }, origins)).toBe(true)
    expect(isRefused({ ...post, host: 'slipway.example', origin: 'https://slipway.example' }, origins)).toBe(false)
    expect(isRefused({ ...post, host: 'slipway.example', origin: 'http://slipway.example' }, origins)).toBe(true)
  })

  it('is the name of its own alone, where nothing else is configured', () => {
    const origins = ownOrigins({ NEXTAUTH_URL: undefined, SLIPWAY_HOST: '127.0.0.1', PORT: 3000 })
    expect([...origins]).toEqual(['http://slipway.localhost:3000'])
    expect(isRefused({ ...get, host: '127.0.0.1:3000' }, origins)).toBe(true)
    expect(isRefused({ ...post, host: 'slipway.localhost:3000' }, origins)).toBe(true)
    const name = { host: 'slipway.localhost:3000', origin: 'http://slipway.localhost:3000' }
    expect(isRefused({ ...post, ...name }, origins)).toBe(false)
  })

  it('is not every name when the server listens on every address', () => {
    const origins = ownOrigins({ NEXTAUTH_URL: undefined, SLIPWAY_HOST: '0.0.0.0', PORT: 3000 })
    expect(isRefused({ ...get, host: '0.0.0.0:3000' }, origins)).toBe(true)
    expect(isRefused({ ...get, host: 'localhost:3000' }, origins)).toBe(false)
  })
})

it.each(['/runtimes/%E0%A4%A', '/roles/100%', '/%'])('%s is no address', (path) => {
  expect(refusalOf({ ...get, path }, own)).toMatchObject({ status: 400 })
  expect(isRefused({ ...get, path: encodeURI(path) })).toBe(false)
})

describe('a write', () => {
  it('passes from our own page', () => {
    expect(isRefused({ ...post, fetchSite: 'same-origin' })).toBe(false)
    expect(isRefused({ ...post, origin: null, fetchSite: 'same-origin' })).toBe(false)
    expect(isRefused({ ...post, origin: 'null', fetchSite: 'same-origin' })).toBe(false)
  })

  it.each([
    [null, null],
    [null, 'none'],
    ['null', null],
    ['null', 'cross-site'],
    ['http://evil.example', null],
    ['http://127.0.0.1:3001', 'same-site'],
    ['http://localhost:3000', 'cross-site'],
    ['http://localhost:3000', null],
    ['https://127.0.0.1:3000', null],
    ['http://127.0.0.1:3000', 'cross-site'],
    ['http://127.0.0.1:3000.evil.example', null],
  ])('is refused with Origin %s and Sec-Fetch-Site %s', (origin, fetchSite) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect(isRefused({ ...post, method, origin, fetchSite })).toBe(true)
    }
  })
})

describe('a read', () => {
  it('of a page may follow a link from anywhere', () => {
    expect(isRefused({ ...get, path: '/runtimes', fetchSite: 'cross-site' })).toBe(false)
  })

  it.each(['cross-site', 'same-site'])('of the API is refused from elsewhere (%s)', (fetchSite) => {
    expect(isRefused({ ...get, path: '/api/logs/stream', fetchSite })).toBe(true)
    expect(isRefused({ ...get, path: '/api/auth/csrf', fetchSite })).toBe(true)
  })

  it.each(['callback/oidc', 'error', 'signin'])('of /api/auth/%s may come from an identity provider', (endpoint) => {
    expect(isRefused({ ...get, path: `/api/auth/${endpoint}`, fetchSite: 'cross-site' })).toBe(false)
    expect(isRefused({ ...post, path: `/api/auth/${endpoint}`, fetchSite: 'cross-site' })).toBe(true)
  })

  it.each(['same-origin', 'none', null])('of the API passes from here (%s)', (fetchSite) => {
    expect(isRefused({ ...get, path: '/api/logs/stream', fetchSite })).toBe(false)
  })
})

describe('without a session', () => {
  const page = { method: 'GET', path: '/runtimes/a', search: '?tab=logs&_rsc=1x', isAction: false }

  it('a page leads to the sign-in page and back', () => {
    expect(gateOf(page)).toEqual({ redirect: '/sign-in?next=%2Fruntimes%2Fa%3Ftab%3Dlogs' })
    expect(gateOf({ ...page, path: '/', search: '' })).toEqual({ redirect: '/sign-in' })
    expect(gateOf({ ...page, path: '//evil.example', search: '' })).toEqual({ redirect: '/sign-in' })
  })

  it.each(['/sign-in', '/api/health', '/api/auth/csrf', '/api/auth/callback/link', '/icon.svg', '/favicon.ico'])(
    '%s is open',
    (path) => {
      expect(gateOf({ ...page, path, search: '' })).toBe('open')
    },
  )

  it.each(['/api/logs/stream', '/api/healthx', '/api/auth', '/api/sign-out', '/api/health/x'])(
    '%s is closed',
    (path) => {
      expect(gateOf({ ...page, path })).toBe('unauthenticated')
    },
  )

  it.each(['/sign-in/x', '/sign-inx', '/icon.svg/x', '/x/icon.svg', '/settings'])('%s needs a session', (path) => {
    expect(gateOf({ ...page, path })).toHaveProperty('redirect')
  })

  it('an action answers for itself, any other write does not get through', () => {
    expect(gateOf({ ...page, method: 'POST', isAction: true })).toBe('open')
    expect(gateOf({ ...page, method: 'POST' })).toBe('unauthenticated')
    expect(gateOf({ ...page, method: 'POST', path: '/api/x', isAction: true })).toBe('unauthenticated')
  })
})

it('only what a page sends for an action counts as a call of one', () => {
  const call = (type: string) => isActionCall(new Headers({ 'next-action': 'a', 'content-type': type }))
  expect(call('text/plain;charset=UTF-8')).toBe(true)
  expect(call('multipart/form-data; boundary=x')).toBe(true)
  expect(call('application/x-www-form-urlencoded')).toBe(false)
  expect(isActionCall(new Headers({ 'next-action': 'a' }))).toBe(false)
  expect(isActionCall(new Headers({ 'content-type': 'text/plain' }))).toBe(false)
})
