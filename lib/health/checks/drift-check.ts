import type { DriftKind, DriftReport } from '@/lib/drift/model'
import { counted } from '@/lib/format/counted'
import type { Finding } from '@/lib/health/model'
import { routes } from '@/lib/routes'
import type { RuntimeDetail } from '@/lib/runtimes/model'

const SHOWN = 3

/** What somebody else may have opened: who may call, and what the assistant may do. */
const GUARDING: ReadonlySet<DriftKind> = new Set([
  'auth',
  'role',
  'role-resource',
  'role-trust',
  'role-policy',
  'role-attachment',
])

/** What is not as Slipway left it. Never a failure: it may be meant, and another tool may keep it. */
export function judgeDrift({ id }: RuntimeDetail, { against, rows }: Pick<DriftReport, 'against' | 'rows'>): Finding {
  const action = { label: 'See drift', href: routes.runtimeDrift(id) }

  if (against === 'nothing') {
    return { state: 'note', evidence: 'Slipway has not noted yet what it left here.', action }
  }
  const [own, kept] = [rows.filter(({ owner }) => !owner), rows.filter(({ owner }) => owner)]
  const beside = kept.length > 0 ? ` ${counted(kept.length, 'change')} of what another tool keeps.` : ''

  if (own.length === 0) {
    // Anybody may set a tag, so what it keeps is named all the same.
    return { state: kept.length > 0 ? 'note' : 'well', evidence: `As Slipway left it.${beside}`, action }
  }
  const titles = own.slice(0, SHOWN).map(({ title }) => title)
  const rest = own.length > SHOWN ? `, and ${own.length - SHOWN} more` : ''
  return {
    state: own.some(({ kind }) => GUARDING.has(kind)) ? 'warning' : 'note',
    evidence: `${counted(own.length, 'change')} since Slipway: ${titles.join(', ')}${rest}.${beside}`,
    action: { label: 'See who, and take back', href: action.href },
  }
}
