import { Badge } from '@/components/ui/badge'
import type { Severity } from '@/lib/troubles/model'

export const SEVERITY_TONES = { error: 'danger', warning: 'warning', info: 'info' } as const
const WORDS = { error: 'Error', warning: 'Warning', info: 'Note' }

export function SeverityBadge({ severity }: { severity: Severity }) {
  return <Badge tone={SEVERITY_TONES[severity]}>{WORDS[severity]}</Badge>
}
