import { V1 } from '@/lib/prices'

/** What AWS takes where nothing is said, in seconds. */
export const DEFAULT_LIFECYCLE = { idleSeconds: 900, maxSeconds: 28_800 }

/** Memory that a session of the Marketplace image holds, in GB, as one real bill showed it. */
export const TYPICAL_GB = 1.5

export type IdleCost = {
  /** Dollars that one session costs after its last request, until it is ended. */
  perSession: number
  /** The same for ten sessions a day, in 30 days. */
  perMonth: number
  text: string
}

/** What an idle time-out of so many seconds costs: memory is billed until the session ends, processors cost nothing while it idles. */
export function idleCost(seconds: number, memoryGb = TYPICAL_GB): IdleCost {
  const perSession = (seconds / 3600) * memoryGb * V1.gbHour
  const perMonth = perSession * 10 * 30
  const minutes = Math.round(seconds / 60)

  return {
    perSession,
    perMonth,
    text: `After the last request a session stays for ${minutes} min and costs about $${perSession.toFixed(4)}. Ten sessions a day: about $${perMonth.toFixed(2)} a month.`,
  }
}
