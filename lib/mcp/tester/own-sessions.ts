import 'server-only'

const MAX_KEPT = 500
const MAX_RUNTIMES = 200

/** When something last happened to sessions of a runtime, by their ids; times in milliseconds. */
type Moments = Map<string, number>
type Kept = { called: Map<string, Moments>; ended: Map<string, Moments> }

// Pages, routes and actions have their own copies of a module. What is here can be lost: a session then ends by its time-out.
const holder = globalThis as typeof globalThis & { slipwayOwnSessions?: Kept }
holder.slipwayOwnSessions ??= { called: new Map(), ended: new Map() }
const kept = holder.slipwayOwnSessions

/** AWS tells of no session that it has ended, so what was ended from here is remembered. */
export function rememberEnded(connection: string, runtimeArn: string, session: string, at: number): void {
  remember(kept.ended, `${connection} ${runtimeArn}`, session, at)
}

/** A session that was called from here: a stop must know of it, and CloudTrail does so minutes later. */
export function rememberCalled(connection: string, runtimeArn: string, session: string, at: number): void {
  remember(kept.called, `${connection} ${runtimeArn}`, session, at)
}

export function endedSessions(connection: string, runtimeArn: string): ReadonlyMap<string, number> {
  return kept.ended.get(`${connection} ${runtimeArn}`) ?? new Map()
}

export function calledSessions(connection: string, runtimeArn: string): ReadonlyMap<string, number> {
  return kept.called.get(`${connection} ${runtimeArn}`) ?? new Map()
}

function remember(all: Map<string, Moments>, key: string, session: string, at: number): void {
  const own = all.get(key) ?? new Map<string, number>()
  all.delete(key)
  own.delete(session)
  own.set(session, at)
  all.set(key, own)
  dropOldest(own, MAX_KEPT)
  dropOldest(all, MAX_RUNTIMES)
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys()

  if (map.size > most && oldest !== undefined) {
    map.delete(oldest)
  }
}
