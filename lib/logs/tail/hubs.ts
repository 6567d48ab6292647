import type { TailStart } from '@/lib/logs/tail/bootstrap'
import { Hub, type HubParts, type Reader } from '@/lib/logs/tail/hub'
import type { Position } from '@/lib/logs/tail/position'

/** Longer ago than this, a reader that comes back begins anew, with a gap to load: reading it all would take too long. */
const MAX_RESUME_MS = 60 * 60_000

/** The hubs of a server, by connection, log group and filter: each has one tail, whoever watches. */
export class Hubs {
  #hubs = new Map<string, Hub>()
  #newEpoch: () => string
  #onFailure: (error: unknown) => void

  constructor({ newEpoch, onFailure }: { newEpoch: () => string; onFailure: (error: unknown) => void }) {
    this.#newEpoch = newEpoch
    this.#onFailure = onFailure
  }

  /** How many tails run. */
  get size(): number {
    return this.#hubs.size
  }

  /** Joins the key's hub, made by the first reader. `newest` is how many lines a new reader begins with. */
  read(
    key: string,
    parts: () => HubParts,
    { position, newest }: { position: Position | null; newest: number },
  ): Reader {
    const known = this.#hubs.get(key)

    if (known) {
      return known.subscribe(position, newest)
    }
    const made = parts()
    const hub = new Hub({
      epoch: this.#newEpoch(),
      parts: made,
      start: startFor(position, newest, made.clock.now()),
      onEmpty: () => this.#hubs.delete(key),
      onFailure: this.#onFailure,
    })
    this.#hubs.set(key, hub)
    return hub.subscribe(position, newest)
  }
}

function startFor(position: Position | null, newest: number, now: number): TailStart {
  return position && position.resumeFrom > now - MAX_RESUME_MS ? { since: position.resumeFrom } : { newest }
}
