import type { FindingKind } from '@/lib/activity/findings/model'
import type { Entry, RefusedBy } from '@/lib/activity/model'
import { actionPrefixOf } from '@/lib/activity/operations'
import { routes } from '@/lib/routes'

type Server = { id: string; roleName: string }
export type ActivityDoor = { label: string; href: string }

const OF_THE_ROLE: readonly RefusedBy[] = ['identity', 'iam', 'boundary', 'session']
const AROUND_MS = 60_000

/** Where one goes on from an entry: what refused it, and the lines of that minute. */
export function doorsOf(entry: Entry, { id, roleName }: Server): ActivityDoor[] {
  const at = Date.parse(entry.at)
  const lines = new URLSearchParams({ from: String(at - AROUND_MS), to: String(at + AROUND_MS) })
  const log = { label: 'Lines of that minute', href: routes.runtimeLogsAt(id, lines.toString()) }
  const refusal = entry.outcome === 'refused' ? refusalDoor(entry, { id, roleName }) : undefined
  return [...(refusal ? [refusal] : []), ...(entry.links.log.ids.length > 0 ? [log] : [])]
}

function refusalDoor(entry: Entry, { id, roleName }: Server): ActivityDoor | undefined {
  const { refusedBy = 'iam', service, operation, resource } = entry

  if (refusedBy === 'guard') {
    return { label: 'Rules of the guard', href: routes.runtimeTab(id, 'calls') }
  }
  if (refusedBy === 'server') {
    return { label: 'Settings of the server', href: routes.runtimeTab(id, 'settings') }
  }
  if (OF_THE_ROLE.includes(refusedBy)) {
    const on = resource?.startsWith('arn:') ? resource : '*'
    const action = `${actionPrefixOf(service)}:${operation}`
    return { label: 'Allow it in the role', href: routes.roleProposing(roleName, action, on) }
  }
  return undefined
}

const BY_ROLE: readonly FindingKind[] = ['permission-change', 'secret-read', 'data-leaving', 'first-use']

/** What to do about a finding: less for the role, or a halt. */
export function findingDoor(kind: FindingKind, { id, roleName }: Server): ActivityDoor {
  return BY_ROLE.includes(kind)
    ? { label: 'Look at the role', href: routes.role(roleName) }
    : { label: 'Stop the server', href: routes.runtimeStop(id) }
}
