'use client'

import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { toast } from '@/components/feedback/toast'
import { ConfirmDialog } from '@/components/form/confirm-dialog'
import { Checkbox } from '@/components/form/inputs'
import { ChangeList } from '@/components/policy-editor/review/permission-changes'
import { effectOfDeletion } from '@/components/policy-editor/review/review'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { detachPolicyAction } from '@/lib/drift/role-actions'
import type { FormState } from '@/lib/form-state'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { RoleDocument } from '@/lib/roles/document'

type DetachPolicyProps = {
  subject: RoleSubject
  document: RoleDocument
  arn: string
  texts: Texts
  catalogue: Catalogue
}

/** Takes a managed policy off the role. The policy itself stays, and can be attached again. */
export function DetachPolicy({ subject, document, arn, texts, catalogue }: DetachPolicyProps) {
  const router = useRouter()
  // Only the end of a Deny gives something, and to compare two thousand actions takes a while.
  const gained = useMemo(
    () => (document.text?.includes('Deny') ? effectOfDeletion(document, texts.saved, catalogue).diff.gained : []),
    [document, texts.saved, catalogue],
  )

  async function detach(_previous: FormState<string>, form: FormData): Promise<FormState<string>> {
    const { connection, name: roleName } = subject
    const result = await detachPolicyAction({ connection, roleName, arn, looked: form.has('looked') })
    return result.ok
      ? { status: 'done', data: result.data.arn }
      : { status: 'failed', failure: result.error, values: {} }
  }

  return (
    <ConfirmDialog
      title={`Detach from ${subject.name}`}
      object={document.name}
      verb="Detach"
      trigger="Detach"
      triggerVariant="ghost"
      size="sm"
      description={
        <p>
          {subject.users.length === 0 ? 'The role' : `${subject.users.join(', ')} at once`} loses what only{' '}
          {document.name} allows. The policy itself stays.
        </p>
      }
      extra={(failure) =>
        gained.length > 0 || failure?.fields?.looked ? (
          <>
            <ChangeList title="Gained" tone="text-danger" sign="+" changes={gained.slice(0, SHOWN)} />
            <Checkbox name="looked" required label="It denies something; I have looked at what is gained without it" />
          </>
        ) : null
      }
      action={detach}
      onDone={() => {
        texts.forget(document.id)
        toast('success', `${document.name} is detached from ${subject.name}.`)
        router.refresh()
      }}
    />
  )
}

const SHOWN = 4
