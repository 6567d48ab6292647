import 'server-only'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { isIP, isIPv6 } from 'node:net'
import { env } from '@/lib/env'

const HEADER = 'x-forwarded-for'
const FORWARDED = [HEADER, 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port', 'forwarded']

/**
 * Makes X-Forwarded-For say what the socket says. Next keeps whatever a client sends there, so everybody could be
 * anybody; Node announces each request before any handler sees it. Not done under SLIPWAY_TRUST_PROXY=1.
 */
export function trustOnlySockets(): void {
  if (!env().SLIPWAY_TRUST_PROXY) {
    subscribe('http.server.request.start', (message) => {
      overwriteForwarded((message as { request: IncomingMessage }).request)
    })
  }
}

export function overwriteForwarded({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): void {
  for (const name of FORWARDED) {
    delete headers[name]
  }
  headers[HEADER] = socket.remoteAddress ?? ''
}

/**
 * Who counts as one client when failures are counted: an IPv4 address, or the /64 network of an IPv6 address, all of
 * which one person may own. The last entry of the header is the one that the nearest proxy saw.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim() ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(last)?.[1]
  const address = mapped ?? last

  if (isIPv6(address)) {
    return `${hextets(address).slice(0, 4).join(':')}::/64`
  }
  return isIP(address) === 4 ? address : 'unknown'
}

function hextets(address: string): string[] {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  return [...left, ...zeros, ...right].map((part) => part.toLowerCase().replace(/^0+(?=.)/, ''))
}
