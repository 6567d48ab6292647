import { env } from '@/lib/env'
import { isLoopback } from '@/lib/loopback'

/**
 * Whether a request to the console comes from this very computer: so it is where the console listens on loopback only and nothing
 * passes requests on to it.
 */
export function isLocalRequest(headers: Headers): boolean {
  const { SLIPWAY_HOST, SLIPWAY_TRUST_PROXY } = env()
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '')
  // Next sets x-forwarded-for and -host itself: what counts is whether they name another computer.
  const names = [host, ...listed(headers, 'x-forwarded-for'), ...listed(headers, 'x-forwarded-host')]
  const isLocal = names.every((name) => isLoopback(name.replace(/^::ffff:/, '').replace(/(?<=[\w\]]):\d+$/, '')))
  return isLoopback(SLIPWAY_HOST) && !SLIPWAY_TRUST_PROXY && !headers.has('forwarded') && isLocal
}

function listed(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}
