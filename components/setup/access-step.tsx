'use client'

import { Notice } from '@/components/feedback/notice'
import { Answer } from '@/components/setup/answer-field'
import { useWizard } from '@/components/setup/wizard-context'
import { PasteToken } from '@/components/tokens/token-first/paste-token'

export function AccessStep() {
  const { values } = useWizard()
  const isJwt = values.authType === 'jwt'

  return (
    <>
      <Answer name="authType" />
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
      <Answer name="poolMode" />
      {mode === 'oidc' ? (
        <IssuerQuestions />
      ) : mode === 'adopt' ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <Answer name="userPoolId" />
          <Answer name="clientId" />
        </div>
      ) : (
        <Answer name="userName" />
      )}
    </>
  )
}

/** What AgentCore asks of the tokens of an issuer that is not Cognito. */
function IssuerQuestions() {
  const { values, update } = useWizard()

  return (
    <>
      <PasteToken open={!values.discoveryUrl} onApply={update} />
      <Answer name="discoveryUrl" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Answer name="allowedAudience" />
        <Answer name="allowedClients" />
        <Answer name="allowedScopes" />
        <Answer name="customClaims" />
      </div>
    </>
  )
}
