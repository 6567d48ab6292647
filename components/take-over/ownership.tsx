import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { RefreshButton } from '@/components/layout/refresh-button'
import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { PartList } from '@/components/take-over/part-list'
import { TakeOverForm } from '@/components/take-over/take-over-form'
import { advanceTakeOverAction } from '@/lib/take-over/actions'
import type { TakeOver } from '@/lib/take-over/model'
import { readTakeOver } from '@/lib/take-over/read-take-over'
import { makerText, revertText, tagLines } from '@/lib/take-over/words'

/** Who made the runtime, what is whose, and the way to take it over or to give it back. */
export async function Ownership({ actor, connection, runtime }: RuntimeView) {
  const found = await readTakeOver(connection, runtime.id)

  if (!found.ok) {
    return <FailureNotice failure={found.error} retry={<RefreshButton label="Try again" />} />
  }
  const { id, name, state, plan, seen, parts, later } = found.data
  const reverts = state === 'own' ? undefined : revertText(found.data)

  return (
    <>
      <Notice tone={state === 'theirs' ? 'info' : 'success'} title={TITLES[state](name)}>
        {state === 'own' ? null : <p className="break-words">{makerText(found.data)}</p>}
      </Notice>
      {reverts ? (
        <Notice tone="warning" title={reverts}>
          <p>Change it there, or take it out of there first.</p>
        </Notice>
      ) : null}
      <PartList parts={parts} label={state === 'theirs' ? 'What Slipway would own' : 'What Slipway owns'} />
      {state === 'own' ? null : (
        <TakeOverForm
          {...{ id, name, plan, seen, later }}
          isRelease={state === 'taken'}
          canWrite={actor.canWrite}
          lines={tagLines(plan)}
          reverts={reverts !== undefined}
          advance={advanceTakeOverAction}
        />
      )}
    </>
  )
}

const TITLES: Record<TakeOver['state'], (name: string) => string> = {
  theirs: (name) => `Slipway did not make ${name}`,
  taken: (name) => `Slipway took ${name} over`,
  own: (name) => `Slipway made ${name}`,
}
