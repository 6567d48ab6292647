import 'server-only'

const MAX_KEPT = 500

// Pages and actions have their own copies of a module. What is here can be lost: a session then ends by its time-out.
const holder = globalThis as typeof globalThis & { slipwayEndedSessions?: Map<string, Map<string, number>> }
holder.slipwayEndedSessions ??= new Map()
const kept = holder.slipwayEndedSessions

/** AWS tells of no session that it has ended, so what was ended from here is remembered. `at` in milliseconds. */
export function rememberEnded(connection: string, runtimeArn: string, session: string, at: number): void {
  const key = `${connection} ${runtimeArn}`
  const own = kept.get(key) ?? new Map<string, number>()
  own.set(session, at)
  kept.set(key, own)
  const [oldest] = own.keys()

  if (own.size > MAX_KEPT && oldest !== undefined) {
    own.delete(oldest)
  }
}

/** When sessions of a runtime were ended from here, by their ids. */
export function endedSessions(connection: string, runtimeArn: string): ReadonlyMap<string, number> {
  return kept.get(`${connection} ${runtimeArn}`) ?? new Map()
}
