import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { clientAddress, overwriteForwarded } from '@/lib/auth/door/client-address'

describe('clientAddress', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1'],
    ['::ffff:10.0.0.7', '10.0.0.7'],
    ['6.6.6.6, 10.0.0.7', '10.0.0.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::1', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['rubbish', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('%s → %s', (header, expected) => {
    expect(clientAddress(header)).toBe(expected)
  })
})

describe('overwriteForwarded', () => {
  it('believes the socket and nothing that the client says', () => {
    const headers: IncomingMessage['headers'] = {
      host: 'a',
      'x-forwarded-for': '6.6.6.6',
      'x-forwarded-host': 'evil.example',
      forwarded: 'for=6.6.6.6',
    }
    overwriteForwarded({ headers, socket: { remoteAddress: '10.0.0.7' } as IncomingMessage['socket'] })
    expect(headers).toEqual({ host: 'a', 'x-forwarded-for': '10.0.0.7' })
  })
})
