import { type ComputeRate, computeRate, type Priced, type Used } from '@/lib/prices'
import type { UsageRecord } from '@/lib/usage/records/usage-record'
import { isBusy } from '@/lib/usage/simulate/calls-of-records'

/** Without work for so long, a session has started. */
const SETTLED_MS = 2000
/** A start takes about 7 s of a processor; what goes on for longer is work. */
const LONGEST_BOOT_MS = 10_000

export type Share = 'boot' | 'work' | 'idle'

/** What sessions took, by what they did; the three sum to all records. Seconds are those that records name. */
export type Split = Record<Share, Used & { seconds: number }>

/**
 * All that a session took before its first work is its start, and so is the first stretch of work itself up to 10 s: AWS has the
 * machine boot in it. Later records with a processor above the idle level are work, and the rest is idle. A session whose start is
 * not among the records counts its first stretch as one all the same.
 */
export function splitRecords(records: readonly UsageRecord[]): Split {
  const split: Split = { boot: nothing(), work: nothing(), idle: nothing() }

  for (const session of bySession(records)) {
    const sorted = session.toSorted((one, other) => one.at - other.at)
    const end = endOfBoot(sorted)

    for (const record of sorted) {
      add(split[record.at < end ? 'boot' : isBusy(record) ? 'work' : 'idle'], record)
    }
  }
  return split
}

function bySession(records: readonly UsageRecord[]): UsageRecord[][] {
  const sessions = new Map<string, UsageRecord[]>()

  for (const record of records) {
    const known = sessions.get(record.sessionId) ?? []
    sessions.set(record.sessionId, known)
    known.push(record)
  }
  return [...sessions.values()]
}

/** When a session had started; its records in the order of time. One that never worked is all idle. */
function endOfBoot(records: readonly UsageRecord[]): number {
  const busy = records.filter(isBusy)
  const first = busy[0]?.at ?? Number.NEGATIVE_INFINITY
  let end = first

  for (const { at, seconds } of busy) {
    if (at - end > SETTLED_MS) {
      break
    }
    end = at + Math.max(seconds, 1) * 1000
  }
  return Math.min(end, first + LONGEST_BOOT_MS)
}

/** Dollars by share, and of each in the whole from 0 to 1; null where no price is published. */
export function costOfSplit(split: Split, priced: Priced): { cost: Record<Share, number>; total: number } | null {
  const rate = computeRate(priced)

  if (!rate) {
    return null
  }
  const cost = {
    boot: dollarsOf(split.boot, rate),
    work: dollarsOf(split.work, rate),
    idle: dollarsOf(split.idle, rate),
  }
  return { cost, total: cost.boot + cost.work + cost.idle }
}

function dollarsOf({ vcpuHours, gbHours }: Used, rate: ComputeRate): number {
  return vcpuHours * rate.vcpuHour + gbHours * rate.gbHour
}

function nothing() {
  return { vcpuHours: 0, gbHours: 0, seconds: 0 }
}

function add(sum: Split[Share], { vcpuHours, gbHours, seconds }: UsageRecord): void {
  sum.vcpuHours += vcpuHours
  sum.gbHours += gbHours
  sum.seconds += seconds
}
