import { useMemo } from 'react'
import { RiskOverview } from '@/components/policies/risk-overview'
import { StatementLink } from '@/components/policy-editor/panels/statement-link'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import type { Attaching } from '@/components/policy-editor/texts/attach-policy'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import { type Reading, useSavedReading } from '@/components/policy-editor/texts/use-reading'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { Button } from '@/components/ui/button'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { knownPolicy, lesserPolicy } from '@/lib/policies/risk/known-policies'
import { riskOutlook } from '@/lib/policies/risk/outlook'

type RiskPanelProps = {
  reading: Reading
  texts: Texts
  catalogue: Catalogue
  onShow: (at: StatementReference) => void
  /** Absent where nothing can be changed. */
  onAttach?: ((attaching: Attaching) => void) | undefined
}

/** The worst that this assistant could do, with what the unsaved texts change about it. */
export function RiskPanel({ reading, texts, catalogue, onShow, onAttach }: RiskPanelProps) {
  const saved = useSavedReading(texts)
  const outlook = useMemo(() => riskOutlook(reading, catalogue, saved), [reading, catalogue, saved])

  return (
    <div className="flex flex-col gap-3">
      <h2 className="sr-only">The worst this assistant could do</h2>
      <UnreadableNote unreadable={reading.unreadable} />
      <RiskOverview
        {...outlook}
        aside={<KnownPolicies texts={texts} onAttach={onAttach} />}
        statement={(ref) => <StatementLink at={ref} onShow={onShow} />}
      />
    </div>
  )
}

/** AWS's own policies in words, and the one that shows less. */
function KnownPolicies({ texts, onAttach }: Pick<RiskPanelProps, 'texts' | 'onAttach'>) {
  const known = texts.saved.flatMap(({ kind, arn = '' }) => {
    const policy = kind === 'managed' ? knownPolicy(arn) : null
    return policy ? [{ arn, policy, lesser: lesserPolicy(arn) }] : []
  })

  return known.map(({ arn, policy, lesser }) => (
    <div key={arn} className="flex flex-col items-start gap-1.5 text-table">
      <p className="text-pretty text-muted">
        <span className="font-medium text-text">{policy.name}</span>: {policy.means}
      </p>
      {onAttach && policy.less && lesser ? (
        <Button size="sm" onClick={() => onAttach({ arn: lesser, instead: arn })}>
          Use {policy.less.name} instead
        </Button>
      ) : null}
    </div>
  ))
}
