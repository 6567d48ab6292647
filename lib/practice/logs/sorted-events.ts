/** Where an event stands in its group's order: AWS sorts by timestamp, then by ingestion, then by arrival. */
export type Position = { timestamp: number; ingestionTime: number; sequence: number }

/** `bytes` as AWS counts them (`eventBytes`). */
export type LogEvent = Position & { stream: string; message: string; bytes: number }

const CHUNK = 1024
const OVERHEAD_BYTES = 26

/** AWS counts 26 bytes beside each message. */
export function eventBytes(message: string): number {
  return Buffer.byteLength(message) + OVERHEAD_BYTES
}

/** Events in order. Kept in chunks, so that a late event among a million costs a search and a short move. */
export class SortedEvents {
  #chunks: LogEvent[][] = []

  insert(event: LogEvent): void {
    const last = this.#chunks.at(-1)
    const newest = last?.at(-1)

    if (!last || !newest) {
      this.#chunks = [[event]]
      return
    }
    if (comparePositions(newest, event) <= 0) {
      if (last.length < CHUNK) {
        last.push(event)
      } else {
        this.#chunks.push([event])
      }
      return
    }
    const [chunkIndex, index] = this.#locate(event)
    const chunk = this.#chunks[chunkIndex] ?? last
    chunk.splice(index, 0, event)

    if (chunk.length > 2 * CHUNK) {
      this.#chunks.splice(chunkIndex + 1, 0, chunk.splice(CHUNK))
    }
  }

  /** Oldest first, from `boundary` on. */
  *forward(boundary: Position): Generator<LogEvent> {
    const [firstChunk, firstIndex] = this.#locate(boundary)

    for (let c = firstChunk; c < this.#chunks.length; c++) {
      const chunk = this.#chunks[c] ?? []

      for (let i = c === firstChunk ? firstIndex : 0; i < chunk.length; i++) {
        yield chunk[i] as LogEvent
      }
    }
  }

  /** Newest first, of what stands before `boundary`. */
  *backward(boundary: Position): Generator<LogEvent> {
    const [firstChunk, firstIndex] = this.#locate(boundary)

    for (let c = Math.min(firstChunk, this.#chunks.length - 1); c >= 0; c--) {
      const chunk = this.#chunks[c] ?? []

      for (let i = (c === firstChunk ? firstIndex : chunk.length) - 1; i >= 0; i--) {
        yield chunk[i] as LogEvent
      }
    }
  }

  /** Removes what is older than `timestamp`; answers how many bytes that were. */
  dropBefore(timestamp: number): number {
    const [chunkIndex, index] = this.#locate({ timestamp, ingestionTime: 0, sequence: 0 })
    const gone = [...this.#chunks.splice(0, chunkIndex), this.#chunks[0]?.splice(0, index) ?? []]
    return gone.flat().reduce((sum, event) => sum + event.bytes, 0)
  }

  dropStream(stream: string): void {
    const kept = this.#chunks.map((chunk) => chunk.filter((event) => event.stream !== stream))
    this.#chunks = kept.filter((chunk) => chunk.length > 0)
  }

  /** Chunk and index of the first event that doesn't stand before `boundary`. */
  #locate(boundary: Position): [chunk: number, index: number] {
    const chunkIndex = lowerBound(this.#chunks.length, (i) => {
      const newest = this.#chunks[i]?.at(-1)
      return newest !== undefined && comparePositions(newest, boundary) < 0
    })
    const chunk = this.#chunks[chunkIndex] ?? []
    return [chunkIndex, lowerBound(chunk.length, (i) => comparePositions(chunk[i] as LogEvent, boundary) < 0)]
  }
}

export function comparePositions(a: Position, b: Position): number {
  return a.timestamp - b.timestamp || a.ingestionTime - b.ingestionTime || a.sequence - b.sequence
}

/** The boundary right behind an event. */
export function after(position: Position): Position {
  return { ...position, sequence: position.sequence + 1 }
}

/** The boundary before everything that happened at `timestamp` or later. */
export function startOf(timestamp: number): Position {
  return { timestamp, ingestionTime: 0, sequence: 0 }
}

/** 56 digits, unique and stable, and their order is the events' order. */
export function eventId(position: Position): string {
  const { timestamp, ingestionTime, sequence } = position
  return `3${digits(timestamp, 14)}${digits(ingestionTime, 14)}${digits(sequence, 27)}`
}

/** The position that `eventId` wrote; undefined for anything else. */
export function parseEventId(text: string): Position | undefined {
  const match = /^3(\d{14})(\d{14})(\d{27})$/.exec(text)
  return match
    ? { timestamp: Number(match[1]), ingestionTime: Number(match[2]), sequence: Number(match[3]) }
    : undefined
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0')
}

/** The first index in 0..length for which `isBefore` is false. */
function lowerBound(length: number, isBefore: (index: number) => boolean): number {
  let low = 0
  let high = length

  while (low < high) {
    const middle = (low + high) >>> 1

    if (isBefore(middle)) {
      low = middle + 1
    } else {
      high = middle
    }
  }
  return low
}
