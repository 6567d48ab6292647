import type { Entry } from '@/lib/activity/model'

/** Where an entry stands, by its id or that of any of its parts: until CloudTrail has an event, the line's id is the entry's. */
export function indexOfEntry(entries: readonly Entry[], id: string): number {
  const exact = entries.findIndex((entry) => entry.id === id)
  return exact >= 0 ? exact : entries.findIndex(({ links }) => Object.values(links).some(({ ids }) => ids.includes(id)))
}

/** Some entries around an index. */
export function around(entries: readonly Entry[], index: number, count: number): { from: number; rows: Entry[] } {
  const from = Math.max(0, Math.min(index - Math.floor(count / 2), entries.length - count))
  return { from, rows: entries.slice(from, from + count) }
}
