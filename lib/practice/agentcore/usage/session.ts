/** How a request to a runtime ended, as the metrics tell it. A tool's own failure is a success of the platform. */
export type Outcome = 'ok' | 'user-error' | 'system-error' | 'throttled'

export type Invocation = { startedAt: number; endedAt: number; outcome: Outcome }

type EndReason = 'stopped' | 'deleted' | 'account-closed' | 'idle' | 'lifetime'

/** One session of a runtime, from the boot of its microVM. Times are milliseconds since the epoch. */
export type Session = {
  region: string
  runtimeId: string
  runtimeName: string
  endpointName: string
  sessionId: string
  platform: 'V1' | 'V2'
  startedAt: number
  idleMs: number
  lifetimeMs: number
  /** In the order of their ends. */
  invocations: Invocation[]
  /** By a call, or with the practice account: a time-out needs no note. */
  ended?: { at: number; why: 'stopped' | 'deleted' | 'account-closed' }
}

/** When a session ends unless something comes in between, and why. The time after its last activity is the idle tail. */
export function endOf(session: Session): { at: number; why: EndReason } {
  const { startedAt, idleMs, lifetimeMs, invocations, ended } = session
  const lastActive = invocations.reduce((latest, { endedAt }) => Math.max(latest, endedAt), startedAt)
  const idle = { at: lastActive + idleMs, why: 'idle' as const }
  const lifetime = { at: startedAt + lifetimeMs, why: 'lifetime' as const }
  const bySelf = idle.at < lifetime.at ? idle : lifetime
  return ended && ended.at < bySelf.at ? ended : bySelf
}
