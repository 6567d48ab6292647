import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '@/cli/shared/verb'
import { dropKept, readKept, writeKept } from '@/cli/token/kept-token'
import { attempt } from '@/lib/aws/attempt'
import { type Tokens, tokensByRefresh } from '@/lib/tokens/sign-in/sign-in'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

/** Longer than it takes to write a file. */
const KEEPING_MS = 500

export type SignedIn = { userName: string; tokens: Tokens }

/** New tokens by the kept sign-in, when there is one and it is of the user that was asked for. Keeps what was rotated. */
export async function renewKept(pool: SignInClient, arn: string, user?: string): Promise<SignedIn | undefined> {
  const kept = readKept(arn)

  if (!kept || kept.clientId !== pool.clientId || (user !== undefined && user !== kept.userName)) {
    return undefined
  }
  const result = await attempt(() => tokensByRefresh(pool, kept.refreshToken))

  if (!result.ok && result.error.code === 'credentials-expired') {
    // Another client's helper may have used it at the same moment, and be about to keep the one that came instead.
    await sleep(KEEPING_MS)

    if (readKept(arn)?.refreshToken !== kept.refreshToken) {
      return renewKept(pool, arn, user)
    }
    dropKept(arn)
    return undefined
  }
  const tokens = must(result)

  if (tokens.refreshToken !== undefined) {
    writeKept({ ...kept, refreshToken: tokens.refreshToken })
  }
  return { userName: kept.userName, tokens }
}
