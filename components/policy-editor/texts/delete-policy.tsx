'use client'

import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { toast } from '@/components/feedback/toast'
import { ConfirmDialog } from '@/components/form/confirm-dialog'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { ChangeList } from '@/components/policy-editor/review/permission-changes'
import { effectOfDeletion } from '@/components/policy-editor/review/review'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { deleteInlineAction } from '@/lib/drift/role-actions'
import type { FormState } from '@/lib/form-state'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { RoleChangeEffect } from '@/lib/policies/change/role-change'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

type DeletePolicyProps = {
  subject: RoleSubject
  document: RoleDocument
  saved: string
  texts: Texts
  catalogue: Catalogue
}

/** Takes an inline policy from the role. Its text stays in the browser, under the earlier texts of its name. */
export function DeletePolicy({ subject, document, saved, texts, catalogue }: DeletePolicyProps) {
  const router = useRouter()

  const { diff } = useMemo(() => effectOfDeletion(document, texts.saved, catalogue), [document, texts.saved, catalogue])

  async function remove(_previous: FormState<string>, form: FormData): Promise<FormState<string>> {
    const { connection, name: roleName } = subject
    const reason = String(form.get('reason') ?? '')
    const result = await deleteInlineAction({
      ...{ connection, roleName, policyName: document.name },
      ...{ expected: saved, reason },
    })

    if (!result.ok) {
      return { status: 'failed', failure: result.error, values: {} }
    }
    if (result.data.state === 'changed-elsewhere') {
      return { status: 'failed', failure: CHANGED, values: {} }
    }
    texts.store.addPast(document.id, { text: saved, at: result.data.savedAt, reason, kind: 'deleted' })
    return { status: 'done', data: result.data.savedAt }
  }

  return (
    <ConfirmDialog
      title="Delete policy"
      object={document.name}
      verb="Delete policy"
      trigger="Delete"
      triggerVariant="ghost"
      size="sm"
      description={<WhatGoes subject={subject} diff={diff} />}
      extra={(failure) => (diff.widens || failure?.fields?.reason ? <Reason errors={failure?.fields?.reason} /> : null)}
      action={remove}
      onDone={() => {
        texts.forget(document.id)
        toast('success', `${document.name} is deleted. A new policy of that name finds its text under Earlier texts.`)
        router.refresh()
      }}
    />
  )
}

function Reason({ errors }: { errors: string[] | undefined }) {
  return (
    <Field label="Why is the policy no longer needed?" name="reason" required errors={errors}>
      <TextInput name="reason" maxLength={500} required />
    </Field>
  )
}

function WhatGoes({ subject, diff }: { subject: RoleSubject; diff: RoleChangeEffect['diff'] }) {
  const whose = subject.users.length === 0 ? 'The role' : `${subject.users.join(', ')} at once`

  return (
    <div className="flex flex-col gap-2">
      <p>
        {diff.narrows
          ? `${whose} loses what only this policy allows.`
          : 'Nothing that the role may do now depends on it.'}
      </p>
      {diff.widens ? (
        <>
          <p className="font-medium text-danger">This policy denies something. Without it the assistant gains:</p>
          <ChangeList title="Gained" tone="text-danger" sign="+" changes={diff.gained.slice(0, SHOWN)} />
          {diff.gained.length > SHOWN ? <p>and {diff.gained.length - SHOWN} more</p> : null}
        </>
      ) : null}
    </div>
  )
}

const SHOWN = 4

const CHANGED: Failure = {
  code: 'conflict',
  message: 'The policy was changed in IAM since this page was loaded.',
  remedy: 'Reload the page, look at what it says now, then decide again.',
}
