import { documentMeter, inlineMeter } from '@/lib/policies/document/size-meter'
import type { RoleDocument } from '@/lib/roles/document'

type SizeMeterProps = { document: RoleDocument; text: string; inlineTexts: string[] }

/** How much of IAM's limit the document takes; inline policies share one. */
export function SizeMeter({ document, text, inlineTexts }: SizeMeterProps) {
  const isShared = document.kind === 'inline'
  const own = documentMeter(text, meterKind(document))
  const { size: total, limit, over } = isShared ? inlineMeter(inlineTexts) : own
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
      <span className={over ? 'font-medium text-danger' : undefined}>
        {number(total)} of {number(limit)} characters{over ? ': too long' : ''}
      </span>
      {isShared && total !== own.size ? <span className="text-muted">({number(own.size)} in this policy)</span> : null}
    </p>
  )
}

function meterKind({ kind }: RoleDocument): 'inline' | 'managed' | 'trust' {
  return kind === 'boundary' ? 'managed' : kind
}
