'use client'

import { Field } from '@/components/form/field'
import { Checkbox, TextInput } from '@/components/form/inputs'
import { useFieldErrors } from '@/components/tokens/settings/field-errors'
import { RedirectUris } from '@/components/tokens/settings/redirect-uris'
import type { ClientForm } from '@/lib/tokens/user-pool/client-settings'

type ClientFieldsProps = { client: ClientForm; domain: string | undefined; poolId: string }

/** What can be changed of an app client. */
export function ClientFields({ client, domain, poolId }: ClientFieldsProps) {
  const { passwordFlow, rotation, revocation, accessMinutes, idMinutes, refreshDays, redirectUris } = client

  return (
    <>
      <Checkbox
        name="passwordFlow"
        defaultChecked={passwordFlow}
        label="Sign in with a password (USER_PASSWORD_AUTH)"
        hint="Slipway and the token command sign in this way."
      />
      <Checkbox
        name="rotation"
        defaultChecked={rotation}
        label="Rotate refresh tokens"
        hint="Each refresh gives a new one, and one that is used twice ends the sign-in. Slipway keeps up; older programs may not."
      />
      <Checkbox
        name="revocation"
        defaultChecked={revocation}
        label="Allow revoking"
        hint="Signing out can then end a refresh token before its time."
      />
      <div className="grid w-full gap-3 sm:grid-cols-3">
        <WholeNumber
          name="accessMinutes"
          label="Access token lifetime (minutes)"
          value={accessMinutes}
          hint="5 to 1,440. Nobody can revoke it before it ends."
        />
        <WholeNumber
          name="idMinutes"
          label="ID token lifetime (minutes)"
          value={idMinutes}
          hint="5 to 1,440. Matters only where the authorizer checks audiences."
        />
        <WholeNumber
          name="refreshDays"
          label="Refresh token lifetime (days)"
          value={refreshDays}
          hint="1 to 3,650. For sign-ins from now on."
        />
      </div>
      <RedirectUris uris={redirectUris} domain={domain} poolId={poolId} />
    </>
  )
}

function WholeNumber({ name, label, value, hint }: { name: string; label: string; value: number; hint: string }) {
  return (
    <Field label={label} name={name} required hint={hint} errors={useFieldErrors(name)}>
      <TextInput name={name} inputMode="numeric" defaultValue={value} />
    </Field>
  )
}
