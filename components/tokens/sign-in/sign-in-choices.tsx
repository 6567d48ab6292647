'use client'

import { Field } from '@/components/form/field'
import { Checkbox, Select, TextInput } from '@/components/form/inputs'
import type { Choices } from '@/components/tokens/sign-in/use-sign-in'
import { Disclosure } from '@/components/ui/disclosure'

type SignInChoicesProps = {
  clients: string[]
  choices: Partial<Choices>
  errors: string[] | undefined
  onChange: (choices: Partial<Choices>) => void
}

/** What the runtime does not say of a sign-in: mostly nothing, or which client. */
export function SignInChoices({ clients, choices, errors, onChange }: SignInChoicesProps) {
  const input = (name: Exclude<keyof Choices, 'idToken'>) => ({
    name,
    mono: true,
    value: choices[name] ?? '',
    onChange: (event: { target: { value: string } }) => onChange({ ...choices, [name]: event.target.value }),
  })

  return (
    <>
      {clients.length === 1 ? null : (
        <div className="w-full max-w-md">
          <Field
            label="Client ID"
            name="clientId"
            required
            errors={errors}
            hint="Of the application at the issuer, a public (native) one."
          >
            {clients.length > 1 ? (
              <Select
                name="clientId"
                value={choices.clientId}
                onChange={(event) => onChange({ ...choices, clientId: event.target.value })}
                options={clients.map((value) => ({ value, label: value }))}
              />
            ) : (
              <TextInput {...input('clientId')} />
            )}
          </Field>
        </div>
      )}
      <Disclosure summary="What to ask the issuer for">
        <div className="grid max-w-2xl gap-3 sm:grid-cols-2">
          <Field label="Scope" name="scope" hint="Else what the runtime asks for.">
            <TextInput {...input('scope')} />
          </Field>
          <Field label="Audience" name="audience" hint="For Auth0: the identifier of the API.">
            <TextInput {...input('audience')} />
          </Field>
          <Field label="Client secret" name="clientSecret" hint="Google’s desktop clients have one.">
            <TextInput {...input('clientSecret')} type="password" autoComplete="off" />
          </Field>
          <Checkbox
            className="self-center"
            checked={choices.idToken === true}
            onChange={(event) => onChange({ ...choices, idToken: event.target.checked })}
            label="Send the ID token"
            hint="Where nobody but the issuer can read its access tokens."
          />
        </div>
      </Disclosure>
    </>
  )
}
