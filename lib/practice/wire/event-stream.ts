import { EventStreamCodec } from '@smithy/core/event-streams'
import type { NormalizedSchema } from '@smithy/core/schema'
import { fromUtf8, toUtf8 } from '@smithy/core/serde'
import { ServiceError } from '@/lib/practice/wire/service-error'

const codec = new EventStreamCodec(toUtf8, fromUtf8)

type Write = (schema: NormalizedSchema, value: unknown) => Uint8Array

/**
 * Frames of application/vnd.amazon.eventstream for a streaming union: one frame for each `{ memberName: event }`.
 * A ServiceError thrown by the source ends the stream as its exception frame.
 */
export async function* encodeEventStream(
  union: NormalizedSchema,
  events: AsyncIterable<Record<string, unknown>>,
  contentType: string,
  write: Write,
): AsyncGenerator<Uint8Array> {
  // Botocore refuses an RPC stream that doesn't begin with this frame.
  yield frame({ ':message-type': 'event', ':event-type': 'initial-response' }, contentType, fromUtf8('{}'))

  try {
    for await (const event of events) {
      const [name] = Object.keys(event)

      if (name !== undefined) {
        const body = write(union.getMemberSchema(name), event[name])
        yield frame({ ':message-type': 'event', ':event-type': name }, contentType, body)
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) {
      throw error
    }
    const body = fromUtf8(JSON.stringify({ message: error.message, ...error.members }))
    yield frame({ ':message-type': 'exception', ':exception-type': error.code }, contentType, body)
  }
}

function frame(headers: Record<string, string>, contentType: string, body: Uint8Array): Uint8Array {
  const all = { ...headers, ':content-type': contentType }
  return codec.encode({
    headers: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, { type: 'string' as const, value }])),
    body,
  })
}
