import { type Entry, GROUPS, type Group } from '@/components/command-menu/entries'

/** `more`: how many of the group are found and not shown. */
export type Found = { group: Group; entries: Entry[]; more: number }

/** A group takes no more rows than that: whoever looks for one thing types on. */
const MOST_IN_GROUP = 6
const MOST_RECENT = 4

/** What fits what was typed, by group: the group with the best fit first. Nothing typed: the likely ones. */
export function find(entries: readonly Entry[], typed: string, recent: readonly string[] = []): Found[] {
  const words = wordsOf(typed)
  return words.length === 0 ? likely(entries, recent) : fitting(entries, typed.trim().toLowerCase(), words)
}

function likely(entries: readonly Entry[], recent: readonly string[]): Found[] {
  const again = recent.flatMap((key) => entries.find((entry) => entry.key === key) ?? []).slice(0, MOST_RECENT)
  const others = entries.filter((entry) => entry.isLikely && !again.includes(entry))
  return [
    { group: 'Recent' as const, entries: again, more: 0 },
    ...GROUPS.map((group) => ({ group, entries: others.filter((entry) => entry.group === group), more: 0 })),
  ].filter((found) => found.entries.length > 0)
}

function fitting(entries: readonly Entry[], typed: string, words: string[]): Found[] {
  const ranked = entries
    .flatMap((entry) => {
      const rank = rankOf(entry, typed, words)
      return rank === undefined ? [] : [{ entry, rank }]
    })
    .sort((one, other) => one.rank - other.rank)
  const groups = new Map<Group, Entry[]>()

  for (const { entry } of ranked) {
    const group = groups.get(entry.group) ?? []
    group.push(entry)
    groups.set(entry.group, group)
  }
  return [...groups].map(([group, all]) => ({
    group,
    entries: all.slice(0, MOST_IN_GROUP),
    more: Math.max(0, all.length - MOST_IN_GROUP),
  }))
}

/** Lower is better: how well it fits, then its group, where pages stand before actions. Undefined: it doesn't fit. */
function rankOf(entry: Entry, typed: string, words: string[]): number | undefined {
  const fit = fitOf(entry, typed, words)
  return fit === undefined
    ? undefined
    : fit * GROUPS.length * 2 + GROUPS.indexOf(entry.group) * 2 + (entry.verb ? 1 : 0)
}

function fitOf(entry: Entry, typed: string, words: string[]): number | undefined {
  const { name, parts, others, asking } = spelled(entry)

  if (asking && !words.some((word) => startsOne(asking, word))) {
    return undefined
  }
  if (name === typed) {
    return 0
  }
  if (name.startsWith(typed)) {
    return 1
  }
  if (words.every((word) => startsOne(parts, word))) {
    return 2
  }
  if (words.every((word) => name.includes(word))) {
    return 3
  }
  return words.every((word) => name.includes(word) || startsOne(others, word)) ? 4 : undefined
}

type Spelled = { name: string; parts: string[]; others: string[]; asking?: string[] }

// Thousands of entries are weighed at every key.
const spellings = new WeakMap<Entry, Spelled>()

function spelled(entry: Entry): Spelled {
  const known = spellings.get(entry)

  if (known) {
    return known
  }
  const { label, keywords, verb } = entry
  const others = wordsOf(keywords)
  const spelling = {
    name: label.toLowerCase(),
    parts: wordsOf(label),
    others,
    ...(verb === undefined ? {} : { asking: [...wordsOf(verb), ...others] }),
  }
  spellings.set(entry, spelling)
  return spelling
}

function startsOne(parts: string[], word: string): boolean {
  return parts.some((part) => part.startsWith(word))
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}
