import type { UsageRecord } from '@/lib/usage/records/usage-record'

/** Where a session is known from: usage logs, the record of this computer's bridge, Slipway's own tester, CloudTrail's AssumeRole events. */
export type SessionSource = 'usage' | 'record' | 'tester' | 'cloudtrail'

/**
 * `running`: something of it was seen just now. `idle`: it waits for its time-out. `ended`: that is over, or it was ended here.
 * `perhaps`: only its beginning is known, and its calls leave no sign.
 */
export type SessionState = 'running' | 'idle' | 'perhaps' | 'ended'

/** No operation of AWS lists sessions: this is derived. Times are ISO 8601. */
export type Session = {
  id: string
  state: SessionState
  sources: SessionSource[]
  clients: string[]
  /** Absent where nothing that knows of it names it. */
  endpoint?: string
  firstAt: string
  lastAt: string
  /** Through the bridge of this computer; absent where it saw none. */
  calls?: number
  /** What the usage logs say that it took; absent where they don't know it. */
  used?: { vcpuHours: number; gbHours: number }
}

/** One sign of a session, at a time in milliseconds since 1970. `isCall`: somebody called, which begins its idle time anew. */
export type Sign = {
  id: string
  source: SessionSource
  at: number
  isCall?: boolean
  client?: string
  endpoint?: string
  used?: { vcpuHours: number; gbHours: number }
}

/** In seconds. */
export type Lifetimes = { idle: number; max: number }

type Facts = Lifetimes & {
  now: number
  /** When sessions were ended from here, in milliseconds. */
  ended: ReadonlyMap<string, number>
}

/** A record comes for each second of a session, and some minutes late. */
const RUNNING_MS = 60_000
const TRAILING_MS = 5000

/** Sessions from their signs, the newest sign first. */
export function sessionsOf(signs: readonly Sign[], facts: Facts): Session[] {
  const byId = new Map<string, Sign[]>()

  for (const sign of signs) {
    const known = byId.get(sign.id)
    if (known) {
      known.push(sign)
    } else {
      byId.set(sign.id, [sign])
    }
  }
  return [...byId]
    .map(([id, own]) => sessionOf(id, own, facts))
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt) || one.id.localeCompare(other.id))
}

function sessionOf(id: string, signs: Sign[], facts: Facts): Session {
  const times = signs.map(({ at }) => at)
  const [first, last] = [times.reduce((a, b) => Math.min(a, b)), times.reduce((a, b) => Math.max(a, b))]
  const calls = signs.filter(({ isCall, source }) => isCall && source === 'record').length
  const used = signs.flatMap((sign) => sign.used ?? [])
  const endpoint = signs.find((sign) => sign.endpoint)?.endpoint
  return {
    ...{ id, state: stateOf(id, signs, { first, last }, facts) },
    sources: unique(signs.map(({ source }) => source)),
    clients: unique(signs.flatMap(({ client }) => client ?? [])),
    ...(endpoint === undefined ? {} : { endpoint }),
    firstAt: new Date(first).toISOString(),
    lastAt: new Date(last).toISOString(),
    ...(signs.some(({ source }) => source === 'record') ? { calls } : {}),
    ...(used.length > 0 ? { used: sumOf(used) } : {}),
  }
}

function stateOf(id: string, signs: Sign[], span: { first: number; last: number }, facts: Facts): SessionState {
  const { now, idle, max, ended } = facts
  const endedAt = ended.get(id)
  const called = signs.filter(({ isCall }) => isCall).map(({ at }) => at)
  const lastCall = called.length > 0 ? called.reduce((a, b) => Math.max(a, b)) : span.last

  // A call after it was ended began it anew; its last second is metered after that.
  if ((endedAt !== undefined && endedAt + TRAILING_MS >= lastCall) || now - span.first > max * 1000) {
    return 'ended'
  }
  if (now - lastCall <= RUNNING_MS) {
    return 'running'
  }
  const isMetered = signs.some(({ source, at }) => source === 'usage' && now - at <= RUNNING_MS)

  if (isMetered || now - lastCall <= idle * 1000) {
    return 'idle'
  }
  return signs.every(({ source }) => source === 'cloudtrail') ? 'perhaps' : 'ended'
}

function sumOf(all: { vcpuHours: number; gbHours: number }[]): { vcpuHours: number; gbHours: number } {
  return all.reduce((sum, one) => ({ vcpuHours: sum.vcpuHours + one.vcpuHours, gbHours: sum.gbHours + one.gbHours }), {
    vcpuHours: 0,
    gbHours: 0,
  })
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)]
}

export function signOfRecord({ sessionId, at, endpoint, vcpuHours, gbHours }: UsageRecord): Sign {
  return { id: sessionId, source: 'usage', at, endpoint, used: { vcpuHours, gbHours } }
}

/** `BedrockAgentCore-<id>` is what sessions of the execution role are called; whether the id is the session's is not proven. */
export function sessionOfRoleSession(name: string): string | undefined {
  return /^BedrockAgentCore-([\w-]{33,})$/.exec(name)?.[1]
}
