'use client'

import { lazy, Suspense } from 'react'
import { RemedyLink } from '@/components/feedback/failure-notice'
import { CitedLines } from '@/components/findings/cited-lines'
import { ExplainedView } from '@/components/findings/explained-view'
import { SeverityBadge } from '@/components/findings/severity'
import { Badge } from '@/components/ui/badge'
import { Time } from '@/components/ui/time'
import type { CitedLine, Finding } from '@/lib/troubles/model'
import { remedyLink, type Subject } from '@/lib/troubles/remedies'

// What weighs a permission is large, and of use only for a refused request.
const DenialRemedy = lazy(async () => ({
  default: (await import('@/components/findings/denial-remedy')).DenialRemedy,
}))

export type FindingContext = {
  /** What the log belongs to, as far as it is known. */
  subject?: Subject | undefined
  /** Goes to a cited line. Without it, `textOf` says what the line is. */
  onShowLine?: (line: CitedLine) => void
  /** Text of a cited line, for what has no list of lines below. */
  textOf?: (line: CitedLine) => string
}

/** One cause: what, why, since when, what to do about it, and the lines that say so. */
export function FindingCard({ finding, subject = {}, onShowLine, textOf }: FindingContext & { finding: Finding }) {
  const { title, severity, certainty, count, firstAt, lastAt, denial, origin, sources, lines } = finding

  return (
    <li className="flex min-w-0 flex-col gap-1.5 py-2.5 first:pt-0.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <SeverityBadge severity={severity} />
        <h3 className="min-w-0 break-words font-medium">{title}</h3>
        {SURENESS[certainty] ? <Badge>{SURENESS[certainty]}</Badge> : null}
        {onShowLine ? <Seen count={count} firstAt={firstAt} lastAt={lastAt} /> : null}
      </div>
      <ExplainedView explained={finding} />
      {denial ? (
        <Suspense fallback={null}>
          <DenialRemedy denial={denial} origin={origin} action={finding.actions?.[0]} subject={subject} />
        </Suspense>
      ) : null}
      <CitedLines lines={lines} onShowLine={onShowLine} textOf={textOf} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 pt-0.5">
        <Remedy finding={finding} subject={subject} />
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

type RemedyProps = { finding: Finding; subject: Subject }

/** Of a refused request, `DenialRemedy` has it. */
function Remedy({ finding: { actions = [], denial }, subject }: RemedyProps) {
  const links = denial ? [] : actions.flatMap((action) => remedyLink(action, subject) ?? [])
  return links.map((link) => <RemedyLink key={link.label} {...link} />)
}
