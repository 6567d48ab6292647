'use client'

import { CitedLines } from '@/components/findings/cited-lines'
import { ExplainedView } from '@/components/findings/explained-view'
import { SeverityBadge } from '@/components/findings/severity'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { CitedLine, Finding } from '@/lib/troubles/model'
import { placeOf } from '@/lib/troubles/text/origin'

export type FindingContext = {
  /** Goes to a cited line. Without it, `textOf` says what the line is. */
  onShowLine?: (line: CitedLine) => void
  /** Text of a cited line, for what has no list of lines below. */
  textOf?: (line: CitedLine) => string
}

/** One cause: what, why, since when, what to do about it, and the lines that say so. */
export function FindingCard({ finding, onShowLine, textOf }: FindingContext & { finding: Finding }) {
  const { title, severity, certainty, count, firstAt, lastAt, origin, sources, lines } = finding

  return (
    <li className="flex min-w-0 flex-col gap-1.5 py-2.5 first:pt-0.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <h3 className="min-w-0 break-words font-medium">{title}</h3>
        {SURENESS[certainty] ? <Badge>{SURENESS[certainty]}</Badge> : null}
        {onShowLine ? <Seen count={count} firstAt={firstAt} lastAt={lastAt} /> : null}
      </div>
      <ExplainedView explained={finding} place={origin ? placeOf(origin) : LOG} origin={origin} />
      <CitedLines lines={lines} onShowLine={onShowLine} textOf={textOf} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-0.5">
        {sources.map(({ label, href }) => (
          <a
            key={href}
            href={href}
            target="_blank"
            rel="noreferrer"
            className="rounded text-muted text-table underline"
          >
            {label}
          </a>
        ))}
      </div>
    </li>
  )
}

const LOG = { from: 'log' } as const
const SURENESS = { certain: null, likely: 'Likely', possible: 'One of several causes' }

function Seen({ count, firstAt, lastAt }: Pick<Finding, 'count' | 'firstAt' | 'lastAt'>) {
  return (
    <span className="text-muted text-table">
      {count === 1 ? 'once, ' : `${count.toLocaleString('en')} times, first `}
      <Time at={new Date(firstAt).toISOString()} />
      {count === 1 ? null : (
        <>
          , last <Time at={new Date(lastAt).toISOString()} />
        </>
      )}
    </span>
  )
}
