import { nothingKept, tokenRuntime } from '@/cli/sign-in/kept-runtime'
import type { Connection } from '@/lib/aws/connection'
import type { KnownRuntime } from '@/lib/bridge/known-runtimes'
import { AppError } from '@/lib/result'
import { freshToken } from '@/lib/sign-ins/fresh-token'
import { renewalTime } from '@/lib/sign-ins/freshness'

export type TokenSource = {
  /** A token that outlives a call. Throws an AppError when nobody is signed in. */
  token: () => Promise<string>
  /** Forgets the token, so that the next one is new. */
  forget: () => void
}

/** Tokens of the sign-in that is kept for a runtime; those who ask at once wait for one renewal. */
export function tokenSource(connection: Connection, runtime: KnownRuntime): TokenSource {
  let current: { token: string; renewAt: number } | undefined
  let refused: string | undefined
  let renewing: Promise<string> | undefined

  async function renew(): Promise<string> {
    // Another bridge may have renewed meanwhile; only what the runtime refused is of no use for certain.
    const fresh = await freshToken(connection, tokenRuntime(runtime), { refused })

    if (!fresh) {
      throw new AppError(nothingKept(connection, runtime))
    }
    current = { token: fresh.token, renewAt: renewalTime(fresh) }
    return fresh.token
  }

  return {
    token: async () => {
      if (current && Date.now() < current.renewAt) {
        return current.token
      }
      renewing ??= renew().finally(() => {
        renewing = undefined
      })
      return renewing
    },
    forget: () => {
      refused = current?.token
      current = undefined
    },
  }
}
