import { decodeJwt } from 'jose'
import { readKept } from '@/cli/token/kept-token'
import { renewKept } from '@/cli/token/renew-kept'
import type { Connection } from '@/lib/aws/connection'
import type { KnownRuntime } from '@/lib/bridge/known-runtimes'
import { AppError } from '@/lib/result'
import { signInClient } from '@/lib/tokens/user-pool/pool'

/** A token that would end during a call is as good as none. */
const EARLY_MS = 2 * 60_000

export type TokenSource = {
  /** A token that lives two minutes more. Throws an AppError when nobody is signed in. */
  token: () => Promise<string>
  /** Forgets the token, so that the next one is new. */
  forget: () => void
}

/** Access tokens of the sign-in that is kept for a runtime; those who ask at once wait for one renewal. */
export function tokenSource(connection: Connection, runtime: KnownRuntime): TokenSource {
  let current: { text: string; endsAt: number } | undefined
  let renewing: Promise<string> | undefined

  async function renew(): Promise<string> {
    const pool = await signInClient(connection, runtime.id, readKept(runtime.arn)?.clientId)
    const signedIn = await renewKept(pool, runtime.arn)

    if (!signedIn) {
      throw new AppError({
        code: 'credentials-expired',
        message: `No sign-in is kept for ${runtime.name}, or it has ended.`,
        remedy: 'Sign in once in a terminal, in the folder of Slipway.',
        command: `npm run slipway -- token ${runtime.name} --keep`,
      })
    }
    const text = signedIn.tokens.accessToken
    current = { text, endsAt: (decodeJwt(text).exp ?? 0) * 1000 }
    return text
  }

  return {
    token: async () => {
      if (current && current.endsAt - Date.now() > EARLY_MS) {
        return current.text
      }
      renewing ??= renew().finally(() => {
        renewing = undefined
      })
      return renewing
    },
    forget: () => {
      current = undefined
    },
  }
}
