import { CodeBlock } from '@/components/ui/code-block'
import { Identifier } from '@/components/ui/identifier'
import { policySize } from '@/lib/policies/document/document'
import { isAwsManaged } from '@/lib/roles/document'

type PolicyCardProps = {
  name: string
  arn?: string
  /** JSON text; null when it may not be read. */
  document: string | null
  /** Characters without white space that IAM allows. */
  limit: number
  /** What counts against the limit, when that is more than this document. */
  used?: number
}

/** A policy as JSON, with how much of IAM's limit it takes. */
export function PolicyCard({ name, arn, document, limit, used }: PolicyCardProps) {
  if (document === null) {
    return (
      <p className="flex flex-wrap items-center gap-2 rounded-lg border bg-surface px-4 py-2.5">
        <span className="font-medium">{name}</span>
        {arn ? <Identifier value={arn} max={60} label={`ARN of ${name}`} /> : null}
        <span className="text-muted">Its text could not be read here.</span>
      </p>
    )
  }
  const size = policySize(document)

  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {arn ? <Identifier value={arn} max={80} label={`ARN of ${name}`} /> : null}
      <CodeBlock code={pretty(document)} language="json" filename={name} lineNumbers />
      {isAwsManaged(arn) ? null : <SizeMeter name={name} size={size} total={used ?? size} limit={limit} />}
    </div>
  )
}

function SizeMeter({ name, size, total, limit }: { name: string; size: number; total: number; limit: number }) {
  const number = (value: number) => value.toLocaleString('en')
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted text-table">
      <meter
        aria-label={`Size of ${name}`}
        min={0}
        max={limit}
        high={limit * 0.9}
        optimum={0}
        value={total}
        className="h-2 w-32"
      />
      {total === size
        ? `${number(size)} of ${number(limit)} characters`
        : `${number(size)} characters; ${number(total)} of ${number(limit)} together with the others`}
    </p>
  )
}

/** Indented for reading. What isn't JSON is shown as it is. */
function pretty(document: string): string {
  try {
    return JSON.stringify(JSON.parse(document), null, 2)
  } catch {
    return document
  }
}
