export type ContextValues = Record<string, string | string[]>

/** What is known about a request. Keys are case-insensitive. */
export type RequestContext = {
  /** The values of a key; undefined, and remembered as missing, when the request doesn't carry it. */
  get: (key: string) => string[] | undefined
  /** Whether the key is there; asking doesn't count as needing it. */
  has: (key: string) => boolean
  /** Keys that were asked for and not there, as the policy spells them. */
  missing: Set<string>
}

export function requestContext(values: ContextValues): RequestContext {
  const byKey = new Map(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  )
  const missing = new Set<string>()

  function get(key: string): string[] | undefined {
    const found = byKey.get(key.toLowerCase())

    if (!found) {
      missing.add(key)
    }
    return found
  }
  return { get, has: (key) => byKey.has(key.toLowerCase()), missing }
}
