import { readQuery, refused } from '@/lib/auth/request'
import { begun, downloadName, downloadStream } from '@/lib/logs/download'
import { downloadQuery } from '@/lib/logs/requests'
import { readRange } from '@/lib/logs/tail/range'
import { rangeParts } from '@/lib/logs/tail/server'

/** A range of a log group as a file, streamed while it is read (lib/logs/requests.ts). */
export async function GET(request: Request): Promise<Response> {
  const asked = await readQuery(request, { input: downloadQuery })

  if ('refusal' in asked) {
    return asked.refusal
  }
  const { group, pattern, from, to, format } = asked.query
  const gone = new AbortController()
  asked.signal.addEventListener('abort', () => gone.abort())
  const parts = await rangeParts({ connection: asked.context.connection, group, pattern }, gone.signal)
  const pages = await begun(readRange(parts, to === undefined ? { from } : { from, to }))

  if (!pages.ok) {
    return refused(pages.error)
  }
  const body = downloadStream(pages.data, format, () => gone.abort())
  return new Response(body, {
    headers: {
      'Content-Type': format === 'txt' ? 'text/plain; charset=utf-8' : 'application/x-ndjson; charset=utf-8',
      'Content-Disposition': `attachment; filename="${downloadName(group, from, to ?? Date.now(), format)}"`,
      'Cache-Control': 'no-store, no-transform',
    },
  })
}
