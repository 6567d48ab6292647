import { readQuery } from '@/lib/auth/request'
import { whyNoLogGroup } from '@/lib/deployments/observe/missing-log-group'
import { streamQuery } from '@/lib/logs/requests'
import { eventStream } from '@/lib/logs/tail/event-stream'
import { parsePosition } from '@/lib/logs/tail/position'
import { readTail } from '@/lib/logs/tail/server'

/** The live tail of a log group, as server-sent events (lib/logs/requests.ts). */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: streamQuery })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { connection } = asked.context
  const { group, pattern, newest } = asked.query
  const position = parsePosition(request.headers.get('last-event-id'))
  const open = () =>
    readTail({ connection, group, pattern }, { position, newest }, () => whyNoLogGroup(connection, group))
  return new Response(eventStream(open, asked.signal), { headers: HEADERS })
}

const HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  // Compression would hold lines back, and its state stays behind when a reader goes.
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
}
