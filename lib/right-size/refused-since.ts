import type { NamedPolicy } from '@/lib/policies/evaluate/evaluate'
import type { SeenCall } from '@/lib/right-size/model'
import { replay } from '@/lib/right-size/replay'

/** What was refused after a change and had been allowed before it. `at`: the last time, in milliseconds since 1970. */
export type RefusedSince = { action: string; resource: string; count: number; at: number }

/**
 * Calls that were refused since then, that the former policies allow and the role's policies of now don't: what a change took away too
 * much of. One row for each action and resource, the newest first.
 */
export function refusedSince(
  calls: readonly SeenCall[],
  since: number,
  { former, now }: { former: readonly NamedPolicy[]; now: readonly NamedPolicy[] },
): RefusedSince[] {
  const refused = calls.filter(({ at, outcome, actions }) => outcome === 'refused' && at > since && actions.length > 0)
  const { lost } = replay(
    refused.map((call) => ({ ...call, outcome: 'allowed' as const })),
    former,
    now,
  )
  const rows = new Map<string, RefusedSince>()

  for (const { actions, resource, at } of lost) {
    for (const action of actions) {
      const on = resource?.startsWith('arn:') ? resource : '*'
      const row = rows.get(`${action} ${on}`) ?? { action, resource: on, count: 0, at }
      rows.set(`${action} ${on}`, { ...row, count: row.count + 1, at: Math.max(row.at, at) })
    }
  }
  return [...rows.values()].toSorted((one, other) => other.at - one.at)
}
