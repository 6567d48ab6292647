import type { LogEvent, TailMessage } from '@/lib/logs/event'

const MAX_LINES = 50_000
const MAX_CHARACTERS = 16_000_000
/** Text of one batch: what a reader that stands still has been handed stays small. */
const BATCH_LINES = 500
const BATCH_CHARACTERS = 32_000
const KEPT_SPANS = 4096

type Batch = {
  sequence: number
  /** The same object for each reader, so that its bytes are made once. */
  message: Extract<TailMessage, { type: 'lines' }>
  /** Lines of all batches before this one. */
  linesBefore: number
  characters: number
  /** Times of the events. */
  from: number
  to: number
  /** A tail that begins here, and reads everything, gives a reader who has come so far all that it lacks. */
  resumeFrom: number
}

export type Step = { message: Exclude<TailMessage, { type: 'state' }>; sequence: number; resumeFrom: number }

type Span = Pick<Batch, 'sequence' | 'from' | 'to'> & { lines: number }

/**
 * The newest batches of a tail, once for all of its readers: a reader is a number. At most 50,000 lines or 16 million characters;
 * what falls out is a gap for the readers that had not come so far.
 */
export class Ring {
  #batches: Batch[] = []
  /** Of what fell out: the times that a gap has to name. */
  #spans: Span[] = []
  #lines = 0
  #characters = 0
  #linesEver = 0
  #nextSequence = 1

  get lastSequence(): number {
    return this.#nextSequence - 1
  }

  append(events: LogEvent[], late: boolean, resumeFrom: number): void {
    for (const part of batches(events)) {
      const characters = part.reduce((sum, { text }) => sum + text.length, 0)
      const times = part.map(({ at }) => at)
      this.#batches.push({
        sequence: this.#nextSequence,
        message: { type: 'lines', events: part, late },
        linesBefore: this.#linesEver,
        characters,
        from: Math.min(...times),
        to: Math.max(...times),
        resumeFrom,
      })
      this.#nextSequence += 1
      this.#lines += part.length
      this.#linesEver += part.length
      this.#characters += characters
    }
    this.#trim()
  }

  /** The sequence number after which a new reader begins, to be shown about so many of the newest lines. */
  startFor(newest: number): number {
    const start = this.#batches.findIndex(({ linesBefore }) => linesBefore >= this.#linesEver - newest)
    const batch = newest === 0 || start === -1 ? undefined : this.#batches[Math.max(0, start - 1)]
    return batch ? batch.sequence - 1 : this.lastSequence
  }

  /** What comes after `sequence`: the next batch, a gap when that is gone, null when there is nothing new. */
  after(sequence: number): Step | null {
    const [oldest] = this.#batches

    if (!oldest || sequence >= this.lastSequence) {
      return null
    }
    if (sequence < oldest.sequence - 1) {
      const message = this.#gap(sequence, oldest)
      return { message, sequence: oldest.sequence - 1, resumeFrom: Math.min(message.from, oldest.resumeFrom) }
    }
    const batch = this.#batches[sequence + 1 - oldest.sequence]
    return batch ?? null
  }

  #gap(sequence: number, oldest: Batch): Extract<TailMessage, { type: 'gap' }> {
    const missed = this.#spans.filter((span) => span.sequence > sequence)
    const from = missed.reduce((least, span) => Math.min(least, span.from), oldest.from)
    const to = missed.reduce((most, span) => Math.max(most, span.to), oldest.from)
    const isKnown = missed[0]?.sequence === sequence + 1
    return { type: 'gap', from, to, count: isKnown ? missed.reduce((sum, { lines }) => sum + lines, 0) : 0 }
  }

  #trim(): void {
    while ((this.#lines > MAX_LINES || this.#characters > MAX_CHARACTERS) && this.#batches.length > 1) {
      const gone = this.#batches.shift()

      if (gone) {
        this.#lines -= gone.message.events.length
        this.#characters -= gone.characters
        this.#spans.push({ sequence: gone.sequence, from: gone.from, to: gone.to, lines: gone.message.events.length })
      }
    }
    this.#spans.splice(0, this.#spans.length - KEPT_SPANS)
  }
}

function batches(events: LogEvent[]): LogEvent[][] {
  const parts: LogEvent[][] = []
  let part: LogEvent[] = []
  let characters = 0

  for (const event of events) {
    if (part.length >= BATCH_LINES || (part.length > 0 && characters + event.text.length > BATCH_CHARACTERS)) {
      parts.push(part)
      part = []
      characters = 0
    }
    part.push(event)
    characters += event.text.length
  }
  return part.length > 0 ? [...parts, part] : parts
}
