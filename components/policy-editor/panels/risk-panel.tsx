import { useMemo } from 'react'
import { RiskOverview } from '@/components/policies/risk-overview'
import { StatementLink } from '@/components/policy-editor/panels/statement-link'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import { type Reading, useSavedReading } from '@/components/policy-editor/texts/use-reading'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import { riskOutlook } from '@/lib/policies/risk/outlook'

type RiskPanelProps = {
  reading: Reading
  texts: Texts
  catalogue: Catalogue
  onShow: (at: StatementReference) => void
}

/** The worst that this assistant could do, with what the unsaved texts change about it. */
export function RiskPanel({ reading, texts, catalogue, onShow }: RiskPanelProps) {
  const saved = useSavedReading(texts)
  const outlook = useMemo(() => riskOutlook(reading, catalogue, saved), [reading, catalogue, saved])

  return (
    <div className="flex flex-col gap-3">
      <h2 className="sr-only">The worst this assistant could do</h2>
      <UnreadableNote unreadable={reading.unreadable} />
      <RiskOverview {...outlook} statement={(ref) => <StatementLink at={ref} onShow={onShow} />} />
    </div>
  )
}
