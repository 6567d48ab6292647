import { Status } from '@/components/ui/status'
import { formatDuration } from '@/lib/format/duration'
import { MIN_LIFE_SECONDS } from '@/lib/tokens/claims/claims'

const LENGTH = 2 * Math.PI * 7

/** A ring that empties with the token's life, and the words that say the same. Milliseconds. */
export function TokenLife({ lifeMs, leftMs }: { lifeMs: number; leftMs: number }) {
  const isUsable = leftMs >= MIN_LIFE_SECONDS * 1000
  const share = Math.min(1, Math.max(0, leftMs / Math.max(1, lifeMs)))

  return (
    <span className="flex items-center gap-2 tabular-nums">
      <svg aria-hidden viewBox="0 0 18 18" className="size-5 -rotate-90 fill-none stroke-2">
        <circle cx="9" cy="9" r="7" className="stroke-raised" />
        <circle cx="9" cy="9" r="7" className="stroke-accent" strokeDasharray={`${LENGTH * share} ${LENGTH}`} />
      </svg>
      <Status
        tone={isUsable ? 'success' : 'danger'}
        label={leftMs <= 0 ? 'Expired' : `${formatDuration(leftMs)} left`}
      />
    </span>
  )
}
