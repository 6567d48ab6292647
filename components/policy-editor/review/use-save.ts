'use client'

import { useRouter } from 'next/navigation'
import { useActionState } from 'react'
import { toast } from '@/components/feedback/toast'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts, Working } from '@/components/policy-editor/texts/use-texts'
import { saveDocumentAction } from '@/lib/drift/role-actions'
import type { Result } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'
import type { SaveOutcome } from '@/lib/roles/save-outcome'

type Saving = {
  subject: RoleSubject
  document: RoleDocument
  working: Working
  texts: Texts
  onSaved: () => void
}

/** Saves the document as it stands. The text that it replaces is kept in the browser, with the reason. */
export function useSave({ subject, document, working, texts, onSaved }: Saving) {
  const router = useRouter()

  return useActionState(async (_: Result<SaveOutcome> | null, form: FormData) => {
    const reason = String(form.get('reason') ?? '')
    const { base, text } = working
    const result = await saveDocumentAction({
      connection: subject.connection,
      roleName: subject.name,
      document: document.id,
      text,
      reason,
      expected: base ?? undefined,
    })

    if (result.ok && result.data.state === 'saved') {
      if (base !== null) {
        texts.store.addPast(document.id, { text: base, at: result.data.savedAt, reason, kind: 'replaced' })
      }
      texts.settle(document, text)
      toast('success', `${document.name} is saved in IAM. It takes effect within seconds.`)
      onSaved()
      router.refresh()
    }
    return result
  }, null)
}
