import type { RuntimeView } from '@/components/runtimes/with-runtime'
import { formatBytes } from '@/lib/format/bytes'
import { dollars } from '@/lib/format/dollars'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import { LOGS_RATE } from '@/lib/prices'
import type { UsageParts } from '@/lib/usage/delivery/usage-delivery'

/** What the logs of a server cost to keep, and its sign-ins. Groups that may not be read are left out with a word. */
export async function StoredLogs({ connection, runtime, usage }: RuntimeView & { usage: UsageParts['group'] }) {
  const listed = await listRuntimeLogGroups(connection)
  const own = listed.ok ? listed.data.filter(({ name }) => name.includes(`/${runtime.id}-`)) : []
  const bytes = own.reduce((sum, group) => sum + (group.storedBytes ?? 0), usage?.bytes ?? 0)
  const month = dollars((bytes / 1e9) * LOGS_RATE.storageGbMonth)
  const kept = listed.ok
    ? `Logs kept: ${formatBytes(bytes)}, ${month} a month; each GB written costs ${dollars(LOGS_RATE.ingestGb)} once.`
    : 'What the logs take could not be read.'
  return <p className="text-muted text-table">{kept} Sign-in with Cognito: $0.00 up to 10,000 people a month.</p>
}
