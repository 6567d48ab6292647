/** How failures are answered: a few are free, then each one costs a longer wait, then nothing is tried for a while. */
export type Policy = { free: number; lockAfter: number; lockMs: number; maxWaitMs: number; forgetMs: number }

export type Outcome =
  | { type: 'right' }
  | { type: 'wrong' }
  /** Not even looked at. `waitMs` milliseconds from now it will be. */
  | { type: 'refused'; isLocked: boolean; waitMs: number }

type Record = { failures: number; blockedUntil: number; lastFailure: number }

type Options = { perAddress: Policy; inTotal: Policy; maxAddresses: number; now: () => number }

const FIRST_WAIT_MS = 1_000

/**
 * Slows down guessing, per address and in total. `check` is synchronous, so between looking at the count and
 * raising it nothing else can run. Keeps at most `maxAddresses` addresses; the total covers those it forgets.
 */
export function createLimiter({ perAddress, inTotal, maxAddresses, now }: Options) {
  const records = new Map<string, Record>()
  const total: Record = { failures: 0, blockedUntil: 0, lastFailure: 0 }

  return {
    check(address: string, isRight: () => boolean): Outcome {
      const time = now()
      const record = records.get(address) ?? { failures: 0, blockedUntil: 0, lastFailure: 0 }
      forgive(record, perAddress, time)
      forgive(total, inTotal, time)
      const blockedUntil = Math.max(record.blockedUntil, total.blockedUntil)

      if (time < blockedUntil) {
        const isLocked = record.failures >= perAddress.lockAfter || total.failures >= inTotal.lockAfter
        return { type: 'refused', isLocked, waitMs: blockedUntil - time }
      }
      if (isRight()) {
        records.delete(address)
        return { type: 'right' }
      }
      punish(record, perAddress, time)
      punish(total, inTotal, time)
      remember(records, address, record, maxAddresses)
      return { type: 'wrong' }
    },
    size: () => records.size,
  }
}

function forgive(record: Record, { lockAfter, forgetMs }: Policy, time: number): void {
  const isLockOver = record.failures >= lockAfter && time >= record.blockedUntil
  const isLongAgo = time - record.lastFailure >= forgetMs && time >= record.blockedUntil

  if (isLockOver || isLongAgo) {
    record.failures = 0
    record.blockedUntil = 0
  }
}

function punish(record: Record, { free, lockAfter, lockMs, maxWaitMs }: Policy, time: number): void {
  record.failures += 1
  record.lastFailure = time
  const isLocked = record.failures >= lockAfter
  const wait = record.failures <= free ? 0 : FIRST_WAIT_MS * 2 ** (record.failures - free - 1)
  record.blockedUntil = time + (isLocked ? lockMs : Math.min(wait, maxWaitMs))
}

// A Map keeps the order of insertion, so its first key is the address that failed longest ago.
function remember(records: Map<string, Record>, address: string, record: Record, max: number): void {
  records.delete(address)
  const oldest = records.keys().next()

  if (records.size >= max && !oldest.done) {
    records.delete(oldest.value)
  }
  records.set(address, record)
}
