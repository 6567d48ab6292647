import type { ReactNode } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import type { LogClient } from '@/components/log-viewer/client'
import type { SourceState } from '@/components/log-viewer/engine/protocol'
import type { Settings } from '@/components/log-viewer/settings'
import { useShown } from '@/components/log-viewer/use-log'
import { rangeOf } from '@/lib/logs/ranges'

type Shown = { source: SourceState; isAnyHeld: boolean; settings: Settings; actions: ReactNode }
type ListCoverProps = Pick<Shown, 'settings' | 'actions'> & { client: LogClient }

const WHY_NO_GROUP = {
  'not-invoked-yet':
    'AWS makes it at the first call, and nobody has called the runtime yet. It is picked up here as soon as it appears.',
  'role-cannot-write':
    'The execution role may not write logs, so AWS can’t make it. Give the role the permission, then call the runtime again.',
  unknown:
    'AWS makes it at the first call, so most likely nobody has called the runtime yet. If somebody has, the execution role may not write logs.',
}

/** What stands in the place of the lines when there are none, and why. */
export function ListCover({ client, settings, actions }: ListCoverProps) {
  const source = useShown(client, (shown) => shown.source)
  const isEmpty = useShown(client, ({ view }) => view.shown === 0)
  const isAnyHeld = useShown(client, ({ view }) => view.total > 0)
  const phase = source.tail?.phase

  if (phase?.name === 'stopped') {
    return (
      <div className="absolute inset-x-2 top-2">
        <Notice tone="danger" live="alert" title={phase.message}>
          <p>{phase.remedy}</p>
        </Notice>
      </div>
    )
  }
  if (!isEmpty) {
    return null
  }
  return <div className="absolute inset-2 overflow-y-auto">{reasonOf({ source, isAnyHeld, settings, actions })}</div>
}

function reasonOf({ source, isAnyHeld, settings, actions }: Shown) {
  const phase = source.tail?.phase

  if (phase?.name === 'waiting-for-group') {
    return (
      <EmptyState title="No log group yet" actions={actions}>
        {WHY_NO_GROUP[phase.reason]}
      </EmptyState>
    )
  }
  if (isAnyHeld) {
    return <EmptyState title="No matching lines">No line matches the filters and the search.</EmptyState>
  }
  if (source.isLoading || source.failure || (settings.range.type === 'live' && phase?.name !== 'live')) {
    return null
  }
  return (
    <EmptyState
      title={
        settings.range.type === 'live'
          ? `No lines in the last ${rangeOf(settings.range.id).label}`
          : 'No lines in this range'
      }
    >
      Choose a longer range, or call the runtime. New lines take a few seconds to arrive.
    </EmptyState>
  )
}
