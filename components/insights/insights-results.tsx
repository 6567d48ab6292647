'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { FindingsStrip } from '@/components/findings/findings-strip'
import { SubjectProvider } from '@/components/findings/subject'
import { linkToLine, readSettings, writeSettings } from '@/components/log-viewer/settings'
import type { LogEvent } from '@/lib/logs/event'
import { type LogGroupSummary, plainText } from '@/lib/logs/model'
import { routes } from '@/lib/routes'
import { diagnose } from '@/lib/troubles/diagnose/diagnoser'

type InsightsResultsProps = {
  events: LogEvent[]
  group: LogGroupSummary | undefined
}

const SHOWN_CHARACTERS = 2000

/** Lines that a search found, newest last: what they say, and each with the way to its surroundings in the log. */
export function InsightsResults({ events, group }: InsightsResultsProps) {
  const diagnosis = useMemo(() => diagnose(events, { isWhole: false }), [events])

  if (events.length === 0) {
    return null
  }
  return (
    <SubjectProvider subject={group ? { runtimeId: group.runtimeId } : {}}>
      <FindingsStrip
        diagnosis={diagnosis}
        onShowLine={({ id }) => document.getElementById(rowId(id))?.scrollIntoView({ block: 'center' })}
      />
      <ol
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard
        tabIndex={0}
        aria-label="Found lines, newest last"
        className="max-h-[70dvh] overflow-y-auto rounded-lg border bg-surface py-1 font-mono text-table outline-offset-[-2px]"
      >
        {events.map((event) => (
          <li key={event.id} id={rowId(event.id)} className="flex gap-3 px-3 py-0.5 hover:bg-raised">
            <Moment at={event.at} group={group} />
            <span className="min-w-0 whitespace-pre-wrap break-words [overflow-wrap:anywhere]">
              {plainText(event.text.slice(0, SHOWN_CHARACTERS))}
            </span>
          </li>
        ))}
      </ol>
    </SubjectProvider>
  )
}

function Moment({ at, group }: { at: number; group: LogGroupSummary | undefined }) {
  const time = new Date(at).toISOString().replace('T', ' ').slice(0, 19)

  // The page of a runtime shows its DEFAULT endpoint.
  if (group?.endpoint !== 'DEFAULT') {
    return <span className="shrink-0 text-muted">{time}</span>
  }
  const there = writeSettings(linkToLine(readSettings(new URLSearchParams()), { at, id: '' }))
  return (
    <Link
      href={routes.runtimeLogsAt(group.runtimeId, there)}
      prefetch={false}
      className="shrink-0 rounded text-muted underline"
    >
      {time}
    </Link>
  )
}

function rowId(id: string): string {
  return `found-${id}`
}
