/** One kind of thing as the palette offers it. `more`: how many are not sent; `failure`: why the kind can't be read. */
export type Listed<T> = { items: T[]; more: number; failure?: string }

export type ServerItem = { id: string; name: string }
type NamedItem = { name: string }
type ClientItem = { id: string; name: string }
type ConnectionItem = { source: string; label: string; region: string; isCurrent: boolean }

/** All that the palette finds by name: ids and names only. */
export type Resources = {
  servers: Listed<ServerItem>
  roles: Listed<NamedItem>
  logGroups: Listed<NamedItem>
  clients: Listed<ClientItem>
  connections: Listed<ConnectionItem>
}

/** The most of a kind that is sent at once. */
export const MOST_SENT = 1000

/** The first so many of a kind; with `typed`, those that a word of it is part of. */
export function capped<T>(all: readonly T[], nameOf: (item: T) => string, typed = ''): Listed<T> {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word.length > 1)
  const named = words.length === 0 ? all : all.filter((item) => hasAny(nameOf(item).toLowerCase(), words))
  return { items: named.slice(0, MOST_SENT), more: Math.max(0, named.length - MOST_SENT) }
}

function hasAny(name: string, words: string[]): boolean {
  return words.some((word) => name.includes(word))
}
