import type { ComputeRate } from '@/lib/prices'

/** One call's times in milliseconds since 1970. */
export type CallTimes = { start: number; end: number }

/** The calls of one session id, in any order. Called again after its end, AWS boots a session of the same id. */
export type SessionCalls = { id: string; calls: readonly CallTimes[] }

export type SimulationFacts = {
  /** Idle time-outs in seconds: as it is, and others to compare it with. */
  idleSeconds: number
  others: readonly number[]
  /** What a session holds while it idles. */
  memoryGb: number
  rate: ComputeRate
}

/** What an idle time-out would have done. Dollars, not rounded. */
export type Outcome = {
  idleSeconds: number
  idleDollars: number
  boots: number
  /** Dollars less than with the time-out as it is, those of starts counted; negative where it would have cost more. */
  saved: number
  /** Starts that somebody would have had to wait for besides; negative: fewer. */
  coldStarts: number
}

export type Simulation = { now: Outcome; others: Outcome[]; sessions: number; calls: number }

const BOOT_SECONDS = 7

/**
 * The sessions of a span again, with other idle time-outs, everything else being the same: calls come when they came. The maximum
 * lifetime is left out, and so is memory that platform version V2 takes back.
 */
export function simulate(sessions: readonly SessionCalls[], facts: SimulationFacts): Simulation {
  const gaps = sessions.filter(({ calls }) => calls.length > 0).map(({ calls }) => gapsOf(calls))
  const before = totalsOf(gaps, facts.idleSeconds, facts)
  const outcome = (idleSeconds: number): Outcome => {
    const { idleDollars, dollars, boots } = totalsOf(gaps, idleSeconds, facts)
    return { idleSeconds, idleDollars, boots, saved: before.dollars - dollars, coldStarts: boots - before.boots }
  }
  return {
    now: outcome(facts.idleSeconds),
    others: facts.others.filter((seconds) => seconds !== facts.idleSeconds).map(outcome),
    sessions: gaps.length,
    calls: sessions.reduce((sum, { calls }) => sum + calls.length, 0),
  }
}

/** Seconds without any call, between the first and the last. */
function gapsOf(calls: readonly CallTimes[]): number[] {
  const gaps: number[] = []
  let busyUntil = Number.POSITIVE_INFINITY

  for (const { start, end } of [...calls].sort((one, other) => one.start - other.start)) {
    if (start > busyUntil) {
      gaps.push((start - busyUntil) / 1000)
    }
    busyUntil = busyUntil === Number.POSITIVE_INFINITY ? end : Math.max(busyUntil, end)
  }
  return gaps
}

function totalsOf(all: readonly number[][], idle: number, { memoryGb, rate }: SimulationFacts) {
  const waited = (gaps: number[]) => gaps.reduce((sum, gap) => sum + Math.min(gap, idle), idle)
  const seconds = all.reduce((sum, gaps) => sum + waited(gaps), 0)
  const boots = all.reduce((sum, gaps) => sum + 1 + gaps.filter((gap) => gap > idle).length, 0)
  const memory = (memoryGb * rate.gbHour) / 3600
  const idleDollars = seconds * memory
  return { boots, idleDollars, dollars: idleDollars + boots * BOOT_SECONDS * (rate.vcpuHour / 3600 + memory) }
}
