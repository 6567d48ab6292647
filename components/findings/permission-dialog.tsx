'use client'

import { type PermissionDialogProps, PermissionForm } from '@/components/findings/permission-form'
import { Dialog } from '@/components/ui/dialog'

/** Shows what a statement would change in a policy of the role, and changes it. */
export function PermissionDialog(props: PermissionDialogProps) {
  const { open, onClose, roleName } = props

  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="lg"
      title={`Add the permission to ${roleName}`}
      description="The server's next command has it; nothing is launched anew."
    >
      <PermissionForm {...props} />
    </Dialog>
  )
}
