import { ClaimFacts } from '@/components/tokens/claim-facts'
import { Disclosure } from '@/components/ui/disclosure'
import { Status } from '@/components/ui/status'
import { Cell, Row, Table } from '@/components/ui/table'
import type { ClaimFact } from '@/lib/tokens/claims/claim-facts'
import type { ClaimCheck } from '@/lib/tokens/claims/claims'

const VERDICTS = {
  ok: { tone: 'success', label: 'Passes' },
  failed: { tone: 'danger', label: 'Fails' },
  unchecked: { tone: 'neutral', label: 'Not checked' },
} as const

const CHECKS = ['Claim', 'Value', 'Verdict', 'Why'].map((label) => ({ label }))

/** What the runtime's authorizer makes of a token, check by check; then the claims that it does not look at. */
export function ClaimTable({ checks, facts }: { checks: ClaimCheck[]; facts: ClaimFact[] }) {
  const failed = checks.filter(({ verdict }) => verdict === 'failed')

  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Status
        tone={failed.length > 0 ? 'danger' : 'success'}
        label={
          failed.length > 0
            ? `The runtime will refuse it: ${failed.map(({ claim }) => claim).join(', ')}`
            : 'The runtime will accept it'
        }
      />
      <Table label="Claims against the runtime's authorizer" columns={CHECKS}>
        {checks.map(({ claim, value, verdict, why }) => (
          <Row key={claim}>
            <Cell label="Claim">
              <span className="font-mono">{claim}</span>
            </Cell>
            <Cell label="Value">
              <span className="break-all font-mono">{value ?? '–'}</span>
            </Cell>
            <Cell label="Verdict">
              <Status {...VERDICTS[verdict]} />
            </Cell>
            <Cell label="Why">
              <span className="break-words">{why}</span>
            </Cell>
          </Row>
        ))}
      </Table>
      {facts.length > 0 ? <OtherClaims facts={facts} /> : null}
    </div>
  )
}

function OtherClaims({ facts }: { facts: ClaimFact[] }) {
  return (
    <Disclosure summary={`${facts.length} more claims that the runtime does not check`}>
      <ClaimFacts label="Other claims" facts={facts} />
    </Disclosure>
  )
}
