import type { Invocation, Outcome, Session } from '@/lib/practice/agentcore/usage/session'
import type { StateStore } from '@/lib/practice/wire/state'

const JOURNAL = 'runtime-usage'
const KEPT_ENTRIES = 50_000
export const KEPT_MS = 63 * 86_400_000

type Boot = Omit<Session, 'invocations' | 'ended' | 'region' | 'runtimeId'>

/** One line of the journal; its part is the runtime. A refused request has no session. */
type Entry =
  | { kind: 'boot'; boot: Boot }
  | { kind: 'call'; sessionId: string; invocation: Invocation }
  | { kind: 'refused'; refused: RefusedRequest }
  | { kind: 'end'; sessionId: string; ended: NonNullable<Session['ended']> }

/** A request that reached no session. */
export type RefusedRequest = Invocation & { runtimeName: string; endpointName: string }

export type RuntimePlace = Pick<Session, 'region' | 'runtimeId'>
type SessionPlace = RuntimePlace & Pick<Session, 'sessionId'>

export function noteBoot(state: StateStore, { region, runtimeId, ...boot }: Omit<Session, 'invocations'>): void {
  const journal = state.journal(JOURNAL)

  for (const part of journal.parts()) {
    journal.drop(part, boot.startedAt - KEPT_MS)
  }
  append(state, { region, runtimeId }, boot.startedAt, { kind: 'boot', boot })
}

export function noteEnd(state: StateStore, place: SessionPlace, ended: NonNullable<Session['ended']>): void {
  append(state, place, ended.at, { kind: 'end', sessionId: place.sessionId, ended })
}

export function noteRefused(state: StateStore, place: RuntimePlace, refused: RefusedRequest): void {
  append(state, place, refused.endedAt, { kind: 'refused', refused })
}

/** Starts of what is being answered: until it is, nobody knows whether that time was work. */
const running = new WeakMap<StateStore, Set<{ startedAt: number }>>()

/** Performs one invocation of a session and notes how it went. */
export async function noted<T>(
  state: StateStore,
  place: SessionPlace,
  now: () => number,
  perform: () => Promise<T>,
  outcomeOf: (error: unknown) => Outcome,
): Promise<T> {
  const begun = { startedAt: now() }
  const all = running.get(state) ?? new Set()
  running.set(state, all.add(begun))
  let outcome: Outcome = 'ok'

  try {
    return await perform()
  } catch (error) {
    outcome = outcomeOf(error)
    throw error
  } finally {
    all.delete(begun)
    const endedAt = now()
    const invocation = { ...begun, endedAt, outcome }
    append(state, place, endedAt, { kind: 'call', sessionId: place.sessionId, invocation })
  }
}

/** Up to when all is known. */
export function settledUntil(state: StateStore, now: number): number {
  return [...(running.get(state) ?? [])].reduce((earliest, { startedAt }) => Math.min(earliest, startedAt), now)
}

export type RuntimeUsage = RuntimePlace & { sessions: Session[]; refused: RefusedRequest[] }

/** What is known of the runtimes of a region, or of one of them. */
export function usageOf(state: StateStore, region: string, runtimeId?: string): RuntimeUsage[] {
  return state
    .journal(JOURNAL)
    .parts()
    .filter((part) => (runtimeId === undefined ? part.startsWith(`${region} `) : part === `${region} ${runtimeId}`))
    .map((part) => readRuntime(state, { region, runtimeId: part.slice(region.length + 1) }))
}

/** The same of the whole account, in all regions. */
export function usageOfAccount(state: StateStore): RuntimeUsage[] {
  return state
    .journal(JOURNAL)
    .parts()
    .flatMap((part) => {
      const [region = '', runtimeId = ''] = part.split(' ')
      return readRuntime(state, { region, runtimeId })
    })
}

function readRuntime(state: StateStore, place: RuntimePlace): RuntimeUsage {
  const sessions = new Map<string, Session>()
  const usage: RuntimeUsage = { ...place, sessions: [], refused: [] }

  for (const value of state.journal(JOURNAL).entries(partOf(place))) {
    const entry = value as Entry

    if (entry.kind === 'boot') {
      const session = { ...place, ...entry.boot, invocations: [] }
      sessions.set(session.sessionId, session)
      usage.sessions.push(session)
    } else if (entry.kind === 'refused') {
      usage.refused.push(entry.refused)
    } else if (entry.kind === 'call') {
      sessions.get(entry.sessionId)?.invocations.push(entry.invocation)
    } else {
      const session = sessions.get(entry.sessionId)

      if (session) {
        session.ended = entry.ended
      }
    }
  }
  return usage
}

function append(state: StateStore, place: RuntimePlace, mark: number, entry: Entry): void {
  const journal = state.journal(JOURNAL)
  journal.append(partOf(place), mark, entry)
  journal.keepNewest(KEPT_ENTRIES)
}

function partOf({ region, runtimeId }: RuntimePlace): string {
  return `${region} ${runtimeId}`
}
