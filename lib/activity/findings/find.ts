import { changesPermissions, givesData, readsSecret } from '@/lib/activity/findings/deeds'
import { bursts, firstUses, unusualHours, unusualRegions } from '@/lib/activity/findings/habits'
import type { ActivityFinding, FindingKind } from '@/lib/activity/findings/model'
import type { Entry } from '@/lib/activity/model'
import { counted } from '@/lib/format/counted'

/** What in a timeline (oldest first) is worth a look, the weightiest first. */
export function findingsOf(entries: readonly Entry[]): ActivityFinding[] {
  const done = (kind: FindingKind, test: (entry: Entry) => boolean, title: (some: Entry[]) => string) =>
    found(kind, entries.filter(test), title)
  return [
    ...done('data-leaving', givesData, (some) => `Data opened to others: ${names(some)}${toWhom(some)}.`),
    ...done('permission-change', changesPermissions, (some) => `Permissions changed: ${names(some)}.`),
    ...done('secret-read', readsSecret, (some) => `Secrets read: ${names(some)}.`),
    ...done(
      'foreign-program',
      ({ isForeign }) => isForeign === true,
      (some) => `${counted(some.length, 'call')} with this role by something else than the MCP server.`,
    ),
    ...unusualRegions(entries).flatMap((some) =>
      found('unusual-region', some, () => `First calls in ${some[0]?.region}: ${names(some)}.`),
    ),
    ...firstUses(entries).flatMap((some) =>
      found('first-use', some, () => `First use of ${some[0]?.service}: ${names(some)}.`),
    ),
    ...found(
      'unusual-hours',
      unusualHours(entries),
      (some) => `${counted(some.length, 'call')} at an hour that no other day has.`,
    ),
    ...bursts(entries).flatMap((some) =>
      found('burst', some, () => `${counted(some.length, 'call')} within a minute: ${names(some)}.`),
    ),
  ]
}

function found(kind: FindingKind, entries: Entry[], title: (entries: Entry[]) => string): ActivityFinding[] {
  return entries.length === 0 ? [] : [{ kind, title: title(entries), entries: entries.map(({ id }) => id) }]
}

const MOST_NAMES = 4

function names(entries: readonly Entry[]): string {
  const all = [...new Set(entries.map(({ what, resource }) => (resource === undefined ? what : `${what} ${resource}`)))]
  const rest = all.length - MOST_NAMES
  return [...all.slice(0, MOST_NAMES), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

function toWhom(entries: readonly Entry[]): string {
  const whom = [...new Set(entries.flatMap(({ outwards = [] }) => outwards))]
  return whom.length === 0 ? '' : ` (${whom.join(', ')})`
}
