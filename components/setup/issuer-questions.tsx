'use client'

import { AreaAnswer, TextAnswer } from '@/components/setup/answer-field'

/** What AgentCore asks of the tokens of an issuer that is not Cognito. */
export function IssuerQuestions() {
  return (
    <>
      <TextAnswer
        name="discoveryUrl"
        label="Discovery document"
        placeholder="https://login.example.com/.well-known/openid-configuration"
        hint="The issuer’s address with /.well-known/openid-configuration. It is read before anything is made."
        mono
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <AreaAnswer
          name="allowedAudience"
          label="Audiences"
          required={false}
          rows={3}
          hint="aud, one in a line. What most issuers go by."
        />
        <AreaAnswer
          name="allowedClients"
          label="Clients"
          required={false}
          rows={3}
          hint="client_id, one in a line. At least one of the four lists must say something."
        />
        <AreaAnswer name="allowedScopes" label="Scopes" required={false} rows={3} hint="One of them is enough." />
        <AreaAnswer
          name="customClaims"
          label="Other claims"
          required={false}
          rows={3}
          hint="team EQUALS dev; groups CONTAINS admins; groups CONTAINS_ANY a, b"
        />
      </div>
    </>
  )
}
