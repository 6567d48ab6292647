import { DEFAULT_LIFECYCLE, TYPICAL_GB } from '@/lib/deployments/spec/lifecycle'
import { dollars } from '@/lib/format/dollars'
import type { RuntimeDetail } from '@/lib/runtimes/model'
import { USAGE_RETENTION_DAYS } from '@/lib/usage/delivery/names'
import { estimate } from '@/lib/usage/estimate/estimate'
import { PATTERNS } from '@/lib/usage/estimate/patterns'

const WORDS: readonly [string, string][] = [
  ['rarely', 'now and then'],
  ['workday', 'on working days'],
  ['always', 'all day'],
]

type EstimateBesideProps = { actual: number | null; region: string; lifecycle: RuntimeDetail['lifecycle'] }

/** A month as it was beside a month as it was estimated, for each of the ways that one person may use a server. */
export function EstimateBeside({ actual, region, lifecycle }: EstimateBesideProps) {
  const machine = {
    memoryGb: TYPICAL_GB,
    idleSeconds: lifecycle.idleRuntimeSessionTimeout ?? DEFAULT_LIFECYCLE.idleSeconds,
    logRetentionDays: USAGE_RETENTION_DAYS,
  }
  const parts = WORDS.flatMap(([use, words]) => {
    const pattern = PATTERNS[use]
    const found = pattern && estimate(pattern, machine, region)
    return found ? [`${dollars(found.total)} ${words}`] : []
  })

  if (actual === null || parts.length === 0) {
    return null
  }
  return (
    <p className="text-muted text-table">
      Estimated for one person: {parts.join(', ')}. Actual: {dollars(actual)}, without logs.
    </p>
  )
}
