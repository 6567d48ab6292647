import { ExplainLink } from '@/components/findings/explain-link'
import { ExplainedView } from '@/components/findings/explained-view'
import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import type { Tone } from '@/components/ui/tone'
import { formatDuration } from '@/lib/format/duration'
import type { Hop } from '@/lib/mcp/model'
import type { Place } from '@/lib/troubles/model'

const STATES: Record<Hop['state'], { tone: Tone; label: string }> = {
  ok: { tone: 'success', label: 'Done' },
  warning: { tone: 'warning', label: 'Note' },
  failed: { tone: 'danger', label: 'Failed' },
  skipped: { tone: 'neutral', label: 'Not reached' },
}

/** One row for each hop of a connection test; the bar shows its share of the slowest one. */
export function HopList({ hops }: { hops: Hop[] }) {
  const longestMs = Math.max(1, ...hops.map((hop) => hop.durationMs))

  return (
    <ol aria-label="Steps of the test" className="divide-y rounded-lg border bg-surface">
      {hops.map((hop) => (
        <li key={hop.id} className="flex flex-col gap-1 px-4 py-2">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <span className="w-28">
              <Status {...STATES[hop.state]} />
            </span>
            <span className="min-w-0 flex-1 font-medium">{hop.title}</span>
            {hop.attempts > 1 ? <Badge tone="info">{`cold start, ${hop.attempts} tries`}</Badge> : null}
            {hop.state === 'skipped' ? null : <Duration hop={hop} share={hop.durationMs / longestMs} />}
          </div>
          <HopDetail hop={hop} />
        </li>
      ))}
    </ol>
  )
}

function Duration({ hop, share }: { hop: Hop; share: number }) {
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="hidden h-1.5 w-24 overflow-hidden rounded-full bg-raised sm:block">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${Math.max(2, share * 100)}%` }} />
      </span>
      <span className="w-16 text-right text-table tabular-nums">{formatDuration(hop.durationMs)}</span>
    </span>
  )
}

/** What fails in the last hop is the command inside, which the execution role runs. */
const PLACES: Record<Hop['id'], Place> = {
  fingerprint: { from: 'call' },
  initialize: { from: 'call' },
  tools: { from: 'call' },
  call: { from: 'answer' },
  end: { from: 'call' },
}

function HopDetail({ hop: { id, detail, explanation, raw, state } }: { hop: Hop }) {
  return (
    <div className="flex flex-col gap-1 text-table sm:pl-32">
      <p className={state === 'failed' ? 'break-words text-danger' : 'break-words text-muted'}>{detail}</p>
      {explanation ? <ExplainedView explained={explanation} place={PLACES[id]} /> : null}
      {raw ? (
        <Disclosure summary="The other side's words">
          <p className="whitespace-pre-wrap break-words font-mono">{raw}</p>
        </Disclosure>
      ) : null}
      {raw && state === 'failed' ? (
        <div>
          <ExplainLink text={raw} />
        </div>
      ) : null}
    </div>
  )
}
