import { clsx } from 'clsx'
import type { Route } from 'next'
import Link from 'next/link'
import type { ActivityPlace } from '@/components/activity/place'
import { ButtonLink } from '@/components/ui/button'
import { BORDER_TONES, SOFT_TONES } from '@/components/ui/tone'
import { ToneIcon } from '@/components/ui/tone-icon'
import type { ActivityFinding } from '@/lib/activity/findings/model'
import type { Entry } from '@/lib/activity/model'
import { findingsIn, missingOf } from '@/lib/activity/reading/held-reading'
import { findingDoor } from '@/lib/activity/view/doors'
import { leadOf, utcMinute } from '@/lib/activity/view/lead'
import { writeActivityQuery } from '@/lib/activity/view/query'
import { visibleText } from '@/lib/format/visible-text'
import { routes } from '@/lib/routes'

const MOST_FINDINGS = 5
const MOST_LINKS = 4

/** How much there was, whether it is well, and what next; then what is worth a look. */
export async function ActivityLead(place: ActivityPlace) {
  const { reading, query, server } = place
  const activity = await reading.whole
  const findings = findingsIn(activity)
  const { entries, completeThrough, sources } = activity
  const missing = missingOf(sources)
  const { tone, text } = leadOf({ query, entries, findings, completeThrough, missing, now: reading.at })

  return (
    <section
      aria-label="Verdict"
      className={clsx('flex min-w-0 flex-col gap-3 rounded-lg border px-4 py-3', BORDER_TONES[tone], SOFT_TONES[tone])}
    >
      <div className="flex min-h-9 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="flex min-w-0 flex-1 basis-64 gap-2.5 font-medium text-base">
          <ToneIcon tone={tone} className="mt-1 size-4 shrink-0" />
          <span className="min-w-0 break-words">{text}</span>
        </p>
        <Next
          {...place}
          hasRefusals={entries.some(({ outcome }) => outcome === 'refused')}
          isEmpty={entries.length === 0}
        />
      </div>
      {findings.length > 0 ? (
        <ul aria-label="Worth a look" className="flex flex-col gap-3 text-text">
          {findings.slice(0, MOST_FINDINGS).map((finding) => (
            <FindingRow
              key={`${finding.kind} ${finding.entries[0]}`}
              finding={finding}
              entries={entries}
              place={place}
            />
          ))}
          {findings.length > MOST_FINDINGS ? (
            <li className="text-muted">
              {findings.length - MOST_FINDINGS} more: <code>slipway activity {server.id}</code> prints all of them.
            </li>
          ) : null}
        </ul>
      ) : null}
    </section>
  )
}

function Next({
  server: { id },
  query,
  hasRefusals,
  isEmpty,
}: ActivityPlace & { hasRefusals: boolean; isEmpty: boolean }) {
  const refused = writeActivityQuery({ ...query, filter: { ...query.filter, refused: true } })

  if (hasRefusals && query.filter.refused === undefined) {
    return <ButtonLink href={routes.runtimeActivityAt(id, refused)}>See what was refused</ButtonLink>
  }
  return isEmpty ? <ButtonLink href={routes.runtimeTab(id, 'connect')}>Connect a client</ButtonLink> : null
}

type FindingProps = { finding: ActivityFinding; entries: readonly Entry[]; place: ActivityPlace }

function FindingRow({
  finding: { kind, title, entries: ids },
  entries,
  place: { server, query, reading },
}: FindingProps) {
  const { label, href } = findingDoor(kind, server)
  const { since, until } = query.filter
  const time = { ...(since ? { since } : {}), ...(until ? { until } : {}) }
  const wanted = new Set(ids.slice(0, MOST_LINKS))
  const named = entries.filter(({ id }) => wanted.has(id))

  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <div className="min-w-0 flex-1 basis-72">
        <p className="break-words">{visibleText(title)}</p>
        <p className="flex flex-wrap gap-x-3 text-table">
          {named.map((entry) => (
            <Link
              key={entry.id}
              prefetch={false}
              className="py-0.5 text-accent underline underline-offset-4"
              href={routes.runtimeActivityAt(
                server.id,
                writeActivityQuery({ ...(query.last ? { last: query.last } : {}), filter: time, entry: entry.id }),
              )}
            >
              {visibleText(entry.what)}, {utcMinute(Date.parse(entry.at), reading.at)}
            </Link>
          ))}
          {ids.length > MOST_LINKS ? <span className="text-muted">and {ids.length - MOST_LINKS} more</span> : null}
        </p>
      </div>
      <ButtonLink size="sm" href={href as Route}>
        {label}
      </ButtonLink>
    </li>
  )
}
