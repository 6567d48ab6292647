import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import { whileThere } from '@/lib/aws/conversation'
import { CLIENTS } from '@/lib/clients/registry'
import { sourceOf } from '@/lib/connections/names'
import { connectionOptions } from '@/lib/connections/queries'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { capped, type Listed, type Resources } from '@/lib/palette/model'
import type { Result } from '@/lib/result'
import { listExecutionRoles } from '@/lib/roles/queries'
import { listRuntimes } from '@/lib/runtimes/queries'

type Asked = { connection: Connection; typed?: string | undefined; signal: AbortSignal }

/** What the palette finds by name, every kind at once; one that can't be read says so and holds nothing up. */
export function readResources({ connection, typed, signal }: Asked): Promise<Resources> {
  return whileThere(signal, async () => {
    const [servers, roles, groups, connections] = await Promise.all([
      listRuntimes(connection),
      listExecutionRoles(connection),
      listRuntimeLogGroups(connection),
      connectionItems(connection),
    ])
    return {
      servers: listed(servers, ({ id, name }) => ({ id, name }), typed),
      roles: listed(roles, ({ name }) => ({ name }), typed),
      logGroups: listed(groups, ({ name }) => ({ name }), typed),
      clients: capped(
        CLIENTS.map(({ id, name }) => ({ id, name })),
        ({ name }) => name,
      ),
      connections: capped(connections, ({ label }) => label, typed),
    }
  })
}

function listed<From, To extends { name: string }>(
  read: Result<From[]>,
  toItem: (from: From) => To,
  typed: string | undefined,
): Listed<To> {
  return read.ok
    ? capped(read.data.map(toItem), ({ name }) => name, typed)
    : { items: [], more: 0, failure: read.error.message }
}

async function connectionItems(connection: Connection) {
  const options = await connectionOptions()
  return options.map(({ source, label, region }) => ({
    source,
    label,
    region: region ?? connection.region,
    isCurrent: source === sourceOf(connection),
  }))
}
