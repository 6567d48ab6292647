import { Cell, Row, Table } from '@/components/ui/table'
import type { ClaimFact } from '@/lib/tokens/claims/claim-facts'

const COLUMNS = ['Claim', 'Value', 'Meaning'].map((label) => ({ label }))

/** Claims of a token as they are; both names and values are text of others. */
export function ClaimFacts({ label, facts }: { label: string; facts: ClaimFact[] }) {
  return (
    <Table label={label} columns={COLUMNS}>
      {facts.map(({ claim, value, meaning }) => (
        <Row key={claim}>
          <Cell label="Claim">
            <span className="break-all font-mono">{claim}</span>
          </Cell>
          <Cell label="Value">
            <span className="break-all font-mono">{value}</span>
          </Cell>
          <Cell label="Meaning">{meaning || 'Only its issuer knows.'}</Cell>
        </Row>
      ))}
    </Table>
  )
}
