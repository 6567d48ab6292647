import { CopyButton } from '@/components/ui/copy-button'
import { truncateMiddle } from '@/lib/format/truncate'

type IdentifierProps = {
  value: string
  /** Longest text shown, in characters; 40 unless told. */
  max?: number
  /** What it is, for the copy button: `runtime ARN`. */
  label?: string
}

/** A name for machines: mono, its middle left out when long, with a copy button. Screen readers get all of it. */
export function Identifier({ value, max = 40, label = 'identifier' }: IdentifierProps) {
  const shown = truncateMiddle(value, max)

  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1 align-middle">
      <span className="min-w-0 break-all font-mono text-table" title={shown === value ? undefined : value}>
        {shown === value ? (
          value
        ) : (
          <>
            <span aria-hidden>{shown}</span>
            <span className="sr-only">{value}</span>
          </>
        )}
      </span>
      <CopyButton value={value} label={label} />
    </span>
  )
}
