import { useMemo } from 'react'
import { StatementLink } from '@/components/policy-editor/panels/statement-link'
import type { StatementReference } from '@/components/policy-editor/panels/use-reveal-statement'
import { UnreadableNote } from '@/components/policy-editor/texts/unreadable-note'
import type { Reading } from '@/components/policy-editor/texts/use-reading'
import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import type { Tone } from '@/components/ui/tone'
import { assessRisk } from '@/lib/policies/risk/assess'
import type { Risk, RiskGrade } from '@/lib/policies/risk/model'

const GRADES: Record<RiskGrade, { label: string; tone: Tone }> = {
  critical: { label: 'Critical', tone: 'danger' },
  high: { label: 'High', tone: 'danger' },
  medium: { label: 'Medium', tone: 'warning' },
  low: { label: 'Low', tone: 'neutral' },
}

type OnShow = (at: StatementReference) => void

/** The worst that this assistant could do. */
export function RiskPanel({ reading, onShow }: { reading: Reading; onShow: OnShow }) {
  const risks = useMemo(() => assessRisk(reading.policies, reading.boundary), [reading])
  const shown = risks.filter(({ within }) => within === undefined)

  return (
    <div className="flex flex-col gap-3">
      <h2 className="font-medium">The worst this assistant could do</h2>
      <UnreadableNote unreadable={reading.unreadable} />
      {shown.length === 0 ? <p className="text-muted">Nothing dangerous was found in these policies.</p> : null}
      <ul className="flex flex-col gap-2">
        {shown.map((risk) => (
          <li key={risk.id} className="flex flex-col gap-1 rounded-md border px-2.5 py-2 text-table">
            <RiskItem risk={risk} onShow={onShow} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function RiskItem({ risk, onShow }: { risk: Risk; onShow: OnShow }) {
  const { label, tone } = GRADES[risk.grade]

  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        <span className="font-medium">{risk.title}</span>
      </p>
      <p>{risk.explanation}</p>
      {risk.limitedBy.length > 0 ? (
        <p className="text-muted">
          Limited by {risk.limitedBy.map((by) => (by === 'resource' ? 'its resources' : 'a condition')).join(' and ')}.
        </p>
      ) : null}
      <Disclosure summary="What allows it">
        <p className="break-all font-mono">{risk.actions.join(', ')}</p>
        <ul className="pt-1 text-muted">
          {risk.statements.map(({ policy, statement, sid }) => (
            <li key={`${policy} ${statement}`}>
              <StatementLink at={{ policy, statement, sid }} onShow={onShow} />
            </li>
          ))}
        </ul>
        {risk.source ? (
          <a href={risk.source.url} target="_blank" rel="noreferrer" className="text-accent underline">
            {risk.source.name}
          </a>
        ) : null}
      </Disclosure>
    </>
  )
}
