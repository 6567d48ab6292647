import 'server-only'
import { createHash } from 'node:crypto'
import { type Tokens, tokensByRefresh } from '@/lib/tokens/sign-in/sign-in'
import type { SignInClient } from '@/lib/tokens/user-pool/pool'

const REMEMBERED_MS = 30_000

const renewals = new Map<string, Promise<Tokens>>()

/**
 * `tokensByRefresh`, once for all that ask at the same time with the same token: two tabs, or a tab and the tool tester. Where
 * tokens rotate, one that is used twice ends the sign-in; so its answer also serves those who come a moment too late.
 */
export function renewTokens(pool: SignInClient, refreshToken: string): Promise<Tokens> {
  const key = createHash('sha256').update(refreshToken).digest('hex')
  const running = renewals.get(key)

  if (running) {
    return running
  }
  const renewal = tokensByRefresh(pool, refreshToken)
  renewals.set(key, renewal)
  renewal.then(
    (tokens) => {
      const isRotated = tokens.refreshToken !== undefined && tokens.refreshToken !== refreshToken
      setTimeout(() => renewals.delete(key), isRotated ? REMEMBERED_MS : 0).unref()
    },
    () => renewals.delete(key),
  )
  return renewal
}
