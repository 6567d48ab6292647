'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { Checkbox } from '@/components/form/inputs'
import { ClaimFacts } from '@/components/tokens/claim-facts'
import { Verdict } from '@/components/tokens/token-first/verdict'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { claimFacts } from '@/lib/tokens/claims/claim-facts'
import type { Claims } from '@/lib/tokens/claims/claims'
import { type AuthorizerTexts, authorizerOf, type Proposal, proposalOf, textsOf } from '@/lib/tokens/issuer/proposal'

type TokenReadingProps = {
  claims: Claims
  /** When it was read, in milliseconds. */
  at: number
  onApply: (texts: AuthorizerTexts) => void
  onForget: () => void
}

/** What a token says, and what to require of the tokens to come. */
export function TokenReading({ claims, onForget, ...rest }: TokenReadingProps) {
  const proposal = proposalOf(claims)

  return (
    <section aria-label="What the token says" className="flex min-w-0 flex-col gap-4">
      {proposal ? (
        <Choice claims={claims} proposal={proposal} onForget={onForget} {...rest} />
      ) : (
        <Notice
          tone="danger"
          live="status"
          title="This token names no issuer that AgentCore could read"
          actions={
            <Button size="sm" onClick={onForget}>
              Forget this token
            </Button>
          }
        >
          <p>Its claim iss has to be an https address.</p>
        </Notice>
      )}
      <Disclosure summary={`All ${Object.keys(claims).length} claims`} open={!proposal}>
        <ClaimFacts label="Claims of the token" facts={claimFacts(claims, [])} />
      </Disclosure>
    </section>
  )
}

const KINDS = { allowedAudience: 'Audience', allowedClients: 'Client', allowedScopes: 'Scope', customClaims: 'Claim' }

function Choice({ claims, at, proposal, onApply, onForget }: TokenReadingProps & { proposal: Proposal }) {
  const { provider, discoveryUrl, demands, traps, unmatched } = proposal
  const [ticked, setTicked] = useState(() => demands.map(({ isProposed }) => isProposed))
  const [isApplied, setIsApplied] = useState(false)
  const texts = textsOf(
    proposal,
    demands.filter((_, index) => ticked[index]),
  )

  return (
    <>
      <div className="flex flex-col gap-1">
        <p className="font-medium" role="status">
          A token of {provider}
        </p>
        <p className="break-all font-mono text-muted text-table">{discoveryUrl}</p>
      </div>
      {traps.length > 0 ? (
        <Notice tone="warning" title="What to know about these tokens">
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {traps.map((trap) => (
              <li key={trap}>{trap}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <fieldset className="flex min-w-0 flex-col gap-2">
        <legend className="pb-2 font-medium">What a token must hold</legend>
        {demands.map(({ list, line, why }, index) => (
          <Checkbox
            key={`${list} ${line}`}
            checked={ticked[index] === true}
            onChange={(event) => {
              setTicked(ticked.with(index, event.target.checked))
              setIsApplied(false)
            }}
            label={
              <span className="break-words">
                {KINDS[list]} <span className="break-all font-mono text-table">{line}</span>
              </span>
            }
            hint={why}
          />
        ))}
        {demands.length === 0 ? <p className="text-muted">It holds nothing that AgentCore could require.</p> : null}
        {unmatched.length > 0 ? (
          <p className="text-muted text-table">
            {unmatched.join(', ')} can’t be required: AgentCore compares letters, digits and . _ - only.
          </p>
        ) : null}
      </fieldset>
      <Verdict claims={claims} authorizer={authorizerOf(texts)} at={at} />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          disabled={!ticked.includes(true)}
          onClick={() => {
            onApply(texts)
            setIsApplied(true)
          }}
        >
          Fill in the fields
        </Button>
        <Button variant="ghost" onClick={onForget}>
          Forget this token
        </Button>
        <span role="status" className="text-muted empty:hidden">
          {isApplied ? 'Filled in below.' : ''}
        </span>
      </div>
    </>
  )
}
