import { CodeBlock } from '@/components/ui/code-block'
import type { Denial } from '@/lib/policies/denial'
import { proposeStatement } from '@/lib/policies/propose-statement'

/** The smallest statement that answers a denial, or why none can. */
export function DenialRemedy({ denial }: { denial: Denial }) {
  const proposal = proposeStatement(denial)

  if ('cannot' in proposal) {
    return (
      <>
        <p className="min-w-0 break-words">{`${proposal.cannot} ${proposal.remedy}`}</p>
        {proposal.command ? <CodeBlock code={proposal.command} language="shell" wrap /> : null}
      </>
    )
  }
  return (
    <>
      <CodeBlock
        code={JSON.stringify(plain(proposal.statement), null, 2)}
        language="json"
        filename="Proposed statement"
      />
      <p className="min-w-0 break-words text-muted text-table">{proposal.note}</p>
    </>
  )
}

/** Lists of one as the value itself, which is how people write policies. */
function plain(statement: object): object {
  return Object.fromEntries(
    Object.entries(statement).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length === 1 ? value[0] : value,
    ]),
  )
}
