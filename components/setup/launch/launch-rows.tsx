import { type Launch, partsOf, type RowState } from '@/components/setup/launch/launch-machine'
import { LaunchRowStatus } from '@/components/setup/launch/launch-row-status'
import { ChangeRow } from '@/components/setup/review/change-row'
import { Disclosure } from '@/components/ui/disclosure'
import type { Change } from '@/lib/deployments/model'

/** The changes with their progress. What needs none is only counted, and opens. */
export function LaunchRows({ launch, label }: { launch: Launch; label: string }) {
  const { due, kept } = partsOf(launch)

  return (
    <>
      {due.length > 0 ? (
        <ul aria-label={label} className="rounded-lg border bg-surface">
          {due.map((change) => (
            <LaunchRow key={change.id} change={change} row={launch.rows[change.id]} />
          ))}
        </ul>
      ) : null}
      {kept.length > 0 ? (
        <Disclosure summary={<span className="text-muted">{`${kept.length} already as they should be`}</span>}>
          <ul aria-label="No change" className="rounded-lg border bg-surface">
            {kept.map((change) => (
              <ChangeRow key={change.id} change={change} />
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </>
  )
}

function LaunchRow({ change, row }: { change: Change; row: RowState | undefined }) {
  const waitingFor = row?.state === 'waiting' ? row.waitingFor : undefined
  return <ChangeRow change={change} waitingFor={waitingFor} status={<LaunchRowStatus row={row} />} />
}
