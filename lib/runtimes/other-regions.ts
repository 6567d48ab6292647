import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@/lib/aws/connection'
import { agentCoreRegions } from '@/lib/aws/regions'
import type { RuntimeSummary } from '@/lib/runtimes/model'
import { listRuntimes } from '@/lib/runtimes/queries'

type RegionRuntimes = { region: string; runtimes: RuntimeSummary[] }

/** `unread`: regions that did not answer in time, or refused. One that the account has switched off is none of them. */
export type Elsewhere = { regions: RegionRuntimes[]; unread: string[] }

const PATIENCE_MS = 5000
/** What AWS answers to the credentials of an account in which the region is switched off. */
const SWITCHED_OFF = /UnrecognizedClient|InvalidClientTokenId|InvalidSignature|OptInRequired|ENOTFOUND/

/** The runtimes of the connection's other regions: one call for each, at once, since each region counts its calls by itself. */
export async function readOtherRegions(connection: Connection): Promise<Elsewhere> {
  const isGov = connection.region.startsWith('us-gov-')
  const others = agentCoreRegions.filter(
    ({ name }) => name !== connection.region && name.startsWith('us-gov-') === isGov,
  )
  const late = sleep(PATIENCE_MS, undefined, { ref: false })
  const answers = await Promise.all(
    others.map(async ({ name, isOptIn = false }) => {
      const listed = await Promise.race([listRuntimes({ ...connection, region: name }), late])
      const isOff = isOptIn && listed && !listed.ok && SWITCHED_OFF.test(listed.error.details ?? '')
      return { region: name, runtimes: listed?.ok ? listed.data : [], isUnread: !listed?.ok && !isOff }
    }),
  )
  return {
    regions: answers.filter(({ runtimes }) => runtimes.length > 0),
    unread: answers.flatMap(({ region, isUnread }) => (isUnread ? [region] : [])),
  }
}
