import { ChangeRow } from '@/components/setup/change-row'
import { type Launch, partsOf } from '@/components/setup/launch-machine'
import { LaunchRowStatus } from '@/components/setup/launch-row-status'
import { Disclosure } from '@/components/ui/disclosure'

/** The changes with their progress. What needs none is only counted, and opens. */
export function LaunchRows({ launch, label }: { launch: Launch; label: string }) {
  const { due, kept } = partsOf(launch)

  return (
    <>
      {due.length > 0 ? (
        <ul aria-label={label} className="rounded-lg border bg-surface">
          {due.map((change) => (
            <ChangeRow key={change.id} change={change} status={<LaunchRowStatus row={launch.rows[change.id]} />} />
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
