/**
 * One piece of work for each turn of the event loop. Writing to a socket that takes everything comes back without a pause, so a few
 * hundred readers with much to catch up on would otherwise keep all other requests waiting until their sockets are full.
 */
export class Turns {
  #waiting: (() => void)[] = []

  /** Resolves when it is the caller's turn, first come first served. */
  take(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)

      if (this.#waiting.length === 1) {
        setImmediate(this.#next)
      }
    })
  }

  #next = (): void => {
    this.#waiting.shift()?.()

    if (this.#waiting.length > 0) {
      setImmediate(this.#next)
    }
  }
}
