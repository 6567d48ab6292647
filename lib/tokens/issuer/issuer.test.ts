import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fetchJson, isPrivate } from '@/lib/tokens/issuer/fetch-json'
import { report } from '@/lib/tokens/issuer/issuer'

let close: (() => void) | undefined
afterEach(() => close?.())

type Pages = Record<string, { status?: number; body?: string; headers?: Record<string, string>; isSilent?: boolean }>

async function issuer(pages: (origin: string) => Pages) {
  const server = createServer((request, response) => {
    const page = pages(origin)[request.url ?? '']

    if (page?.isSilent) {
      return
    }
    response.writeHead(page?.status ?? (page ? 200 : 404), page?.headers)
    response.end(page?.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { origin, url: `${origin}/pool/.well-known/openid-configuration` }
}

const good = (origin: string): Pages => ({
  '/pool/.well-known/openid-configuration': {
    body: JSON.stringify({ issuer: `${origin}/pool`, jwks_uri: `${origin}/keys` }),
  },
  '/keys': { body: JSON.stringify({ keys: [{ kty: 'RSA', alg: 'RS256' }, { kty: 'EC' }] }) },
})

describe('an issuer', () => {
  it('that AgentCore can use has no problems', async () => {
    const { origin, url } = await issuer(good)
    expect(await report(url, origin)).toEqual({ url, issuer: `${origin}/pool`, keys: ['RS256', 'EC'], problems: [] })
  })

  it.each<[string, (origin: string) => Pages, RegExp]>([
    ['is gone', () => ({}), /HTTP 404/],
    [
      'redirects',
      (origin) => ({
        '/pool/.well-known/openid-configuration': { status: 302, headers: { location: `${origin}/keys` } },
      }),
      /HTTP 302/,
    ],
    ['speaks HTML', () => ({ '/pool/.well-known/openid-configuration': { body: '<html>' } }), /JSON/],
    ['is too large', () => ({ '/pool/.well-known/openid-configuration': { body: 'x'.repeat(300_000) } }), /256 KB/],
    ['lacks its keys', (origin) => ({ ...good(origin), '/keys': { body: '{"keys":[]}' } }), /no keys/],
    [
      'names another',
      (origin) => ({
        ...good(origin),
        '/pool/.well-known/openid-configuration': {
          body: JSON.stringify({ issuer: 'https://other', jwks_uri: `${origin}/keys` }),
        },
      }),
      /https:\/\/other/,
    ],
    [
      'hides its keys in a private network',
      (origin) => ({
        ...good(origin),
        '/pool/.well-known/openid-configuration': {
          body: JSON.stringify({ issuer: `${origin}/pool`, jwks_uri: 'https://169.254.169.254/x' }),
        },
      }),
      /private network/,
    ],
  ])('that %s has one', async (_, pages, problem) => {
    const { origin, url } = await issuer(pages)
    expect((await report(url, origin)).problems.join(' ')).toMatch(problem)
  })
})

describe('an address', () => {
  it.each([
    'http://example.com/x',
    'ftp://example.com',
    'file:///etc/passwd',
    'no address',
    'https://u:p@example.com/',
  ])('%s is not asked', async (address) => {
    expect(await fetchJson(address, {})).toMatchObject({ ok: false })
  })

  it('of this computer is asked only where the connection itself points', async () => {
    const { origin, url } = await issuer(good)
    expect(await fetchJson(url, {})).toMatchObject({ ok: false })
    expect(await fetchJson(url, { origin: 'http://127.0.0.1:1' })).toMatchObject({ ok: false })
    expect(await fetchJson(url, { origin })).toMatchObject({ ok: true })
    for (const host of ['localhost', '127.0.0.1', '[::1]', '169.254.169.254', '[::ffff:10.0.0.1]', '0x7f000001']) {
      expect(await fetchJson(`https://${host}:1/x`, {}), host).toMatchObject({
        ok: false,
        problem: expect.stringContaining('private'),
      })
    }
  })

  it.each([
    ['8.8.8.8', false],
    ['2600:1f18::1', false],
    ['10.1.2.3', true],
    ['172.31.0.1', true],
    ['172.32.0.1', false],
    ['169.254.169.254', true],
    ['100.100.100.200', true],
    ['::1', true],
    ['fd00:ec2::254', true],
    ['::ffff:127.0.0.1', true],
    ['fe80::1', true],
    ['192.88.99.1', true],
    ['3fff::1', true],
    ['64:ff9b:1::1', true],
    ['nonsense', true],
  ])('%s is private: %s', (address, expected) => {
    expect(isPrivate(address)).toBe(expected)
  })
})
