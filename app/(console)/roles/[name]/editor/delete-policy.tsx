'use client'

import { useRouter } from 'next/navigation'
import { deleteInlineAction } from '@/app/(console)/roles/[name]/actions'
import type { RoleSubject } from '@/app/(console)/roles/[name]/editor/role-subject'
import type { Texts } from '@/app/(console)/roles/[name]/editor/use-texts'
import { toast } from '@/components/feedback/toast'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { FormState } from '@/lib/form-state'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

type DeletePolicyProps = { subject: RoleSubject; document: RoleDocument; saved: string; texts: Texts }

/** Takes an inline policy from the role. Its text stays in the browser, under the earlier texts of its name. */
export function DeletePolicy({ subject, document, saved, texts }: DeletePolicyProps) {
  const router = useRouter()

  async function remove(): Promise<FormState<string>> {
    const { connection, name: roleName } = subject
    const result = await deleteInlineAction({ connection, roleName, policyName: document.name, expected: saved })

    if (!result.ok) {
      return { status: 'failed', failure: result.error, values: {} }
    }
    if (result.data.state === 'changed-elsewhere') {
      return { status: 'failed', failure: CHANGED, values: {} }
    }
    texts.store.addPast(document.id, { text: saved, at: result.data.savedAt, reason: 'deleted' })
    return { status: 'done', data: result.data.savedAt }
  }

  return (
    <ConfirmDialog
      title="Delete policy"
      object={document.name}
      verb="Delete policy"
      trigger="Delete"
      size="sm"
      description={
        subject.users.length === 0
          ? 'The role loses what only this policy allows.'
          : `${subject.users.join(', ')} loses at once what only this policy allows.`
      }
      action={remove}
      onDone={() => {
        texts.discard(document.id)
        toast('success', `${document.name} is deleted. A new policy of that name finds its text under Earlier texts.`)
        router.refresh()
      }}
    />
  )
}

const CHANGED: Failure = {
  code: 'conflict',
  message: 'The policy was changed in IAM since this page was loaded.',
  remedy: 'Reload the page, look at what it says now, then decide again.',
}
