import { type Block, extendBlock, type Hit, openBlock, type Reading, readBlock } from '@/lib/troubles/diagnose/blocks'
import { Starts } from '@/lib/troubles/diagnose/starts'
import type { CitedLine, DiagnosedEvent, Diagnosis, Finding, Noise } from '@/lib/troubles/model'

type Options = {
  /** False when lines may be missing (a filter, a paste): then nothing is concluded from what is not there. */
  isWhole?: boolean
}

export type Diagnoser = {
  /** Events of a stream in the order of its log; an event must not come twice. */
  take: (events: readonly DiagnosedEvent[]) => void
  diagnosis: () => Diagnosis
}

/** Cited lines of a finding: this many of the first, and as many of the newest. */
const CITED = 3
/** Beyond this many causes, those of a rule are counted together: a log can name a million resources. */
const MAX_FINDINGS = 200
const MAX_STREAMS = 500

/** The findings of these events. For a log that grows, keep a diagnoser. */
export function diagnose(events: readonly DiagnosedEvent[], options: Options = {}): Diagnosis {
  const diagnoser = createDiagnoser(options)
  diagnoser.take(events)
  return diagnoser.diagnosis()
}

export function createDiagnoser({ isWhole = true }: Options = {}): Diagnoser {
  const tally = new Tally()
  const starts = new Starts()
  // Each stream's newest message may still go on, so it is read anew for every answer and counted when the next one begins.
  const open = new Map<string, Block>()
  let seen = 0

  function take(event: DiagnosedEvent): void {
    const block = open.get(event.stream)
    seen += 1

    if (isWhole) {
      starts.see(event)
    }
    if (block && extendBlock(block, event)) {
      return
    }
    if (block) {
      tally.count(block, readBlock(block))
    }
    open.delete(event.stream)
    open.set(event.stream, openBlock(event))
    const [oldest] = open

    if (open.size > MAX_STREAMS && oldest) {
      tally.count(oldest[1], readBlock(oldest[1]))
      open.delete(oldest[0])
    }
  }

  function diagnosis(): Diagnosis {
    const now = tally.copy()

    for (const block of open.values()) {
      now.count(block, readBlock(block))
    }
    const findings = [...now.findings(), ...starts.findings()].sort(byUrgency)
    return { findings, noise: now.noise(), seen }
  }

  return { take: (events) => events.forEach(take), diagnosis }
}

type Counted = { hit: Hit; count: number; firstAt: number; lastAt: number; first: CitedLine[]; newest: CitedLine[] }

class Tally {
  #found = new Map<string, Counted>()
  #noise = new Map<string, Noise>()

  count(block: Block, { hits, noise }: Reading): void {
    const [first] = block.events

    if (noise) {
      const known = this.#noise.get(noise.rule)
      this.#noise.set(noise.rule, { ...noise, count: (known?.count ?? 0) + 1 })
    }
    for (const hit of first ? hits : []) {
      const isFull = this.#found.size >= MAX_FINDINGS && !this.#found.has(hit.key)
      this.#add(isFull ? { ...hit, key: hit.rule } : hit, first?.at ?? 0, citedLine(block))
    }
  }

  #add(hit: Hit, at: number, line: CitedLine): void {
    const known = this.#found.get(hit.key)

    if (!known) {
      this.#found.set(hit.key, { hit, count: 1, firstAt: at, lastAt: at, first: [line], newest: [] })
      return
    }
    this.#found.set(hit.key, {
      hit: known.hit,
      count: known.count + 1,
      firstAt: Math.min(known.firstAt, at),
      lastAt: Math.max(known.lastAt, at),
      first: known.first.length < CITED ? [...known.first, line] : known.first,
      newest: known.first.length < CITED ? [] : [...known.newest, line].slice(-CITED),
    })
  }

  findings(): Finding[] {
    return [...this.#found.values()].map(({ hit, count, firstAt, lastAt, first, newest }) => ({
      ...hit,
      count,
      firstAt,
      lastAt,
      lines: [...first, ...newest],
    }))
  }

  noise(): Noise[] {
    return [...this.#noise.values()].sort((one, other) => other.count - one.count)
  }

  copy(): Tally {
    const copy = new Tally()
    copy.#found = new Map(this.#found)
    copy.#noise = new Map(this.#noise)
    return copy
  }
}

/** The last line of a message says what it is about; in a traceback that is the exception. */
function citedLine({ events, isTraceback }: Block): CitedLine {
  const said = isTraceback ? events.findLast(({ text }) => /\S/.test(text) && !/^\s/.test(text)) : events[0]
  const { id = '', at = 0 } = said ?? events[0] ?? {}
  return { id, at }
}

const URGENCY = { error: 0, warning: 1, info: 2 }

function byUrgency(one: Finding, other: Finding): number {
  return URGENCY[one.severity] - URGENCY[other.severity] || other.lastAt - one.lastAt
}
