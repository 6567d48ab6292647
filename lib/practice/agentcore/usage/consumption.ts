import { endOf, type Session } from '@/lib/practice/agentcore/usage/session'

/** What a microVM takes is assumed here: nothing is measured. The times are those of the real session. */
export const ASSUMED = {
  /** AWS charges the boot to the session: about 7 s at about 1 vCPU, however short the practice account's own start is. */
  bootMs: 7000,
  bootVcpu: 1,
  /** While a call is answered; most of that time the server waits for AWS, which is free. */
  workVcpu: 0.35,
  idleVcpu: 0,
  /** The server after its start, and what each further call adds to the peak, up to a limit. */
  bootGb: 0.3,
  callGb: 0.004,
  peakGb: 0.5,
  /** AWS bills no less memory, and no shorter session. */
  leastGb: 0.128,
  leastMs: 1000,
  /** V2 gives back the memory of a session that was idle for so long; V1 keeps the peak to the end. */
  reclaimMs: 120_000,
} as const

export type Phase = 'boot' | 'work' | 'idle'

/** A time in which nothing changes. */
export type Stretch = { from: number; to: number; phase: Phase; vcpu: number; gb: number }

const HOUR_MS = 3_600_000

/** What a session takes, up to `until`: stretches without gaps, in order. Whole seconds, as they are billed. */
export function stretchesOf(session: Session, until = Number.POSITIVE_INFINITY): Stretch[] {
  const { startedAt } = session
  const length = Math.max(endOf(session).at - startedAt, ASSUMED.leastMs)
  const end = Math.min(startedAt + Math.ceil(length / 1000) * 1000, until)
  const changes = changesOf(session).filter(({ at }) => at < end)
  const stretches: Stretch[] = []
  let level: Level = { running: 0, gb: ASSUMED.bootGb }

  for (const [index, change] of changes.entries()) {
    level = change.apply(level, session.platform)
    const to = Math.min(changes[index + 1]?.at ?? end, end)

    if (to > change.at) {
      const isBoot = change.at < startedAt + ASSUMED.bootMs
      const phase = isBoot ? 'boot' : level.running > 0 ? 'work' : 'idle'
      stretches.push({ from: change.at, to, phase, vcpu: VCPU[phase], gb: level.gb })
    }
  }
  return stretches
}

const VCPU: Readonly<Record<Phase, number>> = {
  boot: ASSUMED.bootVcpu,
  work: ASSUMED.workVcpu,
  idle: ASSUMED.idleVcpu,
}

type Level = { running: number; gb: number; idleSince?: number }
type Change = { at: number; apply: (level: Level, platform: Session['platform']) => Level }

function changesOf({ startedAt, invocations }: Session): Change[] {
  const moments: Change[] = [
    { at: startedAt, apply: (level) => ({ ...level, idleSince: startedAt }) },
    { at: startedAt + ASSUMED.bootMs, apply: (level) => level },
    reclaimAt(startedAt),
  ]

  for (const { startedAt: from, endedAt } of invocations) {
    moments.push({ at: Math.max(from, startedAt), apply: begin }, { at: endedAt, apply: finish(endedAt) })
    moments.push(reclaimAt(endedAt))
  }
  return moments.sort((one, other) => one.at - other.at)
}

function begin({ running, gb }: Level): Level {
  // What was given back has to be taken again.
  const before = Math.max(gb, ASSUMED.bootGb)
  return { running: running + 1, gb: Math.max(before, Math.min(before + ASSUMED.callGb, ASSUMED.peakGb)) }
}

function finish(at: number): Change['apply'] {
  return ({ running, gb }) => ({ running: running - 1, gb, ...(running === 1 ? { idleSince: at } : {}) })
}

/** Of use only if the session has been idle since `idleSince`. */
function reclaimAt(idleSince: number): Change {
  return {
    at: idleSince + ASSUMED.reclaimMs,
    apply: (level, platform) =>
      platform === 'V2' && level.running === 0 && level.idleSince === idleSince
        ? { ...level, gb: ASSUMED.leastGb }
        : level,
  }
}

type Consumption = { vcpuHours: number; gbHours: number }

/** `ms`: how much of it the session was there. */
export type Slot = Consumption & { at: number; ms: number }

/**
 * The stretches cut into slots of `stepMs`, of which each begins at a whole number of them; slots without a session are left out.
 * Whatever the step, they add up to the same.
 */
export function slotsOf(stretches: readonly Stretch[], stepMs: number): Slot[] {
  const slots: Slot[] = []

  for (const { from, to, vcpu, gb } of stretches) {
    for (let at = Math.floor(from / stepMs) * stepMs; at < to; at += stepMs) {
      const ms = Math.min(to, at + stepMs) - Math.max(from, at)
      const last = slots.at(-1)
      const slot = last?.at === at ? last : { at, ms: 0, vcpuHours: 0, gbHours: 0 }
      slot.ms += ms
      slot.vcpuHours += (vcpu * ms) / HOUR_MS
      slot.gbHours += (gb * ms) / HOUR_MS

      if (slot !== last) {
        slots.push(slot)
      }
    }
  }
  return slots
}
