import { askedReading } from '@/lib/activity/reading/asked-reading'
import { missingOf, shownOf } from '@/lib/activity/reading/held-reading'
import { exportQuery } from '@/lib/activity/requests'
import { csvOf, exportName, jsonLinesOf } from '@/lib/activity/view/export'
import { readQuery, refused } from '@/lib/auth/request'

/** What an address of the page shows, as a file. Where AWS gave nothing at all there is none. */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: exportQuery })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { format, ...rest } = asked.query
  const found = await askedReading(asked.context.connection, rest)

  if (!found.ok) {
    return refused(found.error)
  }
  const { query, reading } = found.data
  const activity = await reading.whole
  const { trail, log } = activity.sources

  if (!trail.ok && !log.ok) {
    return refused(trail.error)
  }
  const entries = shownOf(activity, query).toReversed()
  const name = exportName(rest.runtime, reading.range, missingOf(activity.sources), format)
  return new Response(format === 'csv' ? csvOf(entries) : jsonLinesOf(entries), {
    headers: {
      'Content-Type': `${format === 'csv' ? 'text/csv' : 'application/x-ndjson'}; charset=utf-8`,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Cache-Control': 'no-store, no-transform',
    },
  })
}
