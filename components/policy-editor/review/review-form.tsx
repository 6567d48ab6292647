import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { needsReason, type PolicyReview } from '@/components/policy-editor/review/review'
import type { RoleSubject } from '@/components/policy-editor/texts/role-subject'
import type { Failure } from '@/lib/result'
import type { RoleDocument } from '@/lib/roles/document'

type ReviewFormProps = {
  subject: RoleSubject
  document: RoleDocument
  review: PolicyReview
  /** How many errors were found in the text. */
  errors: number
  failure: Failure | undefined
  action: (form: FormData) => void
}

/** Widening asks for a reason and a second look, an error for a word of its own; narrowing asks for nothing. */
export function ReviewForm({ subject, document, review, errors, failure, action }: ReviewFormProps) {
  if (review.kind === 'refused') {
    return null
  }
  // IAM may know more than this page: then the save asks for the reason.
  const isWider = needsReason(review) || Boolean(failure?.fields?.reason)

  return (
    <form action={action} className="flex flex-col gap-4 border-t pt-4">
      {isWider ? (
        <Field label="Why is this needed?" name="reason" required errors={failure?.fields?.reason}>
          <TextInput name="reason" maxLength={500} required />
        </Field>
      ) : null}
      {isWider ? <Checkbox name="looked" required label={lookLabel(review, subject)} /> : null}
      {subject.isOwn ? null : (
        <Checkbox name="foreign" required label={`Slipway did not make ${subject.name}; change it anyway`} />
      )}
      {errors > 0 ? <Checkbox name="nevertheless" required label={errorLabel(errors)} /> : null}
      <Affected subject={subject} document={document} />
      <SubmitButton pendingLabel="Saving…" className="self-end">
        Save {document.name}
      </SubmitButton>
    </form>
  )
}

function lookLabel(review: PolicyReview, { users }: RoleSubject): string {
  if (review.kind === 'trust') {
    return 'I have checked who may assume the role afterwards'
  }
  return users.length === 0
    ? 'I have looked at what is gained'
    : `I have looked at what is gained: whoever talks to ${users.join(', ')} can do it`
}

function errorLabel(errors: number): string {
  const what = errors === 1 ? 'the error' : `the ${errors} errors`
  return `Save it with ${what}. IAM may refuse the text, or the policy may not do what it seems to`
}

function Affected({ subject, document }: { subject: RoleSubject; document: RoleDocument }) {
  return (
    <p className="text-muted text-table">
      {subject.users.length === 0
        ? 'No runtime of this region uses the role.'
        : `Takes effect at once for ${subject.users.join(', ')}.`}
      {document.kind === 'managed'
        ? ' The policy may be attached to other roles and users, too; they change with it.'
        : ''}
    </p>
  )
}
