import type { HistoryEntry } from '@/app/(console)/runtimes/[id]/tester/tester-state'
import { Section } from '@/components/layout/page'
import { formatDuration } from '@/lib/format/duration'

const SHOWN = 30
const HEIGHT = 48

/** How long each request took, oldest first: opening a session waits for a machine to start, a call finds it warm. */
export function LatencyChart({ history }: { history: HistoryEntry[] }) {
  const shown = history.slice(0, SHOWN).reverse()
  const longestMs = Math.max(1, ...shown.map(({ report }) => report.durationMs))
  const summary = [
    `Cold: ${timesOf(shown.filter(({ kind }) => kind === 'open'))}`,
    `Warm: ${timesOf(shown.filter(({ kind }) => kind === 'call'))}`,
  ]

  return (
    <Section title="Latency">
      <figure className="flex flex-col gap-2">
        <div aria-hidden className="flex items-end gap-1 overflow-hidden" style={{ height: HEIGHT }}>
          {shown.map(({ id, kind, report }) => (
            <span
              key={id}
              className={kind === 'open' ? 'w-3 rounded-t bg-info' : 'w-3 rounded-t bg-accent'}
              style={{ height: Math.max(2, (report.durationMs / longestMs) * HEIGHT) }}
            />
          ))}
        </div>
        <figcaption className="flex flex-wrap gap-x-6 gap-y-1 text-muted text-table tabular-nums">
          {summary.map((text) => (
            <span key={text}>{text}</span>
          ))}
        </figcaption>
      </figure>
    </Section>
  )
}

/** `3 times, median 34 ms`. */
function timesOf(entries: HistoryEntry[]): string {
  const times = entries.map(({ report }) => report.durationMs).sort((one, other) => one - other)
  const median = times[Math.floor(times.length / 2)]
  return median === undefined
    ? 'not yet'
    : `${times.length} ${times.length === 1 ? 'time' : 'times'}, median ${formatDuration(median)}`
}
