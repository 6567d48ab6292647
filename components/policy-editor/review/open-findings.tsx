import { Badge } from '@/components/ui/badge'
import type { Finding } from '@/lib/policies/findings/model'

/** What has been found in the text and stands against saving it: errors first, then security warnings. */
export function OpenFindings({ findings }: { findings: Finding[] }) {
  const grave = [...ofType(findings, 'error'), ...ofType(findings, 'security-warning')]

  return grave.length === 0 ? null : (
    <section aria-label="Still open" className="flex flex-col gap-2">
      <h3 className="font-medium">Still open</h3>
      <ul className="flex flex-col gap-1.5">
        {grave.slice(0, SHOWN).map(({ type, code, offset, line, message }) => (
          <li key={`${code} ${offset} ${message}`} className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-table">
            <Badge tone="danger">{type === 'error' ? 'Error' : 'Security warning'}</Badge>
            <span className="min-w-0 break-words">{message}</span>
            <span className="text-muted">line {line}</span>
          </li>
        ))}
      </ul>
      {grave.length > SHOWN ? <p className="text-muted text-table">and {grave.length - SHOWN} more</p> : null}
    </section>
  )
}

export function ofType(findings: Finding[], type: Finding['type']): Finding[] {
  return findings.filter((finding) => finding.type === type)
}

const SHOWN = 8
