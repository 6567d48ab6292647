import { machineAddresses } from '@/lib/auth/door/machine-addresses'
import type { Env } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'

type Address = Pick<Env, 'NEXTAUTH_URL' | 'SLIPWAY_HOST' | 'PORT'> & Partial<Pick<Env, 'SLIPWAY_OIDC_ISSUER'>>

/** Browsers lead every name below localhost to this computer, and keep its cookies from 127.0.0.1. */
const OWN_NAME = 'slipway.localhost'

const WILDCARDS = new Set(['0.0.0.0', '::', ''])

/** Where people open the console: NEXTAUTH_URL, else its name or the listening address. An origin, without a slash at its end. */
export function baseUrl(address: Address): string {
  const { NEXTAUTH_URL, SLIPWAY_HOST, PORT } = address

  if (NEXTAUTH_URL) {
    return new URL(NEXTAUTH_URL).origin
  }
  if (hasOwnName(address)) {
    return httpOrigin(OWN_NAME, PORT)
  }
  return httpOrigin(WILDCARDS.has(SLIPWAY_HOST) ? '127.0.0.1' : SLIPWAY_HOST, PORT)
}

/**
 * Whether the console is opened under a host name of its own: on loopback, unless another address is configured. Identity providers send
 * nobody back to such a name over http.
 */
export function hasOwnName({ NEXTAUTH_URL, SLIPWAY_HOST, SLIPWAY_OIDC_ISSUER, PORT }: Address): boolean {
  // next-auth has to be told the name through this very variable.
  const isElsewhere = NEXTAUTH_URL && new URL(NEXTAUTH_URL).origin !== httpOrigin(OWN_NAME, PORT)
  return !isElsewhere && !SLIPWAY_OIDC_ISSUER && ['127.0.0.1', 'localhost', '::1'].includes(SLIPWAY_HOST)
}

/** The origins that are this console. A request for any other host, or written by any other origin, is refused. */
export function ownOrigins(address: Address): ReadonlySet<string> {
  if (hasOwnName(address)) {
    return new Set([baseUrl(address)])
  }
  // Names are left out on purpose: anybody can have a name lead to this computer, but nobody an address.
  const listening = WILDCARDS.has(address.SLIPWAY_HOST) ? machineAddresses() : [address.SLIPWAY_HOST]
  const hosts = ['127.0.0.1', 'localhost', '::1', ...listening]
  return new Set([...hosts.map((host) => httpOrigin(host, address.PORT)), baseUrl(address)])
}

/** Where to open the console: what is configured, or under `0.0.0.0` every address of this computer that others reach. */
export function openAddresses(address: Address): string[] {
  const isEverywhere = WILDCARDS.has(address.SLIPWAY_HOST) && !address.NEXTAUTH_URL
  const machine = isEverywhere ? machineAddresses().map((host) => httpOrigin(host, address.PORT)) : []
  return machine.length > 0 ? machine : [baseUrl(address)]
}

/** Whether the console runs on the computer of whoever looks at it: in a container or behind a name of its own, nobody knows. */
export function isOwnComputer(address: Address): boolean {
  return isLoopback(address.SLIPWAY_HOST) && isLoopback(new URL(baseUrl(address)).hostname)
}

/** True when cookies must be Secure: the console is reached over https. */
export function isSecure(address: Address): boolean {
  return baseUrl(address).startsWith('https://')
}

/** URL does the details: brackets of IPv6, lower case, no `:80`. */
export function httpOrigin(host: string, port: number): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  return new URL(`http://${name}:${port}`).origin
}
