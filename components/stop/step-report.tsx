import { FailureNotice } from '@/components/feedback/failure-notice'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import type { StepOutcome, StopReport } from '@/lib/stop/model'

const OUTCOMES: Record<StepOutcome, { tone: Tone; label: string }> = {
  done: { tone: 'success', label: 'Done' },
  already: { tone: 'neutral', label: 'Was so already' },
  skipped: { tone: 'warning', label: 'Left' },
  failed: { tone: 'danger', label: 'Failed' },
}

/** What was done, in the order in which it ended, and when the first call was refused. */
export function StepReport({ report: { steps, askedAt, refusedAt } }: { report: StopReport }) {
  return (
    <section aria-label="What was done" className="flex flex-col gap-2">
      <ul className="flex flex-col gap-2">
        {steps.map(({ what, outcome, why, failure }) => (
          <li key={what} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="min-w-0 break-words">{[`${what}.`, why].filter(Boolean).join(' ')}</span>
            <Status {...OUTCOMES[outcome]} />
            {failure ? (
              <div className="basis-full">
                <FailureNotice failure={failure} />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {refusedAt === undefined ? null : (
        <p role="status">
          The first call was refused {((Date.parse(refusedAt) - Date.parse(askedAt)) / 1000).toFixed(1)} s after the
          press.
        </p>
      )}
    </section>
  )
}
