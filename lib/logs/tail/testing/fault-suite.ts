import type { TailMessage, TailState } from '@/lib/logs/event'
import { Budget } from '@/lib/logs/tail/budget'
import { Hubs } from '@/lib/logs/tail/hubs'
import { type Position, parsePosition } from '@/lib/logs/tail/position'
import { Audit, makeLedger } from '@/lib/logs/tail/testing/ledger'
import { SimulatedClock, SimulatedLogs, seeded } from '@/lib/logs/tail/testing/simulation'

const START = Date.UTC(2026, 0, 5, 12)
const MINUTE = 60_000
const WEATHER = { throttled: 0.5, empty: 0.3, reset: 0.01, serverError: 0.01, staleTokens: 0.005, latencyMs: 40 }

export type SuitePlan = { events: number; minutes: number; disconnects: number; seed: number }

export type SuiteResult = {
  events: number
  lost: number
  /** Twice on the screen of a viewer that drops ids it has. */
  duplicates: number
  /** Sent again by a hub that had sent it before: a restart may do so, nothing else. */
  repeatedByRestart: number
  repeatedOtherwise: number
  ahead: number
  gaps: number
  connections: number
  calls: number
  densestSecond: number
  minutes: number
}

/**
 * The fault suite on simulated time: a ledger with 5 % late by up to ten minutes and bursts in one millisecond, behind an API that
 * throttles half of the calls and answers 30 % of the others with empty pages; a viewer that is cut off again and again and resumes
 * with the id that it had, and a server that restarts half-way.
 */
export async function runFaultSuite({ events, minutes, disconnects, seed }: SuitePlan): Promise<SuiteResult> {
  const random = seeded(seed)
  const clock = new SimulatedClock(START)
  const late = { share: 0.05, maxMs: 10 * MINUTE }
  const end = START + minutes * MINUTE
  const ledger = makeLedger({ count: events, from: START, to: end, random, late, bursts: 0.2 })
  const logs = new SimulatedLogs(ledger, clock, random, WEATHER)
  const viewer = new Viewer({ clock, logs, random })
  const cutEvery = ((minutes + 10) * MINUTE) / disconnects

  for (let cut = 1; cut <= disconnects; cut += 1) {
    const connection = viewer.connect()
    await clock.pass(cutEvery * (0.5 + random()))
    viewer.cut()
    await clock.pass(400 + 200 * random())
    await connection

    if (cut === Math.floor(disconnects / 2)) {
      viewer.restartServer()
    }
  }
  const last = viewer.connect()

  while (clock.now() < end + 120 * MINUTE && (viewer.state?.verifiedThrough ?? 0) < end) {
    await clock.pass(MINUTE)
  }
  viewer.cut()
  await clock.pass(1000)
  await last
  return {
    events,
    lost: viewer.audit.lost(ledger),
    duplicates: viewer.audit.duplicates,
    repeatedByRestart: viewer.repeatedByRestart,
    repeatedOtherwise: viewer.repeatedOtherwise,
    ahead: viewer.audit.ahead,
    gaps: viewer.gaps,
    connections: disconnects + 1,
    calls: logs.calls.length,
    densestSecond: densestSecond(logs.calls),
    minutes: (clock.now() - START) / MINUTE,
  }
}

type ViewerParts = { clock: SimulatedClock; logs: SimulatedLogs; random: () => number }

/** What a browser does: it keeps the last id, comes back with it, and drops events that it has. */
class Viewer {
  audit = new Audit()
  state: TailState | undefined
  repeatedByRestart = 0
  repeatedOtherwise = 0
  gaps = 0
  #parts: ViewerParts
  #hubs: Hubs
  #runs = 0
  #position: Position | null = null
  #epochOf = new Map<string, string>()
  #connection = new AbortController()
  #budget: Budget

  constructor(parts: ViewerParts) {
    this.#parts = parts
    this.#budget = new Budget(parts.clock)
    this.#hubs = this.#newServer()
  }

  async connect(): Promise<void> {
    const { clock, logs, random } = this.#parts
    const budget = this.#budget
    const hub = { client: logs, clock, budget, random, whyMissing: async () => 'unknown' as const }
    const connection = new AbortController()
    this.#connection = connection
    // The first connection asks for everything since the start, so that the whole ledger counts.
    const position = this.#position ?? { epoch: 'none', sequence: 0, resumeFrom: START }
    const reader = this.#hubs.read('group', () => hub, { position, newest: 1000 })

    while (!connection.signal.aborted) {
      const delivery = await reader.next(15_000, connection.signal)

      // A cut may come between what was sent and what arrives: then it is asked for again.
      if (delivery && delivery !== 'ended' && !connection.signal.aborted) {
        this.#position = parsePosition(delivery.id)
        this.#receive(delivery.message, this.#position?.epoch ?? '')
      }
    }
    reader.close()
  }

  cut(): void {
    this.#connection.abort()
  }

  restartServer(): void {
    this.#hubs = this.#newServer()
  }

  #newServer(): Hubs {
    const run = this.#runs
    this.#runs += 1
    let hubs = 0
    const newEpoch = () => {
      hubs += 1
      return `run${run}-${hubs}`
    }
    return new Hubs({
      newEpoch,
      onFailure: (error) => {
        throw error
      },
    })
  }

  #receive(message: TailMessage, epoch: string): void {
    switch (message.type) {
      case 'state':
        this.state = message.state
        this.audit.verified(message.state.verifiedThrough)
        return
      case 'gap':
        this.gaps += 1
        return
      case 'lines': {
        const fresh = message.events.filter(({ id }) => !this.#epochOf.has(id))
        const again = message.events.filter(({ id }) => this.#epochOf.has(id))
        const sameHub = again.filter(({ id }) => this.#epochOf.get(id) === epoch)
        this.repeatedOtherwise += sameHub.length
        this.repeatedByRestart += again.length - sameHub.length

        for (const { id } of message.events) {
          this.#epochOf.set(id, epoch)
        }
        this.audit.events(fresh)
      }
    }
  }
}

/** The most calls that fell into any one second. */
export function densestSecond(calls: number[]): number {
  let begin = 0
  return calls.reduce((most, at, index) => {
    while ((calls[begin] ?? at) <= at - 1000) {
      begin += 1
    }
    return Math.max(most, index - begin + 1)
  }, 0)
}
