// On the global object: each route's bundle may have its own copy of this module, and there must be one queue for all.
const holder = globalThis as typeof globalThis & { slipwayQueues?: Map<string, Promise<unknown>> }

/** Runs one at a time for each key, in the order of the calls, within this process. */
export async function exclusively<T>(key: string, run: () => Promise<T>): Promise<T> {
  holder.slipwayQueues ??= new Map()
  const queues = holder.slipwayQueues
  const before = queues.get(key) ?? Promise.resolve()
  const mine = before.then(run, run)
  const settled = mine.catch(() => undefined)
  queues.set(key, settled)

  try {
    return await mine
  } finally {
    if (queues.get(key) === settled) {
      queues.delete(key)
    }
  }
}
