import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import type { LogGroupOwner, LogGroupSummary, OwnedLogGroup } from '@/lib/logs/model'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { ok, type Result } from '@/lib/result'
import { listEndpoints, listRuntimes } from '@/lib/runtimes/queries'

/** The log groups of runtimes, each with whether what wrote it still exists. An orphan is marked only when AWS said so. */
export async function logGroupsWithOwners(connection: Connection): Promise<Result<OwnedLogGroup[]>> {
  const [groups, runtimes] = await Promise.all([listRuntimeLogGroups(connection), listRuntimes(connection)])

  if (!groups.ok) {
    return groups
  }
  const living = runtimes.ok ? new Set(runtimes.data.map(({ id }) => id)) : undefined
  const owned = groups.data.map(async (group) => ({ ...group, owner: await ownerOf(connection, group, living) }))
  return ok(await Promise.all(owned))
}

async function ownerOf(
  connection: Connection,
  { runtimeId, endpoint }: LogGroupSummary,
  living: Set<string> | undefined,
): Promise<LogGroupOwner> {
  if (!living) {
    return 'unknown'
  }
  if (!living.has(runtimeId)) {
    return 'runtime-deleted'
  }
  // DEFAULT lives and dies with its runtime; only named endpoints have to be asked for.
  if (endpoint === 'DEFAULT') {
    return 'present'
  }
  const endpoints = await listEndpoints(connection, runtimeId)

  if (!endpoints.ok) {
    return 'unknown'
  }
  return endpoints.data.some(({ name }) => name === endpoint) ? 'present' : 'endpoint-deleted'
}
