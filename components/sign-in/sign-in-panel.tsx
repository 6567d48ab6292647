'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { type OnProblem, providerAddress, signInFrom, signInWith } from '@/components/sign-in/request'
import { takeLinkToken, whenShown } from '@/components/sign-in/take-link-token'
import { signInProblem } from '@/lib/auth/sign-in/sign-in-problem'

type Offers = { link: boolean; password: boolean; oidc: boolean }

type SignInPanelProps = { offers: Offers; next: string; error: string | undefined; isSignedIn: boolean }

/** Signs in with the token of a link as soon as it is looked at; else offers what is configured. */
export function SignInPanel({ offers, next, error, isSignedIn }: SignInPanelProps) {
  const [problem, setProblem] = useState(error)
  const [isBusy, setIsBusy] = useState(isSignedIn)

  useEffect(
    () =>
      whenShown(async () => {
        const token = takeLinkToken()

        // Also of somebody who is signed in: a fresh link makes the sign-in recent again.
        if (token !== undefined) {
          setIsBusy(true)
          const answer = await signInWith('link', { token })
          const isIn = isSignedIn || answer === undefined
          setProblem(answer)
          setIsBusy(isIn)

          if (isIn) {
            window.location.replace(next)
          }
        } else if (isSignedIn) {
          window.location.replace(next)
        }
      }),
    [isSignedIn, next],
  )

  if (isBusy) {
    return (
      <p role="status" className="text-muted">
        Signing you in…
      </p>
    )
  }
  return (
    <>
      {problem === undefined ? null : <Problem code={problem} />}
      {offers.password ? <PasswordForm next={next} onProblem={setProblem} /> : null}
      {offers.oidc ? <ProviderForm next={next} onProblem={setProblem} /> : null}
      {offers.link && problem === undefined ? (
        <Hint>Open the sign-in link that Slipway printed in its terminal.</Hint>
      ) : null}
      {offers.link || offers.password || offers.oidc ? null : (
        <Hint>No way of signing in is set up. Stop Slipway in its terminal and run npm start: it prints a link.</Hint>
      )}
    </>
  )
}

export function Problem({ code }: { code: string }) {
  const { message, remedy } = signInProblem(code)

  return (
    <Notice tone="danger" live="alert" title={message}>
      <p>{remedy}</p>
    </Notice>
  )
}

function Hint({ children }: { children: ReactNode }) {
  return <p className="text-muted">{children}</p>
}

type PasswordFormProps = { next: string; onProblem: OnProblem; label?: string }

export function PasswordForm({ label = 'Sign in', ...outcome }: PasswordFormProps) {
  const submit = (form: FormData) => signInFrom('password', { password: String(form.get('password') ?? '') }, outcome)

  return (
    <form action={submit} className="flex flex-col gap-4">
      <Field label="Password" name="password" required>
        <TextInput name="password" type="password" autoComplete="current-password" required autoFocus />
      </Field>
      <SubmitButton pendingLabel="Signing in…">{label}</SubmitButton>
    </form>
  )
}

type ProviderFormProps = {
  next: string
  onProblem: OnProblem
  /** The provider is to ask for its password, also of somebody who is signed in there. */
  again?: boolean
}

export function ProviderForm({ next, onProblem, again = false }: ProviderFormProps) {
  async function submit() {
    const address = await providerAddress(next, again)

    if (address === undefined) {
      onProblem('OAuthSignin')
    } else {
      window.location.assign(address)
    }
  }

  return (
    <form action={submit} className="flex flex-col">
      <SubmitButton variant="secondary" pendingLabel="Opening…">
        Continue with single sign-on
      </SubmitButton>
    </form>
  )
}
