/** How wrong answers are slowed down. Times in milliseconds. */
export type Policy = {
  /** So many wrong answers from one address are told at once; each further one after twice the wait. */
  free: number
  maxWaitMs: number
  /** What an address did wrong is forgotten so long after the last time. */
  forgetMs: number
  maxAddresses: number
  /** After so many wrong answers from all together, tries are looked at one by one, `gapMs` apart. */
  freeInTotal: number
  gapMs: number
  maxWaiting: number
}

/** `busy`: not looked at, because too many tries came after it. */
export type Outcome = 'right' | 'wrong' | 'busy'

type Record = { failures: number; lastFailure: number }

const FIRST_WAIT_MS = 1_000

/**
 * Slows down guesses, and never whoever knows the secret: a right answer is told as soon as it is looked at, whatever went wrong
 * before. Under a flood the newest try is looked at first, so that one which comes alone doesn't stand behind a thousand guesses.
 */
export class Limiter {
  readonly #policy: Policy
  readonly #records = new Map<string, Record>()
  readonly #total: Record = { failures: 0, lastFailure: 0 }
  readonly #waiting: ((isTurn: boolean) => void)[] = []
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(policy: Policy) {
    this.#policy = policy
  }

  async check(address: string, isRight: () => boolean): Promise<Outcome> {
    const turn = this.#turn()

    // No pause where none is due: a try that is looked at is counted before the next one comes.
    if (turn !== 'now' && !(await turn)) {
      return 'busy'
    }
    if (isRight()) {
      this.#records.delete(address)
      return 'right'
    }
    await sleep(this.#punish(address))
    return 'wrong'
  }

  /** @internal */
  sizes(): { addresses: number; waiting: number } {
    return { addresses: this.#records.size, waiting: this.#waiting.length }
  }

  /** When a try may be looked at; false for one that stood in line and was pushed out. */
  #turn(): 'now' | Promise<boolean> {
    const { freeInTotal, gapMs, maxWaiting } = this.#policy
    this.#forget(this.#total)

    if (this.#total.failures < freeInTotal && this.#waiting.length === 0) {
      return 'now'
    }
    if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.#next(), gapMs)
      return 'now'
    }
    return new Promise((resolve) => {
      this.#waiting.push(resolve)

      if (this.#waiting.length > maxWaiting) {
        this.#waiting.shift()?.(false)
      }
    })
  }

  #next(): void {
    const newest = this.#waiting.pop()
    this.#timer = newest && setTimeout(() => this.#next(), this.#policy.gapMs)
    newest?.(true)
  }

  /** Counts a wrong answer, and says how long to keep it back. */
  #punish(address: string): number {
    const { free, maxWaitMs, maxAddresses } = this.#policy
    const record = this.#records.get(address) ?? { failures: 0, lastFailure: 0 }

    for (const each of [record, this.#total]) {
      this.#forget(each)
      each.failures += 1
      each.lastFailure = Date.now()
    }
    // A Map keeps the order of insertion, so its first key is the address that failed longest ago.
    this.#records.delete(address)
    const oldest = this.#records.keys().next()

    if (this.#records.size >= maxAddresses && !oldest.done) {
      this.#records.delete(oldest.value)
    }
    this.#records.set(address, record)
    return record.failures <= free ? 0 : Math.min(FIRST_WAIT_MS * 2 ** (record.failures - free - 1), maxWaitMs)
  }

  #forget(record: Record): void {
    if (Date.now() - record.lastFailure >= this.#policy.forgetMs) {
      record.failures = 0
    }
  }
}

function sleep(milliseconds: number): Promise<void> {
  return milliseconds === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, milliseconds))
}
