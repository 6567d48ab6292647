import { Badge } from '@/components/ui/badge'
import { DiffView } from '@/components/ui/diff-view'
import { Disclosure } from '@/components/ui/disclosure'
import { Time } from '@/components/ui/time'
import type { DriftRow, Owner, Who } from '@/lib/drift/model'
import { canonicalJson, diffLines } from '@/lib/format/diff'
import type { Json } from '@/lib/json'

const STATES = {
  changed: { label: 'Changed', tone: 'info' },
  added: { label: 'Added', tone: 'success' },
  removed: { label: 'Gone', tone: 'danger' },
} as const

const OWNERS: Record<Owner, string> = { cloudformation: 'CloudFormation', terraform: 'Terraform', pulumi: 'Pulumi' }

export function DriftRows({ rows }: { rows: readonly DriftRow[] }) {
  return rows.length === 0 ? null : (
    <ul aria-label="What differs" className="flex flex-col divide-y overflow-hidden rounded-lg border bg-surface">
      {rows.map((row) => (
        <li key={row.part} className="flex min-w-0 flex-col gap-1 px-4 py-2.5">
          <DriftRowText row={row} />
        </li>
      ))}
    </ul>
  )
}

function DriftRowText({ row }: { row: DriftRow }) {
  const { title, state, what, who, owner } = row
  const { label, tone } = STATES[state]

  return (
    <>
      <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="flex w-19 shrink-0 [&>span]:w-full [&>span]:justify-center">
          <Badge tone={tone}>{label}</Badge>
        </span>
        <h3 className="min-w-0 break-words font-medium">{title}</h3>
      </div>
      <p className="min-w-0 break-words">{what}</p>
      {who ? (
        <By who={who} />
      ) : (
        <p className="text-muted text-table">Who changed it is not known, or CloudTrail does not tell yet.</p>
      )}
      {owner ? (
        <p className="text-table">{`${OWNERS[owner]} keeps it: change it there. Slipway leaves it alone.`}</p>
      ) : row.isRestorable ? null : (
        <p className="text-muted text-table">
          It can’t be taken back from here: what it was is not known, or no launch brings it back.
        </p>
      )}
      <Texts row={row} />
    </>
  )
}

function By({ who: { arn, at, from, address, isSure } }: { who: Who }) {
  return (
    <p className="min-w-0 break-words text-muted text-table">
      {isSure ? 'By ' : 'Perhaps by '}
      <span className="break-all font-mono">{arn}</span>, <Time at={at} />, with {fromText(from)}, from{' '}
      <span className="break-all font-mono">{address}</span>
    </p>
  )
}

function fromText(from: Who['from']): string {
  return { unknown: 'an unknown program', console: 'the AWS console', SDK: 'an SDK' }[from as string] ?? from
}

/** Line by line where what was is known, else what is there now. */
function Texts({ row: { title, before, after } }: { row: DriftRow }) {
  const isKnown = before !== undefined
  const words =
    isKnown && before !== null && after !== null
      ? 'Before and now'
      : after === null
        ? 'What was there'
        : 'What is there now'

  return !isKnown && after === null ? null : (
    <Disclosure summary={<span className="text-table">{words}</span>}>
      <DiffView
        lines={diffLines(isKnown ? textOf(before) : textOf(after), textOf(after))}
        label={`${words}: ${title}`}
      />
    </Disclosure>
  )
}

function textOf(value: Json): string {
  return value === null ? '' : typeof value === 'string' ? value : canonicalJson(value)
}
