import 'server-only'
import { type Actor, mintActor } from '@/lib/auth/actor'
import { env } from '@/lib/env'

/** The person at the command line: whoever runs the program on their own computer is its owner. */
export function terminalActor(): Actor {
  return mintActor({ name: 'owner', method: 'terminal', canWrite: !env().SLIPWAY_READ_ONLY })
}
