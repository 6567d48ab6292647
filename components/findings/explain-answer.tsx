import { useDeferredValue, useMemo } from 'react'
import { FindingCard } from '@/components/findings/finding-card'
import { NoiseList } from '@/components/findings/noise-list'
import { pastedEvents } from '@/components/findings/pasted'
import { ButtonLink } from '@/components/ui/button'
import { routes } from '@/lib/routes'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'

/** What a text means, by the rules of the log page. */
export function ExplainAnswer({ text }: { text: string }) {
  const deferred = useDeferredValue(text)
  const events = useMemo(() => pastedEvents(deferred), [deferred])
  const { findings, noise } = useMemo(() => diagnose(events, { isWhole: false }), [events])

  return (
    <>
      {findings.length > 0 ? (
        <ul className="flex flex-col divide-y rounded-lg border bg-surface px-4 py-2">
          {findings.map((finding) => (
            <FindingCard
              key={finding.key}
              finding={finding}
              subject={{}}
              textOf={(line) => events.find(({ id }) => id === line.id)?.text ?? ''}
            />
          ))}
        </ul>
      ) : null}
      <NoiseList noise={noise} />
      {findings.length === 0 && deferred.trim() !== '' ? <Unknown /> : null}
    </>
  )
}

function Unknown() {
  return (
    <div className="flex flex-col items-start gap-3 rounded-lg border bg-surface px-4 py-3">
      <p className="font-medium">Slipway does not know this text.</p>
      <p className="text-muted">
        Paste more of it: the lines before often name the cause. A connection test shows which layer says no, and the
        runtime's log has the server's own words.
      </p>
      <ButtonLink size="sm" href={routes.runtimes()}>
        Choose a runtime to test
      </ButtonLink>
    </div>
  )
}
