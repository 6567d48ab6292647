import { Frames } from '@/lib/logs/tail/frames'
import type { Delivery, Reader } from '@/lib/logs/tail/hub'
import { Turns } from '@/lib/logs/tail/turns'

const HEARTBEAT_MS = 15_000
/** Then the browser connects again, and has to show its session again. */
const MAX_STREAM_MS = 10 * 60_000
/** The browser's wait before it connects again: less than a hub lingers. */
const RETRY_MS = 400

const encoder = new TextEncoder()
const frames = new Frames()
const turns = new Turns()
const nextTurn = () => turns.take()

type StreamParts = { now: () => number; maxMs: number; turn: () => Promise<void> }

/**
 * A reader's messages as server-sent events: of all streams, one message for each turn of the event loop. The reader is opened when
 * somebody takes the first bytes (a HEAD request never does), and nothing is read ahead: a browser that doesn't keep up, or a tab that
 * sleeps, leaves its lines in the hub. The reader is closed when the stream is cancelled, the request aborted or its time over.
 */
export function eventStream(
  open: () => Promise<Reader>,
  signal: AbortSignal,
  { now = Date.now, maxMs = MAX_STREAM_MS, turn = nextTurn }: Partial<StreamParts> = {},
): ReadableStream<Uint8Array> {
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
        await turn()

        if (delivery === 'ended' || gone.signal.aborted) {
          end()
          controller.close()
          return
        }
        controller.enqueue(frame(isFirst ? `retry: ${RETRY_MS}\n` : '', delivery))
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}

function frame(begin: string, delivery: Delivery | null): Uint8Array {
  return delivery
    ? Buffer.concat([encoder.encode(`${begin}id: ${delivery.id}\n`), frames.dataOf(delivery.message)])
    : encoder.encode(`${begin}: still here\n\n`)
}
