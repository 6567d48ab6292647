import { type ReactNode, Suspense } from 'react'
import type { ActivityPlace } from '@/components/activity/place'
import { RemedyLink } from '@/components/feedback/failure-notice'
import { Skeleton } from '@/components/ui/skeleton'
import { Status } from '@/components/ui/status'
import { utcMinute } from '@/lib/activity/view/lead'
import { counted } from '@/lib/format/counted'
import { visibleText } from '@/lib/format/visible-text'
import type { Failure } from '@/lib/result'

/** Each source as it comes; one that may not be read says what it needs, and holds up none. */
export function ActivitySources({ reading }: ActivityPlace) {
  return (
    <ul aria-label="Sources" className="flex flex-col divide-y rounded-lg border bg-surface text-table">
      <SourceRow name="Record of this computer">
        <Record reading={reading} />
      </SourceRow>
      <SourceRow name="The server’s log">
        <Log reading={reading} />
      </SourceRow>
      <SourceRow name="CloudTrail">
        <Trail reading={reading} />
      </SourceRow>
    </ul>
  )
}

function SourceRow({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="grid grid-cols-1 gap-x-4 gap-y-0.5 px-4 py-2 sm:grid-cols-[13rem_1fr] sm:items-baseline">
      <h3 className="font-medium">{name}</h3>
      <div className="flex min-w-0 flex-col gap-1">
        <Suspense fallback={<Skeleton className="my-0.5 h-4 w-48" />}>{children}</Suspense>
      </div>
    </li>
  )
}

type OfReading = Pick<ActivityPlace, 'reading'>

async function Record({ reading }: OfReading) {
  const record = await reading.record
  return record.ok ? (
    <p>{counted(record.data.calls.length, 'call')} through bridges of this computer.</p>
  ) : (
    <Missing failure={record.error} />
  )
}

async function Log({ reading }: OfReading) {
  const log = await reading.log

  if (!log.ok) {
    return <Missing failure={log.error} />
  }
  return (
    <p>
      {counted(log.data.calls.length, 'command')} in {counted(log.data.groups.length, 'log group')}.
      {log.data.isCut ? ' There are more lines than are read at once: choose a shorter time.' : null}
    </p>
  )
}

async function Trail({ reading }: OfReading) {
  const { trail } = (await reading.whole).sources

  if (!trail.ok) {
    return <Missing failure={trail.error} />
  }
  const { calls, regions, completeThrough, failed } = trail.data
  return (
    <>
      <p>
        {counted(calls.length, 'event')} of {regions.join(', ')}; complete through{' '}
        {utcMinute(completeThrough, reading.at)}.
      </p>
      {failed.map(({ region, failure }) => (
        <Missing key={region} region={region} failure={failure} />
      ))}
    </>
  )
}

function Missing({ failure, region }: { failure: Failure; region?: string }) {
  const { message, remedy, details, link } = failure

  return (
    <>
      <p>
        <Status tone="warning" label={region === undefined ? 'Not read' : `Not read to its end in ${region}`} />
      </p>
      <p className="break-words">
        {message} {remedy}
      </p>
      {details ? <p className="break-words font-mono text-muted">{visibleText(details)}</p> : null}
      {link ? (
        <p>
          <RemedyLink {...link} />
        </p>
      ) : null}
    </>
  )
}
