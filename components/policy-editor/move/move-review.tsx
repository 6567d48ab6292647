import { inlineBeside } from '@/components/policy-editor/move/use-move'
import type { Texts } from '@/components/policy-editor/texts/use-texts'
import { DiffView } from '@/components/ui/diff-view'
import { diffLines } from '@/lib/format/diff'
import { policySize } from '@/lib/policies/document/document'
import { INLINE_POLICIES_LIMIT, MANAGED_POLICY_LIMIT } from '@/lib/policies/document/limits'
import type { Move, MovePlan } from '@/lib/policies/document/move-statements'
import type { RoleDocument } from '@/lib/roles/document'

type MoveReviewProps = {
  document: RoleDocument
  target: RoleDocument | undefined
  where: string
  move: Move
  plan: Extract<MovePlan, { ok: true }>
  texts: Texts
}

/** Both texts before and after, and how the quotas fill. */
export function MoveReview({ document, target, where, move, plan, texts }: MoveReviewProps) {
  return (
    <section aria-label="What changes" className="flex min-w-0 flex-col gap-3">
      <Quotas document={document} target={target} move={move} plan={plan} texts={texts} />
      <h3 className="break-words font-medium">1. {where} gets</h3>
      <DiffView label={`Change of ${where}`} lines={diffLines(move.to ?? '', plan.to)} />
      <h3 className="break-words font-medium">
        2. {plan.from === null ? `${document.name} is left with nothing, and is deleted` : `${document.name} gives`}
      </h3>
      <DiffView label={`Change of ${document.name}`} lines={diffLines(move.from, plan.from ?? '')} />
    </section>
  )
}

function Quotas({ document, target, move, plan, texts }: Omit<MoveReviewProps, 'where'>) {
  const sides = [
    { document, kind: document.kind, before: move.from, after: plan.from ?? '' },
    { document: target, kind: target?.kind ?? 'inline', before: move.to ?? '', after: plan.to },
  ]
  const inline = sides.filter(({ kind }) => kind === 'inline')
  const beside = inlineBeside(
    texts.saved,
    inline.map((side) => side.document?.id),
  )
  const sum = (all: string[]) => all.reduce((total, text) => total + policySize(text), 0)
  const managed = sides.filter(({ kind }) => kind === 'managed')

  return (
    <ul className="flex flex-col gap-1">
      {inline.length > 0 ? (
        <Quota
          name="Inline policies together"
          before={sum([...beside, ...inline.map(({ before }) => before)])}
          after={sum([...beside, ...inline.map(({ after }) => after)])}
          limit={INLINE_POLICIES_LIMIT}
        />
      ) : null}
      {managed.map(({ document: one, before, after }) => (
        <Quota
          key={one?.id}
          name={one?.name ?? ''}
          before={policySize(before)}
          after={policySize(after)}
          limit={MANAGED_POLICY_LIMIT}
        />
      ))}
    </ul>
  )
}

type QuotaProps = { name: string; before: number; after: number; limit: number }

function Quota({ name, before, after, limit }: QuotaProps) {
  const number = (value: number) => value.toLocaleString('en')
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 text-table">
      <span className="break-all font-medium">{name}</span>
      <meter
        aria-label={`${name} afterwards`}
        min={0}
        max={limit}
        high={limit * 0.9}
        optimum={0}
        value={Math.min(after, limit)}
        className="h-2 w-24"
      />
      <span className={after > limit ? 'text-danger' : undefined}>
        {number(before)} → {number(after)} of {number(limit)} characters
      </span>
    </li>
  )
}
