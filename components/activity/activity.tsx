import { Suspense } from 'react'
import { ActivityLead } from '@/components/activity/activity-lead'
import { ActivitySources } from '@/components/activity/activity-sources'
import { EntryRows } from '@/components/activity/entry-rows'
import type { ActivityPlace } from '@/components/activity/place'
import { Timeline } from '@/components/activity/timeline'
import { Section } from '@/components/layout/page'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { ButtonLink } from '@/components/ui/button'
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { readingFor } from '@/lib/activity/reading/held-reading'
import { filtered } from '@/lib/activity/view/filter'
import { readActivityQuery, searchOf, writeActivityQuery } from '@/lib/activity/view/query'
import { connectionKey } from '@/lib/aws/connection'
import { routes } from '@/lib/routes'

export type ActivitySearch = Promise<Record<string, string | string[] | undefined>>

/** Of the sources that come first, while CloudTrail is asked. */
const EARLY_ROWS = 20

/** What the assistants did with one server: is it well, what is worth a look, and everything in one timeline. */
export async function Activity({ connection, runtime, searchParams }: RuntimeView & { searchParams: ActivitySearch }) {
  const search = searchOf(await searchParams)
  const query = readActivityQuery(search)
  const reading = readingFor(connection, runtime, query, Number(search.get('after')) || 0)
  const { id, roleName } = runtime
  const place: ActivityPlace = { connection: connectionKey(connection), server: { id, roleName }, query, reading }
  const again = new URLSearchParams(writeActivityQuery(query))
  again.set('after', String(reading.at))

  return (
    <>
      <Suspense fallback={<Skeleton className="h-15.5" />}>
        <ActivityLead {...place} />
      </Suspense>
      <Section
        title="Timeline"
        description="What the assistants did, from CloudTrail, the server’s log and the record of this computer. Times are UTC."
        actions={
          <>
            <span className="text-muted text-table">
              Read <Time at={new Date(reading.at).toISOString()} />
            </span>
            <ButtonLink size="sm" prefetch={false} href={routes.runtimeActivityAt(id, again.toString())}>
              Read again
            </ButtonLink>
          </>
        }
      >
        <ActivitySources {...place} />
        <Suspense fallback={<Meanwhile {...place} />}>
          <Timeline {...place} />
        </Suspense>
      </Section>
    </>
  )
}

/** CloudTrail takes two questions a second: what the others tell is there before. */
function Meanwhile(place: ActivityPlace) {
  return (
    <Suspense fallback={<SkeletonRows rows={12} label="Reading the timeline" />}>
      <Early {...place} />
    </Suspense>
  )
}

async function Early({ reading, query, server }: ActivityPlace) {
  const entries = filtered(await reading.early, query.filter).reverse()

  return entries.length === 0 ? (
    <SkeletonRows rows={12} label="Reading CloudTrail" />
  ) : (
    <>
      <p role="status" aria-label="Reading CloudTrail" className="text-muted">
        Without CloudTrail so far, which is still being read.
      </p>
      <EntryRows entries={entries.slice(0, EARLY_ROWS)} query={query} server={server} />
    </>
  )
}
