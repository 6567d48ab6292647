import { DEFAULT_LIFECYCLE, TYPICAL_GB } from '@/lib/deployments/spec/lifecycle'
import { dollars } from '@/lib/format/dollars'
import { PRICES_AS_OF } from '@/lib/prices'
import { type Estimate, estimate } from '@/lib/usage/estimate/estimate'
import { PATTERNS } from '@/lib/usage/estimate/patterns'

type EstimateLineProps = {
  /** One of the answers to how much a server will be used; another counts as a working day. */
  use: string | undefined
  region: string
  /** NaN while it is being typed: AWS's default counts. */
  idleSeconds: number
  /** Null: they are kept for ever. */
  logRetentionDays: number | null
}

const PARTS: readonly [Exclude<keyof Estimate, 'total'>, string][] = [
  ['work', 'work'],
  ['idle', 'idle'],
  ['boot', 'boot'],
  ['logs', 'logs'],
  ['cognito', 'sign-in'],
]

/** What a server would cost a month, by its parts, and what that rests on. */
export function EstimateLine({ use, region, idleSeconds, logRetentionDays }: EstimateLineProps) {
  const pattern = PATTERNS[use ?? ''] ?? PATTERNS.workday
  const machine = {
    memoryGb: TYPICAL_GB,
    idleSeconds: idleSeconds > 0 ? idleSeconds : DEFAULT_LIFECYCLE.idleSeconds,
    logRetentionDays,
  }
  const found = pattern && estimate(pattern, machine, region)

  if (!pattern || !found) {
    return (
      <p className="text-muted text-table">
        AWS publishes no price of AgentCore for {region || 'this region'}, so nothing is estimated.
      </p>
    )
  }
  const parts = PARTS.filter(([part]) => found[part] > 0).map(([part, word]) => `${word} ${dollars(found[part])}`)
  return (
    <p className="text-table">
      <strong className="font-medium">About {dollars(found.total)} a month</strong>: {parts.join(', ')}.{' '}
      <span className="text-muted">
        One person, {pattern.sessionsPerDay} sessions a day on {pattern.daysPerMonth} days, {pattern.callsPerSession}{' '}
        calls each, {TYPICAL_GB} GB of memory; AWS’s prices of {PRICES_AS_OF}.
      </span>
    </p>
  )
}
