import { policySize } from '@/lib/policies/document'
import { INLINE_POLICIES_LIMIT } from '@/lib/policies/limits'
import type { RoleDocument } from '@/lib/roles/document'

type SizeMeterProps = { document: RoleDocument; text: string; inlineTexts: string[] }

/** How much of IAM's limit the document takes; inline policies share one. */
export function SizeMeter({ document, text, inlineTexts }: SizeMeterProps) {
  const size = policySize(text)
  const isShared = document.kind === 'inline'
  const total = isShared ? inlineTexts.reduce((sum, each) => sum + policySize(each), 0) : size
  const limit = isShared ? INLINE_POLICIES_LIMIT : document.limit
  const number = (value: number) => value.toLocaleString('en')

  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <meter
        aria-label={`Size of ${document.name}`}
        min={0}
        max={limit}
        high={limit * 0.9}
        optimum={0}
        value={Math.min(total, limit)}
        className="h-2 w-24"
      />
      <span className={total > limit ? 'font-medium text-danger' : undefined}>
        {number(total)} of {number(limit)} characters{total > limit ? ': too long' : ''}
      </span>
      {isShared && total !== size ? <span className="text-muted">({number(size)} in this policy)</span> : null}
    </p>
  )
}
