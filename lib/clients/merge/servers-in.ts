import type { MergeServer } from '@/lib/clients/merge/change'
import { addressesIn } from '@/lib/clients/merge/endpoint'
import { containerOf, entriesIn } from '@/lib/clients/merge/examine'
import { screen } from '@/lib/clients/merge/explain'
import { bridgeOfEntry, entryLeadsTo } from '@/lib/clients/merge/fuse-entry'
import { languageOf } from '@/lib/clients/merge/language'
import { isTable, valueAt } from '@/lib/clients/merge/values'
import { ok, type Result } from '@/lib/result'

/** A server in a client's file. `path`: its keys, the index for a list's item. */
export type ServerEntry = { name: string; entry: unknown; path: (string | number)[] }

/** Every server in a client's file. Fails with `invalid-input` and a line for a file that can't be read. */
export async function serversIn(existing: string, config: MergeServer): Promise<Result<ServerEntry[]>> {
  const text = existing.replace(/^\uFEFF/, '')
  const server = config.additions.at(-1)

  if (text.trim() === '' || !server || config.format === 'python') {
    return ok([])
  }
  const screened = screen(text, config)

  if (!screened.ok) {
    return screened
  }
  const root = (await languageOf(config.format)).read(text)

  if (!root.ok) {
    return root
  }
  if (!isTable(root.data)) {
    return ok([])
  }
  const path = containerOf(root.data, server, config.client.id)
  const container = path.reduce<unknown>((value, key) => valueAt(value, key), root.data)
  return ok(
    entriesIn(container).map(([name, entry], index) => ({
      name,
      entry,
      path: [...path, Array.isArray(container) ? index : name],
    })),
  )
}

/** Those that lead to an endpoint, by whatever way and name. */
export function leadingTo(servers: ServerEntry[], endpoint: string): ServerEntry[] {
  return servers.filter(({ entry }) => entryLeadsTo(entry, endpoint))
}

/** The file without one of its servers; everything else stays as it is. */
export async function withoutServer(
  existing: string,
  config: MergeServer,
  { path }: ServerEntry,
): Promise<Result<string>> {
  const text = existing.replace(/^\uFEFF/, '')
  const removed = (await languageOf(config.format)).remove(text, path)
  return removed.ok ? ok(existing.slice(0, existing.length - text.length) + removed.data) : removed
}

/** The runtime that an entry leads to, as far as it says: an ARN, an id or a name. Undefined for another kind of server. */
export function runtimeOf({ entry }: ServerEntry): string | undefined {
  return (
    bridgeOfEntry(entry)?.runtime ??
    addressesIn(entry)
      .map(arnIn)
      .find((arn) => arn !== undefined)
  )
}

/**
 * Those that lead to a runtime of the same name that can't be there any more: an account has one of each name in a region, so it was
 * deleted and made anew.
 */
export function leadingToForerunner(servers: ServerEntry[], endpoint: string): ServerEntry[] {
  const [, place = '', name = ''] = RUNTIME.exec(arnIn(endpoint) ?? '') ?? []
  return servers.filter((server) => {
    const [, oldPlace, oldName] = RUNTIME.exec(runtimeOf(server) ?? '') ?? []
    return name !== '' && oldPlace === place && oldName === name && !entryLeadsTo(server.entry, endpoint)
  })
}

const RUNTIME = /^(arn:[^/]+:runtime\/)(\w+)-\w{10}$/

function arnIn(address: string): string | undefined {
  const [, encoded = ''] = /\/runtimes\/([^/?]+)\/invocations/.exec(address) ?? []

  try {
    const arn = decodeURIComponent(decodeURIComponent(encoded))
    return arn.startsWith('arn:') ? arn : undefined
  } catch {
    return undefined
  }
}
