import 'server-only'
import type { Connection } from '@/lib/aws/connection'
import type { RuntimeDetail, RuntimeSummary } from '@/lib/runtimes/model'
import { getRuntime } from '@/lib/runtimes/queries'

/** Details cost one call each, so they are read only for the rows that the overview shows. */
const SHOWN = 20

export function shownRuntimes(runtimes: RuntimeSummary[]): RuntimeSummary[] {
  return runtimes.slice(0, SHOWN)
}

/** Details of the shown runtimes; one that can't be read is left out, and its row says so. */
export async function readDetails(connection: Connection, runtimes: RuntimeSummary[]): Promise<RuntimeDetail[]> {
  const results = await Promise.all(shownRuntimes(runtimes).map(({ id }) => getRuntime(connection, id)))
  return results.flatMap((result) => (result.ok ? [result.data] : []))
}
