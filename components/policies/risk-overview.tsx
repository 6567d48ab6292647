import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Disclosure } from '@/components/ui/disclosure'
import type { Tone } from '@/components/ui/tone'
import type { StatementRef } from '@/lib/policies/evaluate/grants'
import type { RiskChange, RiskGroup, RiskItem } from '@/lib/policies/risk/classes'
import type { RiskClass } from '@/lib/policies/risk/model'

/** Only what can't be undone, or undoes the limits, is red: what reads is no catastrophe. */
const TONES: Record<RiskClass, Tone> = {
  everything: 'danger',
  changes: 'danger',
  itself: 'danger',
  agents: 'danger',
  opens: 'danger',
  secrets: 'warning',
  data: 'info',
  everyday: 'neutral',
}
const CHANGES: Record<RiskChange, string> = { new: 'new', wider: 'wider' }
const SHOWN = 12

type RiskOverviewProps = {
  verdict: string
  groups: RiskGroup[]
  /** What the saved policies allow and these don't any more. */
  gone?: string[]
  /** What to know about the policies, right under the verdict. */
  aside?: ReactNode
  /** How a statement is named, for instance as a link to it; absent: its policy and number. */
  statement?: (ref: StatementRef) => ReactNode
}

/** What the assistant could do with its permissions: a verdict, then the risks by what could happen, the worst first. */
export function RiskOverview({ verdict, groups, gone = [], aside, statement = statementName }: RiskOverviewProps) {
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="text-pretty font-medium">{verdict}</p>
      {aside}
      {gone.length > 0 ? <p className="text-success text-table">No longer: {gone.join(', ')}.</p> : null}
      {groups.length === 0 ? <p className="text-muted">Nothing dangerous was found in these policies.</p> : null}
      {groups.length > 0 ? (
        <ul className="flex flex-col divide-y rounded-lg border bg-surface">
          {groups.map((group) => (
            <li key={group.class} className="flex min-w-0 flex-col gap-1.5 px-3 py-2.5 text-table">
              <Group group={group} statement={statement} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

type GroupProps = { group: RiskGroup; statement: (ref: StatementRef) => ReactNode }

function Group({ group, statement }: GroupProps) {
  const items = group.items.filter(({ risk }) => risk.within === undefined)
  const fresh = items.filter(({ change }) => change).length

  return (
    <>
      <h3 className="flex flex-wrap items-center gap-2 font-medium">
        {group.title}
        <Badge tone={TONES[group.class]}>{group.count}</Badge>
        {fresh > 0 ? <Badge tone="warning">{fresh} unsaved</Badge> : null}
      </h3>
      <p className="text-pretty text-muted">{group.sentence}</p>
      <Chips items={items} />
      <Disclosure summary="What allows it">
        <ul className="flex flex-col gap-2">
          {items.map((item) => (
            <li key={item.risk.id}>
              <Allows item={item} statement={statement} />
            </li>
          ))}
        </ul>
      </Disclosure>
    </>
  )
}

function Chips({ items }: { items: RiskItem[] }) {
  const labels = new Map<string, RiskChange | undefined>()

  for (const { label, change } of items) {
    labels.set(label, labels.get(label) ?? change)
  }
  const chips = [...labels]
  return (
    <ul className="flex flex-wrap gap-1">
      {chips.slice(0, SHOWN).map(([label, change]) => (
        <li
          key={label}
          className={`max-w-full break-words rounded border px-1.5 text-xs leading-5 ${change ? 'border-warning text-warning' : ''}`}
        >
          {label}
          {change ? ` (${CHANGES[change]})` : ''}
        </li>
      ))}
      {chips.length > SHOWN ? (
        <li className="px-1 text-muted text-xs leading-5">and {chips.length - SHOWN} more</li>
      ) : null}
    </ul>
  )
}

function Allows({ item: { risk, label }, statement }: { item: RiskItem; statement: (ref: StatementRef) => ReactNode }) {
  const limits = risk.limitedBy.map((by) => (by === 'resource' ? 'its resources' : 'a condition'))

  return (
    <>
      <p className="break-words font-medium">{label}</p>
      {risk.title === label ? <p>{risk.explanation}</p> : null}
      {limits.length > 0 ? <p className="text-muted">Limited by {limits.join(' and ')}.</p> : null}
      {risk.actions.join() === label ? null : <p className="break-all font-mono">{risk.actions.join(', ')}</p>}
      <ul className="text-muted">
        {risk.statements.map((ref) => (
          <li key={`${ref.policy} ${ref.statement}`}>{statement(ref)}</li>
        ))}
      </ul>
      {risk.source ? (
        <a href={risk.source.url} target="_blank" rel="noreferrer" className="text-accent underline">
          {risk.source.name}
        </a>
      ) : null}
    </>
  )
}

function statementName({ policy, statement, sid }: StatementRef): string {
  return `${policy}, statement ${statement + 1}${sid ? ` (${sid})` : ''}`
}
