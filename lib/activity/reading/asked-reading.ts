import 'server-only'
import { type HeldReading, heldReading, readingFor } from '@/lib/activity/reading/held-reading'
import { type ActivityQuery, readActivityQuery, searchOf } from '@/lib/activity/view/query'
import type { Connection } from '@/lib/aws/connection'
import { fail, ok, type Result } from '@/lib/result'
import { getRuntime } from '@/lib/runtimes/queries'

type Asked = { runtime: string; reading?: string | undefined } & Record<string, string | number | undefined>

/** What a route of activity was asked for: the page's own reading, or a new one where that is gone. */
export async function askedReading(
  connection: Connection,
  { runtime: id, reading, ...rest }: Asked,
): Promise<Result<{ query: ActivityQuery; reading: HeldReading }>> {
  const words = Object.entries(rest).map(([name, value]) => [name, value === undefined ? undefined : String(value)])
  const query = readActivityQuery(searchOf(Object.fromEntries(words) as Record<string, string | undefined>))
  const held = reading === undefined ? undefined : heldReading(connection, id, reading)

  if (held) {
    return ok({ query, reading: held })
  }
  const runtime = await getRuntime(connection, id)

  if (!runtime.ok) {
    return fail(runtime.error)
  }
  return ok({ query, reading: readingFor(connection, runtime.data, query) })
}
