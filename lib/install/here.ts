import 'server-only'
import { isLocalRequest } from '@/lib/auth/door/local-request'
import type { Computer } from '@/lib/install/computer'
import type { Failure } from '@/lib/result'

/** Why no client's file can be written from here; undefined where Slipway runs on the person's own computer. */
export function whyNotHere({ isContainer }: Computer): Failure | undefined {
  return isContainer
    ? {
        code: 'refused',
        message: 'Slipway runs in a container, so your clients’ files are out of its reach.',
        remedy:
          'A client outside can’t start the bridge in here either: run Slipway on your own computer, or choose another way than through Slipway.',
      }
    : undefined
}

/** The same for a request to the console, which has to come from this very computer. */
export function whyNotFromHere(computer: Computer, headers: Headers): Failure | undefined {
  return isLocalRequest(headers)
    ? whyNotHere(computer)
    : {
        code: 'refused',
        message: 'This console is open to other computers, so it writes no client’s file.',
        remedy: 'Copy the entry into the client’s file, or run Slipway on the computer that the client is on.',
      }
}
