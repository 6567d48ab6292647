'use client'

import { useEffect, useState } from 'react'
import type { RowState } from '@/components/setup/launch/launch-machine'
import { Status } from '@/components/ui/status'
import { formatDuration } from '@/lib/format/duration'

/** planned → running (elapsed) → waiting (elapsed) → done (ms) or failed. */
export function LaunchRowStatus({ row }: { row: RowState | undefined }) {
  switch (row?.state) {
    case 'running':
      return <Ticking label="Running" since={row.since} />
    case 'waiting':
      return <Ticking label="Waiting" since={row.since} />
    case 'done':
      return (
        <Status
          tone="success"
          label={row.durationMs === undefined ? 'Done' : `Done in ${formatDuration(row.durationMs)}`}
        />
      )
    case 'failed':
      return <Status tone="danger" label="Failed" />
    default:
      return <Status tone="neutral" label="Planned" />
  }
}

function Ticking({ label, since }: { label: string; since: number }) {
  const [now, setNow] = useState(since)

  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])

  return <Status tone="info" label={`${label} ${Math.max(0, Math.round((now - since) / 1000))} s`} />
}
