'use client'

import { FailureNotice } from '@/components/feedback/failure-notice'
import { Notice } from '@/components/feedback/notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { CopyButton } from '@/components/ui/copy-button'
import { type FormState, idle } from '@/lib/form-state'
import { resetPasswordAction } from '@/lib/tokens/actions'
import type { NewPassword } from '@/lib/tokens/model'

type ResetPasswordProps = {
  runtimeId: string
  userName?: string | undefined
}

/** Gives a user of a pool that Slipway made a new generated password, shown once. */
export function ResetPassword({ runtimeId, userName }: ResetPasswordProps) {
  const [state, setState] = useClearedWhenHidden<FormState<NewPassword>>()
  const failure = state?.status === 'failed' ? state.failure : undefined

  return (
    <div className="flex flex-col gap-3">
      <form
        action={async (formData) => setState(await resetPasswordAction(idle, formData))}
        className="flex max-w-md flex-col items-start gap-3"
      >
        <ConnectionField />
        <input type="hidden" name="runtimeId" value={runtimeId} />
        <Field
          label="User name"
          name="userName"
          required
          errors={failure?.fields?.userName}
          hint="The password that this user has now stops working at once."
        >
          <TextInput name="userName" defaultValue={userName} />
        </Field>
        <SubmitButton variant="secondary" pendingLabel="Setting…">
          Set a generated password
        </SubmitButton>
      </form>
      {failure ? <FailureNotice failure={failure} /> : null}
      {state?.status === 'done' ? <PasswordOnce {...state.data} /> : null}
    </div>
  )
}

function PasswordOnce({ userName, password }: NewPassword) {
  return (
    <Notice tone="warning" live="status" title="Copy the password now. It is shown only this once and kept nowhere.">
      <p className="break-all">
        The new password of {userName} is <code className="font-mono">{password}</code>{' '}
        <CopyButton value={password} label="password" />
      </p>
    </Notice>
  )
}
