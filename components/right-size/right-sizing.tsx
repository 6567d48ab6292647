import { Suspense } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { Section } from '@/components/layout/page'
import { RefreshButton } from '@/components/layout/refresh-button'
import { IamReplay } from '@/components/right-size/iam-replay'
import { PermissionsByService } from '@/components/right-size/permissions-by-service'
import { Proposal } from '@/components/right-size/proposal'
import { RefusedPermissions } from '@/components/right-size/refused-permissions'
import { RefusedSinceList } from '@/components/right-size/refused-since-list'
import { ServiceMap } from '@/components/right-size/service-map'
import { UsedPermissions } from '@/components/right-size/used-permissions'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { Skeleton } from '@/components/ui/skeleton'
import { counted } from '@/lib/format/counted'
import type { Asked } from '@/lib/right-size/asked'
import type { Resize } from '@/lib/right-size/change/model'
import { newestResize } from '@/lib/right-size/change/resize'
import { readRefusedSince, reviewProposal } from '@/lib/right-size/read-proposal'
import { FEW_DAYS, type RightSize, readRightSize } from '@/lib/right-size/read-right-size'
import { SOURCES } from '@/lib/right-size/words'

/** CloudTrail takes half a second for each page of it. */
const LOOK_MS = 60_000

/** What was used and what never was, then the policies that would do. */
export async function RightSizing({ actor, connection, runtime, asked }: RuntimeView & { asked: Asked }) {
  const { days, margin, resources } = asked
  const [read, newest] = await Promise.all([
    readRightSize(connection, runtime, { days, margin, now: Date.now(), signal: AbortSignal.timeout(LOOK_MS) }),
    newestResize(connection, runtime.roleName),
  ])

  if (!read.ok) {
    return <FailureNotice failure={read.error} retry={<RefreshButton label="Try again" />} />
  }
  const found = read.data
  const { use, missing, detail } = found
  const step = resources ? found.resources : found.actions
  const review = await reviewProposal(connection, runtime, found, resources)
  const actions = [...use.actions.values()]
  const last = newest.ok ? newest.data : null
  return (
    <>
      <Lead found={found} replayed={step.replay} canTrim={review !== null} />
      {missing.map(({ source, failure }) => (
        <FailureNotice
          key={source}
          failure={{ ...failure, message: `${SOURCES[source]} could not be read. ${failure.message}` }}
        />
      ))}
      {last?.endedAt ? <Watch connection={connection} found={found} last={last} /> : null}
      <Section title="Services" description="A square for each service of which the role may do anything.">
        <ServiceMap actions={actions} after={review && new Set(review.after.services)} />
        <PermissionsByService actions={actions} />
        <UsedPermissions actions={actions} />
      </Section>
      <RefusedPermissions rows={found.refused} roleName={detail.name} />
      {review ? (
        <Proposal
          key={review.request.seen}
          review={review}
          fit={step.fit}
          role={detail}
          canApply={actor.canWrite && newest.ok && last?.endedAt !== null}
          secondOpinion={
            <Suspense fallback={<Skeleton className="h-5 w-72" />}>
              <IamReplay {...{ connection, calls: found.calls, fit: step.fit, boundary: detail.boundaryDocument }} />
            </Suspense>
          }
        />
      ) : null}
    </>
  )
}

async function Watch({
  connection,
  found,
  last,
}: Pick<RuntimeView, 'connection'> & { found: RightSize; last: Resize }) {
  const refused = await readRefusedSince(connection, found, last)
  return refused.ok ? (
    <RefusedSinceList rows={refused.data} roleName={last.roleName} />
  ) : (
    <FailureNotice failure={refused.error} />
  )
}

type LeadProps = { found: RightSize; replayed: RightSize['actions']['replay']; canTrim: boolean }

function Lead({ found, replayed, canTrim }: LeadProps) {
  const { actions, days, observedDays, use, missing, unread } = found
  const isBlind = missing.some(({ source }) => source === 'last-accessed' || source === 'trail')
  const { of, stillAllowed } = replayed
  const title = isBlind
    ? 'What was never used can’t be told'
    : actions.trimmed.length > 0
      ? `${counted(actions.trimmed.length, 'permission')} never used in ${counted(days, 'day')}`
      : canTrim
        ? 'Resources can be narrowed'
        : 'Nothing can be trimmed'

  return (
    <Notice tone={isBlind ? 'warning' : canTrim ? 'info' : 'success'} title={title}>
      <p>
        {`${stillAllowed.toLocaleString('en')} of ${counted(of, 'call')} of this time would still be allowed.`}
        {observedDays < FEW_DAYS
          ? ` The role was observed for ${counted(observedDays, 'day')}: what happens once a fortnight may never have been seen.`
          : ''}
      </p>
      {canTrim || isBlind || !hasUnused(use) ? null : (
        <p>What was never used and is still there reads in services that are used, or belongs to every server.</p>
      )}
      {use.opaque.size > 0 ? (
        <p>{`Something unknown was called in ${[...use.opaque].join(', ')}: nothing of it is trimmed.`}</p>
      ) : null}
      {unread.length > 0 ? <p>{`The text of ${unread.join(', ')} may not be read: it stays as it is.`}</p> : null}
    </Notice>
  )
}

function hasUnused({ actions }: RightSize['use']): boolean {
  return [...actions.values()].some(({ state }) => state === 'unused')
}
