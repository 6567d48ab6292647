'use client'

import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { signInWith } from '@/components/sign-in/request'

type PasswordFormProps = { next: string; onProblem: (code: string | undefined) => void }

export function PasswordForm({ next, onProblem }: PasswordFormProps) {
  async function submit(form: FormData) {
    onProblem(undefined)
    const problem = await signInWith('password', { password: String(form.get('password') ?? '') })

    if (problem === undefined) {
      window.location.replace(next)
    } else {
      onProblem(problem)
    }
  }

  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label="Password" name="password" required>
        <TextInput name="password" type="password" autoComplete="current-password" required autoFocus />
      </Field>
      <SubmitButton pendingLabel="Signing in…">Sign in</SubmitButton>
    </form>
  )
}
