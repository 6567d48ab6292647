'use client'

import { Field } from '@/components/form/field'
import { TextArea, TextInput } from '@/components/form/inputs'
import { useFieldErrors } from '@/components/tokens/settings/field-errors'
import { ruleText } from '@/lib/tokens/claims/claim-rules'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'

/** What an authorizer asks of a token: any OIDC issuer will do. */
export function AuthorizerFields({ authorizer }: { authorizer: JwtAuthorizer }) {
  const { discoveryUrl, allowedClients, allowedAudience, allowedScopes, customClaims } = authorizer

  return (
    <>
      <div className="w-full">
        <Field
          label="Discovery document"
          name="discoveryUrl"
          required
          errors={useFieldErrors('discoveryUrl')}
          hint="The issuer’s address with /.well-known/openid-configuration. It is read before anything is changed."
        >
          <TextInput name="discoveryUrl" mono defaultValue={discoveryUrl} />
        </Field>
      </div>
      <div className="grid w-full gap-3 sm:grid-cols-2">
        <Lines
          name="allowedClients"
          label="Clients"
          values={allowedClients}
          hint="client_id, one on each line. Access tokens of Cognito need this one."
        />
        <Lines name="allowedAudience" label="Audiences" values={allowedAudience} hint="aud, one on each line." />
        <Lines name="allowedScopes" label="Scopes" values={allowedScopes} hint="One of them is enough." />
        <Lines
          name="customClaims"
          label="Other claims"
          values={customClaims.map(ruleText)}
          hint="team EQUALS dev; groups CONTAINS admins; groups CONTAINS_ANY a, b"
        />
      </div>
    </>
  )
}

type LinesProps = { name: string; label: string; values: string[]; hint: string }

function Lines({ name, label, values, hint }: LinesProps) {
  return (
    <Field label={label} name={name} hint={hint} errors={useFieldErrors(name)}>
      <TextArea name={name} mono rows={3} defaultValue={values.join('\n')} />
    </Field>
  )
}
