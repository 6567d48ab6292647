import type { UsageRecord } from '@/lib/usage/records/usage-record'
import type { CallTimes, SessionCalls } from '@/lib/usage/simulate/simulate'

/** Of one processor: what a server does of itself while nobody calls stays below. */
const BUSY_VCPU = 0.02
/** Records of one second each may leave holes of one. */
const HOLE_MS = 2000

/** Whether a processor was used in a record's stretch, and not only for what a server does of itself. */
export function isBusy({ vcpuHours, seconds }: Pick<UsageRecord, 'vcpuHours' | 'seconds'>): boolean {
  return vcpuHours * 3600 > BUSY_VCPU * Math.max(seconds, 1)
}

/**
 * When the sessions of usage records were busy: the stretches in which a processor was used, a start included. The records don't
 * know calls; two that follow at once are one stretch.
 */
export function callsOfRecords(records: readonly UsageRecord[]): SessionCalls[] {
  const byId = new Map<string, CallTimes[]>()

  for (const record of records.toSorted((one, other) => one.at - other.at)) {
    const { sessionId, at, seconds } = record
    const calls = byId.get(sessionId) ?? []
    byId.set(sessionId, calls)

    if (!isBusy(record)) {
      continue
    }
    const last = calls.at(-1)
    const end = at + Math.max(seconds, 1) * 1000

    if (last && at - last.end <= HOLE_MS) {
      last.end = Math.max(last.end, end)
    } else {
      calls.push({ start: at, end })
    }
  }
  return [...byId].map(([id, calls]) => ({ id, calls }))
}

/** Gigabytes that sessions held on average; null where the records know no time. */
export function memoryOfRecords(records: readonly UsageRecord[]): number | null {
  const seconds = records.reduce((sum, record) => sum + record.seconds, 0)
  const gbHours = records.reduce((sum, record) => sum + record.gbHours, 0)
  return seconds > 0 ? (gbHours * 3600) / seconds : null
}
