'use client'

import { toast } from '@/components/feedback/toast'
import { ConfirmDialog } from '@/components/form/confirm-dialog'
import { deleteLogGroupAction } from '@/lib/logs/actions'

/** `label` is the last part of the group's name, which has to be typed. */
export function DeleteGroup({ group, label, stored }: { group: string; label: string; stored: string }) {
  return (
    <ConfirmDialog
      title={`Delete the log group of ${label}`}
      object={label}
      verb="Delete"
      description={`All its lines (${stored}) are deleted for good. AWS makes an empty group when the runtime writes again.`}
      action={deleteLogGroupAction}
      hidden={{ group }}
      trigger="Delete"
      size="sm"
      onDone={() => toast('success', `Deleted the log group of ${label}.`)}
    />
  )
}
