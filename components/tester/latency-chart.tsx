import { Section } from '@/components/layout/page'
import type { HistoryEntry } from '@/components/tester/tester-state'
import { formatDuration } from '@/lib/format/duration'
import { median } from '@/lib/format/median'

const SHOWN = 30
const HEIGHT = 48
const COLD = 'bg-warning'
const WARM = 'bg-accent'

/** How long each request took, oldest first: opening a session waits for a machine to start, a call finds it warm. */
export function LatencyChart({ history }: { history: HistoryEntry[] }) {
  const shown = history.slice(0, SHOWN).reverse()
  const longestMs = Math.max(1, ...shown.map(({ report }) => report.durationMs))
  const summary = [
    { colour: COLD, text: `Cold: ${timesOf(shown.filter(({ kind }) => kind === 'open'))}` },
    { colour: WARM, text: `Warm: ${timesOf(shown.filter(({ kind }) => kind === 'call'))}` },
  ]

  return (
    <Section title="Latency" description="Cold: a session is opened, and a machine started for it. Warm: a call in it.">
      <figure className="flex flex-col gap-2">
        <div aria-hidden className="flex items-end gap-1 overflow-hidden" style={{ height: HEIGHT }}>
          {shown.map(({ id, kind, title, report }) => (
            <span
              key={id}
              title={`${title}: ${formatDuration(report.durationMs)}`}
              className={`w-3 shrink-0 rounded-t ${kind === 'open' ? COLD : WARM}`}
              style={{ height: Math.max(2, (report.durationMs / longestMs) * HEIGHT) }}
            />
          ))}
        </div>
        <figcaption className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-table tabular-nums">
          {summary.map(({ colour, text }) => (
            <span key={text} className="flex items-center gap-1.5">
              <span aria-hidden className={`size-2.5 rounded-sm ${colour}`} />
              {text}
            </span>
          ))}
        </figcaption>
      </figure>
    </Section>
  )
}

/** `3 times, median 34 ms`. */
function timesOf(entries: HistoryEntry[]): string {
  const middle = median(entries.map(({ report }) => report.durationMs))
  return middle === undefined
    ? 'not yet'
    : `${entries.length} ${entries.length === 1 ? 'time' : 'times'}, median ${formatDuration(middle)}`
}
