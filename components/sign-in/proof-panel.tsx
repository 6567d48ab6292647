'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { type OnProblem, signInFrom } from '@/components/sign-in/request'
import { PasswordForm, Problem, ProviderForm } from '@/components/sign-in/sign-in-panel'
import { Disclosure } from '@/components/ui/disclosure'
import { routes } from '@/lib/routes'

type ProofPanelProps = { offers: { password: boolean; oidc: boolean } }

/** Signs in once more, in one of the ways that are set up or with a link, which the terminal always has. */
export function ProofPanel({ offers: { password, oidc } }: ProofPanelProps) {
  const [problem, setProblem] = useState<string>()
  const form = { next: routes.confirm(), onProblem: setProblem }

  return (
    <>
      <p className="text-muted">Changes in IAM need a recent sign-in. What you typed in the other tab stays there.</p>
      {problem === undefined ? null : <Problem code={problem} />}
      {password ? <PasswordForm {...form} label="Confirm" /> : null}
      {oidc ? <ProviderForm {...form} again /> : null}
      {password || oidc ? (
        <Disclosure summary="Use a link instead">
          <LinkForm {...form} />
        </Disclosure>
      ) : (
        <LinkForm {...form} />
      )}
    </>
  )
}

function LinkForm(outcome: { next: string; onProblem: OnProblem }) {
  const submit = (form: FormData) => signInFrom('link', { token: tokenIn(String(form.get('link') ?? '')) }, outcome)

  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field
        label="Sign-in link"
        name="link"
        required
        hint="Run npm run slipway -- link in a terminal, and paste the link that it prints."
      >
        <TextInput name="link" type="password" autoComplete="off" required />
      </Field>
      <SubmitButton pendingLabel="Confirming…">Confirm with the link</SubmitButton>
    </form>
  )
}

/** The token of a pasted link, or the text when it is a token alone. */
function tokenIn(pasted: string): string {
  return (/#token=([^&\s]+)/.exec(pasted)?.[1] ?? pasted).trim()
}
