const queues = new Map<string, Promise<unknown>>()

/** Runs one at a time for each key, in the order of the calls, within this process. */
export async function exclusively<T>(key: string, run: () => Promise<T>): Promise<T> {
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
