import { type ComputeRate, computeRate, LOGS_RATE } from '@/lib/prices'

/** How a server is used. A session is one client's conversation with it; times in seconds, memory in gigabytes. */
export type Pattern = {
  sessionsPerDay: number
  daysPerMonth: number
  callsPerSession: number
  /** How long one call is worked on. */
  workSeconds: number
  /** From one call's end to the next one's beginning, within a session. */
  pauseSeconds: number
  /** People who sign in within a month. */
  users: number
}

export type Machine = { memoryGb: number; idleSeconds: number; logRetentionDays: number | null }

/** Dollars a month, not rounded. `idle`: memory between the calls and after the last. The parts add up to `total`. */
export type Estimate = { boot: number; work: number; idle: number; logs: number; cognito: number; total: number }

/** The start of a session is charged to it: about 7 s of one processor. A call waits for AWS most of its time, which is free. */
const BOOT = { seconds: 7, vcpu: 1 }
const WORK_VCPU = 0.35

/** AWS bills no less. */
const LEAST_GB = 0.128

/** What a call writes: its lines, and the record of its use for each second that the session lasts. */
const LOG_BYTES = { call: 4000, second: 700 }
/** Without a retention a month is counted; what piles up after it is not. */
const MONTH_DAYS = 30

/** Dollars for each person of a pool of Cognito's plan Essentials, in a month in which they sign in. */
const COGNITO = { freeUsers: 10_000, user: 0.015 }

const HOUR = 3600
const GB = 1e9

/** Null: AWS publishes no price for the region. */
export function estimate(pattern: Pattern, machine: Machine, region: string): Estimate | null {
  const rate = computeRate({ region })
  return rate && estimateAt(pattern, machine, rate)
}

function estimateAt(pattern: Pattern, machine: Machine, rate: ComputeRate): Estimate {
  const sessions = pattern.sessionsPerDay * pattern.daysPerMonth
  const seconds = secondsOf(pattern, machine.idleSeconds)
  const memory = (Math.max(machine.memoryGb, LEAST_GB) * rate.gbHour) / HOUR
  const processor = rate.vcpuHour / HOUR
  const boot = sessions * seconds.boot * (BOOT.vcpu * processor + memory)
  const work = sessions * seconds.work * (WORK_VCPU * processor + memory)
  const idle = sessions * seconds.idle * memory
  const kept = Math.max(machine.logRetentionDays ?? MONTH_DAYS, 1) / MONTH_DAYS
  const lasted = seconds.boot + seconds.work + seconds.idle
  const written = (sessions * (pattern.callsPerSession * LOG_BYTES.call + lasted * LOG_BYTES.second)) / GB
  const logs = written * (LOGS_RATE.ingestGb + kept * LOGS_RATE.storageGbMonth)
  const cognito = Math.max(0, pattern.users - COGNITO.freeUsers) * COGNITO.user
  return { boot, work, idle, logs, cognito, total: boot + work + idle + logs + cognito }
}

/** A pause that is longer than the idle time-out ends the session: the next call boots another one. */
function secondsOf({ callsPerSession, workSeconds, pauseSeconds }: Pattern, idleSeconds: number) {
  const pauses = Math.max(callsPerSession - 1, 0)
  const isKept = pauseSeconds <= idleSeconds
  return {
    boot: BOOT.seconds * (isKept ? 1 : 1 + pauses),
    work: callsPerSession * workSeconds,
    idle: pauses * Math.min(pauseSeconds, idleSeconds) + idleSeconds,
  }
}
