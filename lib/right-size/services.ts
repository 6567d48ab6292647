import type { ActionUse, UseState } from '@/lib/right-size/model'

export const STATES: readonly UseState[] = ['used', 'refused', 'unused', 'unseen']

export type ServiceUse = { name: string; counts: Record<UseState, number> }

/** Services of which something was used, tried or can't be seen, the most used first; `idle`: the many others, and their actions. */
export function servicesOf(all: Iterable<ActionUse>): {
  touched: ServiceUse[]
  idle: { services: number; actions: number }
} {
  const services = new Map<string, ServiceUse['counts']>()

  for (const { action, state } of all) {
    const prefix = action.slice(0, action.indexOf(':'))
    const counts = services.get(prefix) ?? { used: 0, refused: 0, unused: 0, unseen: 0 }
    counts[state] += 1
    services.set(prefix, counts)
  }
  const rows = [...services].map(([name, counts]) => ({ name, counts }))
  const isTouched = ({ counts }: ServiceUse) => counts.used + counts.refused + counts.unseen > 0
  const idle = rows.filter((row) => !isTouched(row))
  return {
    touched: rows
      .filter(isTouched)
      .toSorted((one, other) => other.counts.used - one.counts.used || (one.name < other.name ? -1 : 1)),
    idle: { services: idle.length, actions: idle.reduce((sum, { counts }) => sum + counts.unused, 0) },
  }
}
