import { Status } from '@/components/ui/status'
import type { TakeOverPart } from '@/lib/take-over/model'

const STATES = {
  owned: { tone: 'success', label: 'Slipway’s' },
  used: { tone: 'neutral', label: 'Stays theirs' },
  absent: { tone: 'neutral', label: 'Not there' },
} as const

/** What belongs to the runtime, each with whose it is. */
export function PartList({ parts, label }: { parts: TakeOverPart[]; label: string }) {
  return (
    <ul aria-label={label} className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface">
      {parts.map(({ kind, name, state, note }) => (
        <li key={`${kind} ${name}`} className="flex min-w-0 flex-wrap items-start gap-x-4 gap-y-1 px-4 py-3">
          <span className="flex min-w-0 flex-1 basis-64 flex-col">
            <span className="break-words">
              {kind} <span className="font-mono">{name}</span>
            </span>
            <span className="text-muted text-table">{note}</span>
          </span>
          <Status {...STATES[state]} />
        </li>
      ))}
    </ul>
  )
}
