import type { RecordEntry } from '@/lib/bridge/recording/record'

const HOUR_MS = 60 * 60_000

/** How far back, by its name in the address. */
export const SINCES = {
  '1h': { label: 'Last hour', ms: HOUR_MS },
  '1d': { label: 'Last day', ms: 24 * HOUR_MS },
  '7d': { label: 'Last 7 days', ms: 7 * 24 * HOUR_MS },
  '90d': { label: 'Last 90 days', ms: 90 * 24 * HOUR_MS },
} as const

export const OUTCOMES = {
  any: 'Any outcome',
  answered: 'Answered',
  failed: 'Failed or cut short',
  refused: 'Refused by the guard',
  asked: 'The guard asked',
} as const

export type CallFilter = {
  since: keyof typeof SINCES
  outcome: keyof typeof OUTCOMES
  /** As the client calls itself; empty for all. */
  client: string
  /** Somewhere in tool, method, class, session or arguments. */
  text: string
}

type Search = {
  since?: string | string[]
  outcome?: string | string[]
  client?: string | string[]
  q?: string | string[]
}

/** What an address asks for; anything unknown in it is as if it were not there. */
export function readCallFilter({ since, outcome, client, q }: Search): CallFilter {
  return {
    since: isKey(SINCES, since) ? since : '7d',
    outcome: isKey(OUTCOMES, outcome) ? outcome : 'any',
    client: typeof client === 'string' ? client.slice(0, 200) : '',
    text: typeof q === 'string' ? q.slice(0, 200) : '',
  }
}

export function fitsFilter(entry: RecordEntry, { outcome, client, text }: CallFilter): boolean {
  const { tool, method, class: kind, session, arguments: args } = entry
  const words = [tool, method, kind, session, args].filter((word) => word !== undefined).join('\n')
  return (
    (client === '' || entry.client === client) &&
    hasOutcome(entry, outcome) &&
    words.toLowerCase().includes(text.trim().toLowerCase())
  )
}

function hasOutcome({ outcome, verdict }: RecordEntry, wanted: CallFilter['outcome']): boolean {
  switch (wanted) {
    case 'any':
      return true
    case 'answered':
      return outcome === 'answered'
    case 'refused':
      return outcome === 'not sent'
    case 'asked':
      return verdict === 'asked: yes' || verdict === 'asked: no'
    case 'failed':
      return outcome !== 'answered' && outcome !== 'not sent'
  }
}

function isKey<T extends object>(table: T, key: unknown): key is keyof T {
  return typeof key === 'string' && Object.hasOwn(table, key)
}
