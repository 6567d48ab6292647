import type { Issued } from '@/lib/sign-ins/model'
import { decodeClaims } from '@/lib/tokens/claims/claims'

/** A token that would end during a call is as good as none. */
const EARLY_MS = 2 * 60_000
/** Of a token that lives for a minute, two minutes early would be always. */
const EARLY_SHARE = 0.25

/** From when on a token is to be replaced by a new one, in ms since 1970: two minutes before its end, later for a short life. */
export function renewalTime({ token, endsAt }: Issued): number {
  const { iat } = decodeClaims(token) ?? {}
  const life = typeof iat === 'number' ? endsAt - iat * 1000 : Number.POSITIVE_INFINITY
  return endsAt - Math.min(EARLY_MS, Math.max(0, life * EARLY_SHARE))
}
