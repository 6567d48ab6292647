import { readQuery } from '@/lib/auth/request'
import { eventsQuery } from '@/lib/logs/requests'
import { readPage } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'

/** One page of a range of a log group: a Result of a LogPage (lib/logs/requests.ts). */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: eventsQuery })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { group, pattern, from, to, limit, order, token } = asked.query
  const parts = await rangeParts({ connection: asked.context.connection, group, pattern }, asked.signal)
  const page = await readPage(parts, {
    from,
    to,
    limit,
    isBackward: order === 'newest',
    token,
  })
  return Response.json(page, { headers: { 'Cache-Control': 'no-store' } })
}
