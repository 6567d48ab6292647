'use client'

import { useRef, useState } from 'react'
import { Field } from '@/components/form/field'
import { TextArea, TextInput } from '@/components/form/inputs'
import { useFieldErrors } from '@/components/tokens/settings/field-errors'
import { PasteToken } from '@/components/tokens/token-first/paste-token'
import { ruleText } from '@/lib/tokens/claims/claim-rules'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import type { AuthorizerTexts } from '@/lib/tokens/issuer/proposal'

/** What an authorizer asks of a token: any OIDC issuer will do. */
export function AuthorizerFields({ authorizer }: { authorizer: JwtAuthorizer }) {
  const [{ texts, count }, setFilled] = useState({ texts: textsOf(authorizer), count: 0 })
  const place = useRef<HTMLDivElement>(null)

  function fill(next: AuthorizerTexts) {
    setFilled({ texts: next, count: count + 1 })
    // As if it were typed: what was shown of a change is no longer what the fields say.
    place.current?.dispatchEvent(new Event('input', { bubbles: true }))
  }

  return (
    <div ref={place} className="flex w-full flex-col gap-3">
      <PasteToken open={false} onApply={fill} />
      <TextFields key={count} texts={texts} />
    </div>
  )
}

function textsOf({ discoveryUrl, customClaims, ...lists }: JwtAuthorizer): AuthorizerTexts {
  return {
    discoveryUrl,
    allowedAudience: lists.allowedAudience.join('\n'),
    allowedClients: lists.allowedClients.join('\n'),
    allowedScopes: lists.allowedScopes.join('\n'),
    customClaims: customClaims.map(ruleText).join('\n'),
  }
}

function TextFields({ texts }: { texts: AuthorizerTexts }) {
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
          <TextInput name="discoveryUrl" mono defaultValue={texts.discoveryUrl} />
        </Field>
      </div>
      <div className="grid w-full gap-3 sm:grid-cols-2">
        <Lines
          name="allowedClients"
          label="Clients"
          text={texts.allowedClients}
          hint="client_id, one on each line. Access tokens of Cognito need this one."
        />
        <Lines name="allowedAudience" label="Audiences" text={texts.allowedAudience} hint="aud, one on each line." />
        <Lines name="allowedScopes" label="Scopes" text={texts.allowedScopes} hint="One of them is enough." />
        <Lines
          name="customClaims"
          label="Other claims"
          text={texts.customClaims}
          hint="team EQUALS dev; groups CONTAINS admins; groups CONTAINS_ANY a, b"
        />
      </div>
    </>
  )
}

type LinesProps = { name: string; label: string; text: string; hint: string }

function Lines({ name, label, text, hint }: LinesProps) {
  return (
    <Field label={label} name={name} hint={hint} errors={useFieldErrors(name)}>
      <TextArea name={name} mono rows={3} defaultValue={text} />
    </Field>
  )
}
