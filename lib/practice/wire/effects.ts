import { setTimeout as sleep } from 'node:timers/promises'
import { commonError } from '@/lib/practice/wire/common-errors'
import type { Fault } from '@/lib/practice/wire/faults'
import type { ProtocolName } from '@/lib/practice/wire/models'
import { ServiceError } from '@/lib/practice/wire/service-error'

/** Thrown to hang up without an answer. */
export class HangUp extends Error {
  override readonly name = 'HangUp'
}

/** Does what a fault says: waits, throws the error to answer, or throws HangUp. */
export async function strike({ effect }: Fault, protocol: ProtocolName, signal: AbortSignal): Promise<void> {
  const { type, ms, message } = effect

  switch (type) {
    case 'slow':
      return wait(ms ?? 3000, signal)
    case 'timeout':
      await wait(ms ?? 600_000, signal)
      throw new HangUp()
    case 'reset':
      throw new HangUp()
    case 'throttle':
      throw commonError(protocol, 'throttled', message ?? 'Rate exceeded')
    case 'server-error':
      throw commonError(protocol, 'internal', message ?? 'An internal error occurred. Please try again.')
    case 'expired-credentials':
      throw commonError(protocol, 'expired-token', message ?? 'The security token included in the request is expired')
    case 'access-denied':
      throw commonError(protocol, 'access-denied', message ?? 'You are not authorized to perform this operation.')
    case 'error':
      throw new ServiceError(effect.code ?? 'ValidationException', message ?? 'A fault was switched on for this call.')
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  // A client that went away ends the wait; what follows notices that by itself.
  await sleep(ms, undefined, { signal }).catch(() => undefined)
}
