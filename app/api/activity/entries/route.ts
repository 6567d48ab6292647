import { askedReading } from '@/lib/activity/reading/asked-reading'
import { shownOf } from '@/lib/activity/reading/held-reading'
import { entriesQuery } from '@/lib/activity/requests'
import { readQuery, refused } from '@/lib/auth/request'
import { ok } from '@/lib/result'

/** Some of the entries that an address of the page shows: a Result of an EntrySlice. */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: entriesQuery })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { from, count, ...rest } = asked.query
  const found = await askedReading(asked.context.connection, rest)

  if (!found.ok) {
    return refused(found.error)
  }
  const shown = shownOf(await found.data.reading.whole, found.data.query)
  const slice = { shown: shown.length, from, rows: shown.slice(from, from + count) }
  return Response.json(ok(slice), { headers: { 'Cache-Control': 'no-store' } })
}
