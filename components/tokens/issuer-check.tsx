'use client'

import { useActionState } from 'react'
import { FailureNotice } from '@/components/feedback/failure-notice'
import { ConnectionField } from '@/components/form/connection-field'
import { SubmitButton } from '@/components/form/submit-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import { type FormState, idle } from '@/lib/form-state'
import { checkIssuerAction } from '@/lib/tokens/actions'
import { ruleText } from '@/lib/tokens/claims/claim-rules'
import type { JwtAuthorizer } from '@/lib/tokens/claims/claims'
import type { IssuerReport } from '@/lib/tokens/issuer/issuer-model'

type IssuerCheckProps = { runtimeId: string; authorizer: JwtAuthorizer }

/** What the runtime's authorizer asks of a token, and whether its issuer can be read now. */
export function IssuerCheck({ runtimeId, authorizer }: IssuerCheckProps) {
  const [state, submit, isPending] = useActionState(checkIssuerAction, idle as FormState<IssuerReport>)

  return (
    <Disclosure summary="Issuer and authorizer">
      <div className="flex min-w-0 flex-col items-start gap-3">
        <DefinitionList items={rulesOf(authorizer)} />
        <form action={submit}>
          <ConnectionField />
          <input type="hidden" name="runtimeId" value={runtimeId} />
          <SubmitButton variant="secondary" pendingLabel="Reading…">
            Read the issuer now
          </SubmitButton>
        </form>
        <div role="status" className="empty:hidden">
          {!isPending && state.status === 'done' ? <Report report={state.data} /> : null}
        </div>
        {!isPending && state.status === 'failed' ? <FailureNotice failure={state.failure} /> : null}
      </div>
    </Disclosure>
  )
}

function Report({ report: { issuer, keys, problems, authorization } }: { report: IssuerReport }) {
  return (
    <div className="flex flex-col gap-1">
      <Status
        tone={problems.length === 0 ? 'success' : 'danger'}
        label={problems.length === 0 ? 'AgentCore can verify its tokens' : 'AgentCore cannot use this issuer'}
      />
      {problems.map((problem) => (
        <p key={problem} className="break-words">
          {problem}
        </p>
      ))}
      {issuer ? (
        <p className="break-words text-muted">
          {issuer} offers {keys.length} signing {keys.length === 1 ? 'key' : 'keys'} ({[...new Set(keys)].join(', ')})
          {authorization ? ' and sign-in pages for OAuth.' : '.'}
        </p>
      ) : null}
    </div>
  )
}

function rulesOf({ discoveryUrl, allowedClients, allowedAudience, allowedScopes, customClaims }: JwtAuthorizer) {
  const rules: [string, string[]][] = [
    ['Discovery document', [discoveryUrl]],
    ['Clients', allowedClients],
    ['Audiences', allowedAudience],
    ['Scopes', allowedScopes],
    ['Claims', customClaims.map(ruleText)],
  ]
  return rules
    .filter(([, values]) => values.length > 0)
    .map(([term, values]) => ({
      key: term,
      term,
      value: <span className="break-all font-mono">{values.join(', ')}</span>,
    }))
}
