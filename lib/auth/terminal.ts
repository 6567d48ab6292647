import 'server-only'
import { asWriter, mintActor, type WritingActor } from '@/lib/auth/actor'
import { env } from '@/lib/env'
import type { Result } from '@/lib/result'

/** The person at the command line: whoever runs the program on their own computer is its owner. Fails with `read-only`. */
export function terminalWriter(): Result<WritingActor> {
  return asWriter(mintActor({ name: 'owner', method: 'terminal', canWrite: !env().SLIPWAY_READ_ONLY }))
}
