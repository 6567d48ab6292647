'use client'

import { PermissionForm } from '@/components/findings/permission-form'
import { Dialog } from '@/components/ui/dialog'
import type { PolicyStatement } from '@/lib/policies/document/document'
import type { Result } from '@/lib/result'
import type { InlinePolicy } from '@/lib/roles/model'
import type { SaveOutcome } from '@/lib/roles/save-outcome'

/** Server actions, given by the page: one reads a role's inline policies, one saves a policy unless it changed since. */
export type PermissionActions = {
  read: (input: { connection: string; roleName: string }) => Promise<Result<InlinePolicy[]>>
  save: (input: {
    connection: string
    roleName: string
    document: string
    text: string
    expected?: string
    reason: string
  }) => Promise<Result<SaveOutcome>>
}

export type PermissionDialogProps = {
  open: boolean
  onClose: () => void
  roleName: string
  statement: PolicyStatement
  actions: PermissionActions
}

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
