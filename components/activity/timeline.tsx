import { ActivityFilters } from '@/components/activity/activity-filters'
import { EntryDetails } from '@/components/activity/entry-details'
import { EntryRows } from '@/components/activity/entry-rows'
import { LazyEntryList } from '@/components/activity/lazy-entry-list'
import type { ActivityPlace } from '@/components/activity/place'
import { StripChart } from '@/components/activity/strip-chart'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { activityRequests } from '@/lib/activity/addresses'
import type { Entry } from '@/lib/activity/model'
import { shownOf } from '@/lib/activity/reading/held-reading'
import { around, indexOfEntry } from '@/lib/activity/view/page-of-entries'
import { isNarrowed, LASTS, writeActivityQuery } from '@/lib/activity/view/query'
import { counted } from '@/lib/format/counted'
import { routes } from '@/lib/routes'

/** Rows of the server, before the list has its script. */
const FIRST_ROWS = 40

/** The filters, the chart, the files, and the list with what one entry is in full. */
export async function Timeline(place: ActivityPlace) {
  const { reading, query, server, connection } = place
  const activity = await reading.whole
  const shown = shownOf(activity, query)
  const asked = { connection, runtime: server.id, reading: reading.id }
  const { entry: _, ...unopened } = query
  const address = writeActivityQuery(unopened)
  const index = query.entry === undefined ? -1 : indexOfEntry(shown, query.entry)
  const opened = shown[index] ?? (query.entry === undefined ? undefined : elsewhere(activity.entries, query.entry))
  const first = around(shown, Math.max(0, index), FIRST_ROWS)

  return (
    <>
      <ActivityFilters id={server.id} query={query} entries={activity.entries} />
      {query.entry !== undefined && !opened ? <Gone {...place} /> : null}
      {opened && index < 0 ? (
        <Notice tone="info" title="The opened entry is not among those that fit the filter." />
      ) : null}
      {shown.length === 0 ? (
        <>
          {opened ? <EntryDetails entry={opened} server={server} /> : null}
          <Nothing {...place} isFiltered={activity.entries.length > 0} />
        </>
      ) : (
        <>
          <StripChart entries={shown} range={reading.range} query={query} id={server.id} />
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-muted" role="status">
              {counted(shown.length, 'entry', 'entries')}
              {isNarrowed(query) ? ` of ${activity.entries.length.toLocaleString('en')}` : ''}, newest first
            </p>
            <div className="flex flex-wrap gap-2">
              {(['csv', 'jsonl'] as const).map((format) => (
                <a
                  key={format}
                  download
                  className={buttonClass({ size: 'sm' })}
                  href={activityRequests.export(asked, address, format)}
                >
                  {format === 'csv' ? 'Download as CSV' : 'Download as JSON lines'}
                </a>
              ))}
            </div>
          </div>
          <LazyEntryList
            key={`${reading.id} ${address} ${query.entry}`}
            asked={asked}
            address={address}
            server={server}
            slice={{ shown: shown.length, ...first }}
            opened={opened && { entry: opened, index }}
          >
            {opened ? <EntryDetails entry={opened} server={server} /> : null}
            <EntryRows entries={first.rows} query={query} server={server} />
          </LazyEntryList>
        </>
      )}
    </>
  )
}

function elsewhere(entries: readonly Entry[], id: string): Entry | undefined {
  return entries[indexOfEntry(entries, id)]
}

function Gone({ server, query }: ActivityPlace) {
  return (
    <Notice
      tone="warning"
      title="The entry of this address is not in this time"
      actions={
        <ButtonLink
          size="sm"
          href={routes.runtimeActivityAt(
            server.id,
            writeActivityQuery({ last: '90d', filter: {}, ...(query.entry ? { entry: query.entry } : {}) }),
          )}
        >
          Look in 90 days
        </ButtonLink>
      }
    >
      It may be older, or CloudTrail no longer has it.
    </Notice>
  )
}

function Nothing({ server: { id }, query, isFiltered }: ActivityPlace & { isFiltered: boolean }) {
  const { since, until } = query.filter
  const time = { ...(since ? { since } : {}), ...(until ? { until } : {}) }

  if (isFiltered) {
    const all = writeActivityQuery({ ...(query.last ? { last: query.last } : {}), filter: time })
    return (
      <EmptyState
        title="No entry fits"
        actions={<ButtonLink href={routes.runtimeActivityAt(id, all)}>Show all entries</ButtonLink>}
      >
        There are entries in this time, but none like this.
      </EmptyState>
    )
  }
  const longer = query.last === '90d' ? undefined : writeActivityQuery({ last: '30d', filter: {} })
  return (
    <EmptyState
      title="Nothing in this time"
      actions={
        longer === undefined ? null : (
          <ButtonLink href={routes.runtimeActivityAt(id, longer)}>{LASTS['30d'].label}</ButtonLink>
        )
      }
    >
      An entry is here as soon as an assistant does something: at once by the log, and by CloudTrail after some minutes.
    </EmptyState>
  )
}
