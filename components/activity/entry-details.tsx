import type { Route } from 'next'
import type { ReactNode } from 'react'
import { ButtonLink } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import type { Entry, SourceName } from '@/lib/activity/model'
import { doorsOf } from '@/lib/activity/view/doors'
import { outcomeText, surenessText } from '@/lib/activity/view/words'
import { formatDuration } from '@/lib/format/duration'
import { visibleText } from '@/lib/format/visible-text'

type DetailsProps = { entry: Entry; server: { id: string; roleName: string }; actions?: ReactNode }

const SOURCES: Record<SourceName, string> = { trail: 'CloudTrail', log: 'Log', record: 'Record' }

/** One entry in full: who, what, with what result, and what each source has of it. */
export function EntryDetails({ entry, server, actions }: DetailsProps) {
  const { what, service, operation, ms, links } = entry
  const facts: [string, string | undefined][] = [
    ['Time', `${entry.at.replace('T', ' ').replace(/\.\d+Z$/, '')} UTC`],
    ['Action', `${service}:${operation}`],
    ['Resource', entry.resource],
    ['Region', entry.region],
    ['Kind', entry.access === 'unknown' ? undefined : entry.access],
    ['Outcome', outcomeText(entry)],
    ['Code', entry.outcome === 'failed' ? undefined : entry.code],
    ['Session', entry.session],
    ['Client', entry.client],
    ['Server version', entry.server],
    ['Caller', entry.isForeign ? 'something else than the MCP server' : undefined],
    ['Opened to', entry.outwards?.join(', ')],
    ['Duration', ms === undefined ? undefined : formatDuration(ms)],
    ['Arguments', entry.text],
    ...(['trail', 'log', 'record'] as const).map((name): [string, string] => [
      SOURCES[name],
      surenessText(links[name].sureness),
    ]),
  ]
  const doors = doorsOf(entry, server)

  return (
    <section aria-label="Entry" className="flex min-w-0 flex-col gap-3 rounded-lg border bg-surface p-4">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h3 className="min-w-0 break-words font-semibold">{visibleText(what)}</h3>
        {actions}
      </div>
      <div className="sm:[&>dl]:grid-cols-[7rem_minmax(0,1fr)]">
        <DefinitionList
          items={facts.flatMap(([term, value]) =>
            value ? [{ key: term, term, value: <span className="break-all">{visibleText(value)}</span> }] : [],
          )}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {doors.map(({ label, href }) => (
          <ButtonLink key={href} size="sm" href={href as Route}>
            {label}
          </ButtonLink>
        ))}
        <span className="flex min-w-0 items-center gap-1 text-muted text-table">
          Id <code className="min-w-0 truncate font-mono">{entry.id.slice(0, 12)}…</code>
          <CopyButton value={entry.id} label="entry id" />
        </span>
      </div>
    </section>
  )
}
