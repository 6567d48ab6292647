import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { WireResponse } from '@/lib/practice/wire/wire'

/** Writes an answer, or a stream of frames for as long as the client listens. */
export async function writeResponse(response: ServerResponse, answer: WireResponse, method: string): Promise<void> {
  const { status, headers, body } = answer

  if (typeof body === 'string' || body instanceof Uint8Array) {
    const bytes = Buffer.from(body)
    response.writeHead(status, { ...(status === 204 ? {} : { 'content-length': bytes.byteLength }), ...headers })
    response.end(method === 'HEAD' ? undefined : bytes)
    return
  }
  response.writeHead(status, headers)
  response.flushHeaders()

  for await (const chunk of body) {
    if (response.destroyed) {
      return
    }
    if (!response.write(chunk)) {
      await Promise.race([once(response, 'drain'), once(response, 'close')])
    }
  }
  response.end()
}
