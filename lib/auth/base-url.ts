import type { Env } from '@/lib/env'

type Address = Pick<Env, 'NEXTAUTH_URL' | 'SLIPWAY_HOST' | 'PORT'>

const WILDCARDS = new Set(['0.0.0.0', '::', ''])

/** Where people open the console: NEXTAUTH_URL, else the listening address. An origin, without a slash at its end. */
export function baseUrl({ NEXTAUTH_URL, SLIPWAY_HOST, PORT }: Address): string {
  if (NEXTAUTH_URL) {
    return new URL(NEXTAUTH_URL).origin
  }
  return httpOrigin(WILDCARDS.has(SLIPWAY_HOST) ? '127.0.0.1' : SLIPWAY_HOST, PORT)
}

/** The origins that are this console. A request for any other host, or written by any other origin, is refused. */
export function ownOrigins(address: Address): ReadonlySet<string> {
  const hosts = ['127.0.0.1', 'localhost', '::1', address.SLIPWAY_HOST].filter((host) => !WILDCARDS.has(host))
  return new Set([...hosts.map((host) => httpOrigin(host, address.PORT)), baseUrl(address)])
}

/** True when cookies must be Secure: the console is reached over https. */
export function isSecure(address: Address): boolean {
  return baseUrl(address).startsWith('https://')
}

// URL does the details: brackets of IPv6, lower case, no `:80`.
function httpOrigin(host: string, port: number): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return new URL(`http://${name}:${port}`).origin
}
