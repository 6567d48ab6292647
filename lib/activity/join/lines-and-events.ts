import { firstSince } from '@/lib/activity/join/first-since'
import type { LoggedCall, TrailCall } from '@/lib/activity/model'
import { eventKeysOf, mayBeIn, operationKey } from '@/lib/activity/operations'

/** One thing that was done: the line that names it, the events that it left, or either alone. */
export type Unit = {
  line?: LoggedCall
  events: TrailCall[]
  /** How many lines these events could belong to, or of how many sessions the events are. */
  of: number
  isCertain: boolean
}

const BEFORE_MS = 1000
/** The server gives a command up after ten seconds; where it says that it ended, that counts. */
const AFTER_MS = 10_000
const END_MS = 1000

/** Events name whole seconds. */
const SECOND_MS = 999

/**
 * Puts events to the lines that may have caused them. What can only be together is one unit; where several lines could have
 * caused an event it goes to the nearest before it that has none yet, and the unit says of how many.
 */
export function linesAndEvents(
  lines: readonly LoggedCall[],
  events: readonly TrailCall[],
  sessions: ReadonlyMap<string, string>,
): Unit[] {
  const byKey = linesByKey(lines)
  const groups = new Groups()
  const chosen = new Map<TrailCall, LoggedCall>()
  const taken = new Set<string>()

  for (const event of events) {
    const possible = event.agent && event.invokedBy === undefined ? candidatesOf(event, byKey, sessions) : []
    const before = possible.filter(({ at }) => at <= event.at + SECOND_MS)
    const last = before.findLast(({ id }) => !taken.has(id)) ?? before.at(-1) ?? possible[0]

    if (last) {
      chosen.set(event, last)
      taken.add(last.id)
      for (const line of possible) {
        groups.join(line.id, last.id)
      }
    }
  }
  const eventsOf = new Map<string | undefined, TrailCall[]>()

  for (const event of events) {
    const id = chosen.get(event)?.id
    const own = eventsOf.get(id) ?? []
    own.push(event)
    eventsOf.set(id, own)
  }
  const units = lines.map((line): Unit => {
    const own = eventsOf.get(line.id) ?? []
    const of = Math.max(groups.size(line.id), new Set(own.map(({ session }) => session)).size)
    const session = sessions.get(line.stream)
    const isCertain = of === 1 && own.length > 0 && session !== undefined && own.every((one) => one.session === session)
    return { line, events: own, of, isCertain }
  })
  return [
    ...units,
    ...(eventsOf.get(undefined) ?? []).map((event): Unit => ({ events: [event], of: 1, isCertain: true })),
  ]
}

type Lines = { lines: LoggedCall[]; longest: number }

function linesByKey(lines: readonly LoggedCall[]): Map<string, Lines> {
  const found = new Map<string, Lines>()

  for (const line of lines.toSorted((one, other) => one.at - other.at)) {
    for (const key of line.refusal === undefined ? eventKeysOf(line) : []) {
      const place = found.get(key) ?? { lines: [], longest: 0 }
      place.lines.push(line)
      place.longest = Math.max(place.longest, lastOf(line) - line.at)
      found.set(key, place)
    }
  }
  return found
}

function lastOf({ at, endedAt }: LoggedCall): number {
  return endedAt === undefined ? at + AFTER_MS : endedAt + END_MS
}

function candidatesOf(
  event: TrailCall,
  byKey: Map<string, Lines>,
  sessions: ReadonlyMap<string, string>,
): LoggedCall[] {
  const { lines, longest } = byKey.get(`${event.service} ${operationKey(event.operation)}`) ?? { lines: [], longest: 0 }
  const found: LoggedCall[] = []

  for (let index = firstSince(lines, event.at - longest); index < lines.length; index += 1) {
    const line = lines[index]

    if (!line || line.at > event.at + SECOND_MS + BEFORE_MS) {
      break
    }
    const session = sessions.get(line.stream)
    const isFit =
      event.at <= lastOf(line) &&
      (session === undefined || session === event.session) &&
      (line.region === undefined || mayBeIn(event.service, line.region, event.region))

    if (isFit) {
      found.push(line)
    }
  }
  return found
}

/** Lines that share a possible event, by way of others too. */
class Groups {
  readonly #parents = new Map<string, string>()
  readonly #sizes = new Map<string, number>()

  join(one: string, other: string): void {
    const [first, second] = [this.#root(one), this.#root(other)]

    if (first !== second) {
      this.#sizes.set(second, this.#size(first) + this.#size(second))
      this.#parents.set(first, second)
    }
  }

  size(one: string): number {
    return this.#size(this.#root(one))
  }

  #size(root: string): number {
    return this.#sizes.get(root) ?? 1
  }

  #root(one: string): string {
    let root = one

    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) {
      root = parent
    }
    if (root !== one) {
      this.#parents.set(one, root)
    }
    return root
  }
}
