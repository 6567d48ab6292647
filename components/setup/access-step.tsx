'use client'

import { Notice } from '@/components/feedback/notice'
import { TextAnswer } from '@/components/setup/answer-field'
import { ChoiceAnswer } from '@/components/setup/choice-answer'
import { IssuerQuestions } from '@/components/setup/issuer-questions'
import { useWizard } from '@/components/setup/wizard-context'
import { Term } from '@/components/ui/term'

const AUTH_OPTIONS = [
  {
    value: 'sigv4',
    label: 'AWS credentials (SigV4)',
    description:
      'A small proxy beside your assistant signs each request with the AWS credentials of that computer. It needs uv; credentials that come from SSO or an assumed role expire with that session.',
  },
  {
    value: 'jwt',
    label: 'Bearer token (JWT)',
    description:
      'Your assistant sends an access token, from an Amazon Cognito user pool or another issuer. It needs no AWS credentials there, but a token lives an hour or so; Slipway renews those of Cognito for you.',
  },
]

const POOL_OPTIONS = [
  {
    value: 'create',
    label: 'Create a user pool',
    description: 'Slipway makes a pool, an app client and one user with a strong password, shown once.',
  },
  { value: 'adopt', label: 'Use a pool that exists', description: 'You name the pool and one of its app clients.' },
  {
    value: 'oidc',
    label: 'Another issuer',
    description: 'Okta, Auth0, Entra ID, Keycloak: any with OpenID discovery. You say what a token must hold.',
  },
]

export function AccessStep() {
  const { values } = useWizard()
  const isJwt = values.authType === 'jwt'

  return (
    <>
      <ChoiceAnswer
        name="authType"
        label={
          <Term term="How AgentCore checks who is calling, before a request reaches your server. A runtime has one method.">
            Inbound auth
          </Term>
        }
        options={AUTH_OPTIONS}
      />
      {isJwt ? <TokenQuestions mode={values.poolMode ?? 'create'} /> : null}
      <Notice tone="info" title="One person, one server">
        Everybody who gets in acts with the same execution role. Deploy a separate server for each person. The address
        alone gives no access, so it need not be secret.
      </Notice>
    </>
  )
}

function TokenQuestions({ mode }: { mode: string }) {
  return (
    <>
      <ChoiceAnswer name="poolMode" label="Who issues the tokens" options={POOL_OPTIONS} columns={3} />
      {mode === 'oidc' ? (
        <IssuerQuestions />
      ) : mode === 'adopt' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextAnswer name="userPoolId" label="User pool id" placeholder="us-east-1_AbCdEfGhI" mono />
          <TextAnswer name="clientId" label="App client id" placeholder="1h57kf5cpq17m0eml12EXAMPLE" mono />
        </div>
      ) : (
        <TextAnswer
          name="userName"
          label="User name"
          hint="Whom you sign in as to get a token. The password is generated at the end and shown once."
        />
      )}
    </>
  )
}
