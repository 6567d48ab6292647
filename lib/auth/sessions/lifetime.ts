import type { Env } from '@/lib/env'

/** Seconds without a visit after which a session ends. */
export const SESSION_IDLE_S = 12 * 60 * 60
/** Seconds after which a session ends in any case. */
export const SESSION_TOTAL_S = 7 * 24 * 60 * 60

/** Whether a session's time is up. All three in seconds since 1970. */
export function isOver({ since, seen }: { since: number; seen: number }, now: number): boolean {
  return now - since > SESSION_TOTAL_S || now - seen > SESSION_IDLE_S
}

/** Whether somebody showed lately enough who they are to change IAM. Both times in seconds since 1970. */
export function isRecent(
  { since }: { since: number },
  now: number,
  { SLIPWAY_REAUTH_MINUTES: minutes }: Pick<Env, 'SLIPWAY_REAUTH_MINUTES'>,
): boolean {
  return minutes === 0 || now - since < minutes * 60
}
