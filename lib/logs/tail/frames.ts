import type { TailMessage } from '@/lib/logs/event'

/** What readers who go through the same lines together need; one who is far behind the others has its own made. */
const KEPT_BYTES = 4 * 1024 * 1024

/** Messages as the bytes that are sent, made once for all the readers of a message. */
export class Frames {
  #encoder = new TextEncoder()
  #kept = new Map<TailMessage, Uint8Array>()
  #bytes = 0

  /** The same bytes for the same message: nobody may change them. */
  dataOf(message: TailMessage): Uint8Array {
    const known = this.#kept.get(message)

    if (known) {
      return known
    }
    // JSON escapes line breaks, so the data is one line whatever an event's text holds.
    const made = this.#encoder.encode(`data: ${JSON.stringify(message)}\n\n`)
    this.#kept.set(message, made)
    this.#bytes += made.byteLength
    this.#drop()
    return made
  }

  #drop(): void {
    for (const [message, { byteLength }] of this.#kept) {
      if (this.#bytes <= KEPT_BYTES) {
        return
      }
      this.#kept.delete(message)
      this.#bytes -= byteLength
    }
  }
}
