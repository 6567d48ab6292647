'use client'

import { useState } from 'react'
import { useConnectionKey } from '@/components/form/connection-context'
import { ConnectionField } from '@/components/form/connection-field'
import { Field } from '@/components/form/field'
import { RadioCards, TextInput } from '@/components/form/inputs'
import { SubmitButton } from '@/components/form/submit-button'
import { fieldsOf, type TokenFormProps } from '@/components/tokens/sign-in-form'
import { CopyButton } from '@/components/ui/copy-button'
import { routes } from '@/lib/routes'
import type { Challenge, CodeChallenge } from '@/lib/tokens/sign-in/challenge'

type ChallengeFormProps = TokenFormProps & { userName: string; sealed: string; challenge: Challenge }

/** The step that Cognito puts between the password and the token. */
export function ChallengeForm(props: ChallengeFormProps) {
  const { runtimeId, sealed, submit, challenge } = props

  return (
    <form
      action={submit}
      // React resets a form after its action; a choice would then show another answer than it holds.
      onReset={challenge.kind === 'choice' ? (event) => event.preventDefault() : undefined}
      className="flex max-w-md flex-col items-start gap-3"
      aria-label="Next step of the sign-in"
    >
      <ConnectionField />
      <input type="hidden" name="runtimeId" value={runtimeId} />
      <input type="hidden" name="challenge" value={sealed} />
      <Questions {...props} />
      <SubmitButton pendingLabel="Asking Cognito…">{BUTTONS[challenge.kind]}</SubmitButton>
    </form>
  )
}

const BUTTONS: Record<Challenge['kind'], string> = {
  'new-password': 'Set password and get a token',
  code: 'Get a token',
  choice: 'Continue',
  setup: 'Set up and get a token',
}

function Questions({ challenge, userName, state }: ChallengeFormProps) {
  const errors = fieldsOf(state)

  switch (challenge.kind) {
    case 'new-password':
      return (
        <>
          <p>
            {userName} has a temporary password. Choose a new one within a few minutes; the sign-in goes on with it.
          </p>
          <Field label="New password" name="newPassword" required errors={errors.newPassword}>
            <TextInput name="newPassword" type="password" autoComplete="new-password" />
          </Field>
          {challenge.attributes.map((name) => (
            <Field
              key={name}
              label={name}
              name={`attribute.${name}`}
              required
              hint="The pool requires it of its users."
            />
          ))}
        </>
      )
    case 'code':
      return (
        <>
          <p>{askFor(challenge.name, challenge.destination)}</p>
          {challenge.name === 'SOFTWARE_TOKEN_MFA' ? null : <PracticeHint />}
          <CodeField errors={errors.code} />
        </>
      )
    case 'choice':
      return <ChoiceField options={challenge.options} errors={errors.password} />
    case 'setup':
      return (
        <>
          <p>The pool wants a second factor, and {userName} has none. Add this key to an authenticator app:</p>
          <p className="flex items-center gap-2 rounded-md border bg-raised px-2 py-1">
            <code className="min-w-0 break-all font-mono text-table">{challenge.key}</code>
            <CopyButton value={challenge.key} label="key of the authenticator" />
          </p>
          <p className="text-muted">
            On a device that has the app,{' '}
            <a href={challenge.link} className="underline">
              open the key in it
            </a>
            . Then type the code that it shows. Keep the key nowhere else.
          </p>
          <CodeField errors={errors.code} />
        </>
      )
  }
}

/** Opens beside this page: leaving it would end the sign-in. */
function PracticeHint() {
  return useConnectionKey().startsWith('practice/') ? (
    <p className="text-muted">
      The practice account sends nothing:{' '}
      <a href={routes.settingsPractice()} target="_blank" rel="noreferrer" className="underline">
        its outbox has the code
      </a>
      .
    </p>
  ) : null
}

function CodeField({ errors }: { errors: string[] | undefined }) {
  return (
    <Field label="Code" name="code" required errors={errors}>
      <TextInput name="code" inputMode="numeric" autoComplete="one-time-code" mono className="max-w-40" />
    </Field>
  )
}

function ChoiceField({ options, errors }: { options: string[]; errors: string[] | undefined }) {
  const [choice, setChoice] = useState(options[0] ?? '')

  return (
    <>
      <Field label="How do you want to prove that it is you?" name="choice" required group>
        <RadioCards
          name="choice"
          value={choice}
          onChange={setChoice}
          options={options.map((option) => ({ value: option, label: FACTORS[option] ?? option }))}
        />
      </Field>
      {choice === 'PASSWORD' ? (
        <Field label="Password" name="password" required errors={errors}>
          <TextInput name="password" type="password" autoComplete="current-password" />
        </Field>
      ) : null}
    </>
  )
}

function askFor(name: CodeChallenge, destination = 'the user'): string {
  return name === 'SOFTWARE_TOKEN_MFA'
    ? 'Type the code that the authenticator app shows now.'
    : `Cognito has sent a code to ${destination} by ${name.startsWith('SMS') ? 'SMS' : 'e-mail'}.`
}

const FACTORS: Record<string, string> = {
  SOFTWARE_TOKEN_MFA: 'A code of the authenticator app',
  SMS_MFA: 'A code by SMS',
  SMS_OTP: 'A code by SMS',
  EMAIL_OTP: 'A code by e-mail',
  PASSWORD: 'The password',
}
