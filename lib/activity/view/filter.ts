import type { Entry } from '@/lib/activity/model'

export type ActivityFilter = {
  /** Milliseconds since 1970. */
  since?: number
  until?: number
  session?: string
  service?: string
  access?: 'read' | 'write'
  refused?: true
  client?: string
  text?: string
}

export function filtered(entries: readonly Entry[], filter: ActivityFilter): Entry[] {
  return entries.filter((entry) => fits(entry, filter))
}

function fits(
  entry: Entry,
  { since, until, session, service, access, refused, client, text }: ActivityFilter,
): boolean {
  const at = Date.parse(entry.at)
  return (
    (since === undefined || at >= since) &&
    (until === undefined || at <= until) &&
    (session === undefined || entry.session === session) &&
    (service === undefined || entry.service === service) &&
    (access === undefined || entry.access === access) &&
    (refused === undefined || entry.outcome === 'refused') &&
    (client === undefined || entry.client === client) &&
    (text === undefined || wordsOf(entry).includes(text.toLowerCase()))
  )
}

function wordsOf({ what, service, operation, resource, region, session, client, code, text }: Entry): string {
  return [what, `${service}:${operation}`, resource, region, session, client, code, text]
    .filter((word) => word !== undefined)
    .join('\n')
    .toLowerCase()
}

const LONGEST = 200
const TEXTS = ['session', 'service', 'client', 'text'] as const

/** As an address has it; what is unset is left out. */
export function writeFilter(filter: ActivityFilter): URLSearchParams {
  const search = new URLSearchParams()

  for (const name of ['since', 'until'] as const) {
    const at = filter[name]
    at === undefined ? undefined : search.set(name, new Date(at).toISOString())
  }
  for (const name of TEXTS) {
    const value = filter[name]
    value === undefined ? undefined : search.set(name, value)
  }
  if (filter.access !== undefined) {
    search.set('access', filter.access)
  }
  if (filter.refused) {
    search.set('refused', '1')
  }
  return search
}

/** What an address asks for; anything in it that is no filter is as if it were not there. */
export function readFilter(search: URLSearchParams): ActivityFilter {
  const access = search.get('access')
  const found: ActivityFilter = {}

  for (const name of ['since', 'until'] as const) {
    const at = momentOf(search.get(name))
    Object.assign(found, at === undefined ? {} : { [name]: at })
  }
  for (const name of TEXTS) {
    const value = search.get(name)?.slice(0, LONGEST)
    Object.assign(found, value ? { [name]: value } : {})
  }
  return {
    ...found,
    ...(access === 'read' || access === 'write' ? { access } : {}),
    ...(search.get('refused') === '1' ? { refused: true } : {}),
  }
}

function momentOf(text: string | null): number | undefined {
  const at = text !== null && /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : at
}
