import 'server-only'
import { env } from '@/lib/env'
import type { Computer } from '@/lib/install/computer'
import { isLoopback } from '@/lib/loopback'
import type { Failure } from '@/lib/result'

/** Why no client's file can be written from here; undefined where Slipway runs on the person's own computer. */
export function whyNotHere({ isContainer }: Computer): Failure | undefined {
  return isContainer
    ? {
        code: 'refused',
        message: 'Slipway runs in a container, so your clients’ files are out of its reach.',
        remedy: 'Copy the entry into the client’s file by hand, or run Slipway outside of a container.',
      }
    : undefined
}

/** Whether a request to the console comes from this very computer, and the console runs on it and in no container. */
export function isFromHere(computer: Computer, headers: Headers): boolean {
  return whyNotFromHere(computer, headers) === undefined
}

/**
 * The same for a request to the console: it must come from this very computer, which is so where the console listens on loopback only
 * and nothing passes requests on to it.
 */
export function whyNotFromHere(computer: Computer, headers: Headers): Failure | undefined {
  const { SLIPWAY_HOST, SLIPWAY_TRUST_PROXY } = env()
  const host = (headers.get('host') ?? '').replace(/:\d+$/, '')
  // Next sets x-forwarded-for and -host itself: what counts is whether they name another computer.
  const names = [host, ...listed(headers, 'x-forwarded-for'), ...listed(headers, 'x-forwarded-host')]
  const isLocal = names.every((name) => isLoopback(name.replace(/^::ffff:/, '').replace(/(?<=[\w\]]):\d+$/, '')))

  if (!isLoopback(SLIPWAY_HOST) || SLIPWAY_TRUST_PROXY || headers.has('forwarded') || !isLocal) {
    return {
      code: 'refused',
      message: 'This console is open to other computers, so it writes no client’s file.',
      remedy: 'Copy the entry into the client’s file, or run Slipway on the computer that the client is on.',
    }
  }
  return whyNotHere(computer)
}

function listed(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? '').split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}
