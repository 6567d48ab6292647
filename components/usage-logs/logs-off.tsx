'use client'

import { toast } from '@/components/feedback/toast'
import { ConfirmDialog } from '@/components/form/confirm-dialog'
import { usageLogsOffAction } from '@/lib/usage/delivery/actions'

/** `group`: the log group that goes along, since Slipway made it; null: it stays. */
export function LogsOff({ runtimeId, name, group }: { runtimeId: string; name: string; group: string | null }) {
  return (
    <ConfirmDialog
      title="Switch off usage logs"
      object={name}
      verb="Switch off for"
      description={
        group === null ? (
          'No more records are written. The log group stays with its lines: Slipway did not make it.'
        ) : (
          <>
            No more records are written, and the log group <span className="break-all font-mono">{group}</span> is
            deleted with all its lines for good.
          </>
        )
      }
      action={usageLogsOffAction}
      hidden={{ runtimeId, group: group ?? '' }}
      size="sm"
      onDone={() => toast('success', 'Usage logs are off.')}
    />
  )
}
