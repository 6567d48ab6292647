import type { Delivery, Reader } from '@/lib/logs/tail/hub'

const HEARTBEAT_MS = 15_000
/** Then the browser connects again, and has to show its session again. */
const MAX_STREAM_MS = 10 * 60_000
/** The browser's wait before it connects again: less than a hub lingers. */
const RETRY_MS = 400

/**
 * A reader's messages as server-sent events. The reader is opened when somebody takes the first bytes (a HEAD request never does), and
 * nothing is read ahead: a browser that doesn't keep up, or a tab that sleeps, leaves its lines in the hub. The reader is closed when the
 * stream is cancelled, the request aborted or its time over.
 */
export function eventStream(
  open: () => Promise<Reader>,
  signal: AbortSignal,
  { now = Date.now, maxMs = MAX_STREAM_MS }: { now?: () => number; maxMs?: number } = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const gone = new AbortController()
  const begin = now()
  let reader: Reader | undefined
  const end = () => {
    signal.removeEventListener('abort', end)
    gone.abort()
    reader?.close()
  }
  signal.addEventListener('abort', end)

  if (signal.aborted) {
    end()
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const isFirst = reader === undefined
        reader ??= await open()
        const wait = Math.min(HEARTBEAT_MS, begin + maxMs - now())
        const delivery = wait > 0 ? await reader.next(wait, gone.signal) : 'ended'

        if (delivery === 'ended') {
          end()
          controller.close()
          return
        }
        const text = delivery ? frame(delivery) : ': still here\n\n'
        controller.enqueue(encoder.encode(isFirst ? `retry: ${RETRY_MS}\n${text}` : text))
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

function frame({ id, message }: Delivery): string {
  // JSON escapes line breaks, so the data is one line whatever an event's text holds.
  return `id: ${id}\ndata: ${JSON.stringify(message)}\n\n`
}
