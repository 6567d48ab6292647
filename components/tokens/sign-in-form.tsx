'use client'

import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { Select, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { ButtonLink } from '@/components/ui/button'
import type { FormState } from '@/lib/form-state'
import type { Failure } from '@/lib/result'
import { routes } from '@/lib/routes'
import type { SignInOutcome } from '@/lib/tokens/model'

export type FormAction<T> = (previous: FormState<T>, formData: FormData) => Promise<FormState<T>>

export type TokenFormProps = {
  runtimeId: string
  state: FormState<SignInOutcome>
  submit: (formData: FormData) => Promise<void>
}

type SignInFormProps = TokenFormProps & { clients: string[]; userName?: string | undefined }

/** `clients`: the app clients that the runtime allows; the person chooses when there are several. */
export function SignInForm({ runtimeId, submit, state, clients, userName }: SignInFormProps) {
  const errors = fieldsOf(state)

  return (
    <form action={submit} className="grid max-w-2xl gap-3 sm:grid-cols-2">
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <Field label="User name" name="userName" required errors={errors.userName}>
        <TextInput
          name="userName"
          autoComplete="username"
          defaultValue={state.status === 'failed' ? state.values.userName : userName}
        />
      </Field>
      <Field label="Password" name="password" required errors={errors.password}>
        <TextInput name="password" type="password" autoComplete="current-password" />
      </Field>
      {clients.length > 1 ? (
        <Field label="App client" name="clientId" required errors={errors.clientId}>
          <Select name="clientId" options={clients.map((value) => ({ value, label: value }))} />
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 sm:col-span-2">
        <SubmitButton pendingLabel="Signing in…">Get a token</SubmitButton>
        <ButtonLink variant="ghost" size="sm" href={routes.userPoolSettings(runtimeId)}>
          Lost password
        </ButtonLink>
      </div>
    </form>
  )
}

export function fieldsOf(state: FormState<SignInOutcome>): NonNullable<Failure['fields']> {
  return state.status === 'failed' ? (state.failure.fields ?? {}) : {}
}
