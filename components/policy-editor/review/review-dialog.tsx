'use client'

import { useMemo } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { OpenFindings, ofType } from '@/components/policy-editor/review/open-findings'
import { PermissionChanges } from '@/components/policy-editor/review/permission-changes'
import { reviewOf } from '@/components/policy-editor/review/review'
import { ReviewForm } from '@/components/policy-editor/review/review-form'
import { useSave } from '@/components/policy-editor/review/use-save'
import { ChangedElsewhere } from '@/components/policy-editor/texts/changed-elsewhere'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Texts, Working } from '@/components/policy-editor/texts/use-texts'
import { Dialog } from '@/components/ui/dialog'
import { DiffView } from '@/components/ui/diff-view'
import { diffLines } from '@/lib/format/diff'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { Finding } from '@/lib/policies/findings/model'
import type { RoleDocument } from '@/lib/roles/document'

type ReviewProps = {
  onClose: () => void
  subject: RoleSubject
  document: RoleDocument
  working: Working
  texts: Texts
  catalogue: Catalogue
  /** Of this text. */
  findings: Finding[]
}

/** The diff before the deed: the text, and what the role can do afterwards that it could not before. */
export function ReviewDialog({ open, ...rest }: ReviewProps & { open: boolean }) {
  return (
    <Dialog open={open} onClose={rest.onClose} title={`Save ${rest.document.name}`} size="lg">
      <Review {...rest} />
    </Dialog>
  )
}

function Review({ onClose, subject, document, working, texts, catalogue, findings }: ReviewProps) {
  const [result, save] = useSave({ subject, document, working, texts, onSaved: onClose })
  const { base, text } = working
  const { saved } = texts
  const review = useMemo(
    () => reviewOf(document, { base, text }, saved, catalogue),
    [document, base, text, saved, catalogue],
  )
  const failure = result?.ok === false ? result.error : undefined

  if (result?.ok && result.data.state === 'changed-elsewhere') {
    return (
      <ChangedElsewhere
        document={document}
        working={working}
        current={result.data.current}
        isReplaced={result.data.isReplaced}
        texts={texts}
        onClose={onClose}
      />
    )
  }
  return (
    <div className="flex flex-col gap-5">
      {failure ? <FailureNotice failure={failure} /> : null}
      <div className="flex flex-col gap-2">
        <h3 className="font-medium">Text</h3>
        <DiffView label="Change of the text" lines={diffLines(working.base ?? '', working.text)} />
      </div>
      <PermissionChanges review={review} />
      <OpenFindings findings={findings} />
      <ReviewForm
        subject={subject}
        document={document}
        review={review}
        errors={ofType(findings, 'error').length}
        failure={failure}
        action={save}
      />
    </div>
  )
}
