/** The account's state: one plain JSON object, a slice for each service, kept in one file that is replaced atomically. */
export type StateStore = {
  /** The slice's live object; made by `initial` the first time. Mutate it in place. JSON values only. */
  slice: <T extends object>(name: string, initial: () => T) => T
  /** Empties the account; every slice starts from its `initial` again. */
  reset: () => void
  /** Call after a mutation; the write is debounced, and flushed on exit. */
  touch: () => void
  flush: () => Promise<void>
}
