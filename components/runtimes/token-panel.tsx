'use client'

import { useState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { IssuedTokenCard } from '@/components/runtimes/issued-token-card'
import { useClearedWhenHidden } from '@/components/runtimes/use-cleared-when-hidden'
import { Button } from '@/components/ui/button'
import { type FormState, idle } from '@/lib/form-state'
import type { Failure } from '@/lib/result'
import type { KeptSignIn, SignInOutcome } from '@/lib/tokens/model'

type TokenAction = (previous: FormState<SignInOutcome>, formData: FormData) => Promise<FormState<SignInOutcome>>

type TokenPanelProps = {
  runtimeId: string
  kept?: KeptSignIn | undefined
  actions: { signIn: TokenAction; newPassword: TokenAction; refresh: TokenAction }
}

type State = FormState<SignInOutcome> | undefined
type Challenge = Extract<SignInOutcome, { state: 'new-password' }>

/**
 * Sign-in to a runtime's user pool, and the access token that comes of it. The answer is kept here and not in
 * useActionState, because a token must be forgotten when the page is hidden.
 */
export function TokenPanel({ runtimeId, kept, actions }: TokenPanelProps) {
  const [state, setState] = useClearedWhenHidden<FormState<SignInOutcome>>()
  const [isOther, setIsOther] = useState(false)
  const [challenge, setChallenge] = useClearedWhenHidden<Challenge>()
  const token = state?.status === 'done' && state.data.state === 'token' ? state.data.token : undefined

  function perform(action: TokenAction) {
    return async (formData: FormData) => {
      const next = await action(idle, formData)
      setState(next)
      // A new password that the pool refuses leaves the challenge open for another one.
      if (next.status === 'done') {
        setChallenge(next.data.state === 'new-password' ? next.data : undefined)
      }
    }
  }

  if (token) {
    return (
      <div className="flex flex-col gap-4">
        <IssuedTokenCard token={token} />
        <RefreshForm runtimeId={runtimeId} submit={perform(actions.refresh)} />
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {challenge ? (
        <NewPasswordForm {...challenge} {...{ runtimeId, state }} submit={perform(actions.newPassword)} />
      ) : kept && !isOther ? (
        <>
          <p>
            This browser keeps a sign-in as <strong className="break-all font-medium">{kept.userName}</strong>,
            encrypted.
          </p>
          <div className="flex flex-wrap gap-2">
            <RefreshForm runtimeId={runtimeId} submit={perform(actions.refresh)} />
            <Button onClick={() => setIsOther(true)}>Sign in as somebody else</Button>
          </div>
        </>
      ) : (
        <SignInForm {...{ runtimeId, state }} submit={perform(actions.signIn)} />
      )}
      {state?.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
    </div>
  )
}

type FormProps = { runtimeId: string; submit: (formData: FormData) => Promise<void> }

function SignInForm({ runtimeId, submit, state }: FormProps & { state: State }) {
  const errors = fieldsOf(state)
  return (
    <form action={submit} className="grid max-w-2xl gap-3 sm:grid-cols-2">
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <Field label="User name" name="userName" required errors={errors.userName}>
        <TextInput
          name="userName"
          autoComplete="username"
          defaultValue={state?.status === 'failed' ? state.values.userName : undefined}
        />
      </Field>
      <Field label="Password" name="password" required errors={errors.password}>
        <TextInput name="password" type="password" autoComplete="current-password" />
      </Field>
      <div className="sm:col-span-2">
        <SubmitButton pendingLabel="Signing in…">Get a token</SubmitButton>
      </div>
    </form>
  )
}

type NewPasswordProps = FormProps & { userName: string; challenge: string; state: State }

function NewPasswordForm({ runtimeId, userName, challenge, submit, state }: NewPasswordProps) {
  return (
    <form action={submit} className="flex max-w-md flex-col gap-3">
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <input type="hidden" name="challenge" value={challenge} />
      <p>{userName} has a temporary password. Choose a new one within three minutes; the sign-in goes on with it.</p>
      <Field label="New password" name="newPassword" required errors={fieldsOf(state).newPassword}>
        <TextInput name="newPassword" type="password" autoComplete="new-password" />
      </Field>
      <SubmitButton pendingLabel="Setting…">Set password and get a token</SubmitButton>
    </form>
  )
}

function RefreshForm({ runtimeId, submit }: FormProps) {
  return (
    <form action={submit}>
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <SubmitButton pendingLabel="Refreshing…">Get a fresh token</SubmitButton>
    </form>
  )
}

function fieldsOf(state: State): NonNullable<Failure['fields']> {
  return state?.status === 'failed' ? (state.failure.fields ?? {}) : {}
}
