import 'server-only'
import { serviceNames } from '@/lib/policies/catalogue/catalogue'
import type { ManagedGlance } from '@/lib/policies/managed/managed-model'
import { type ManagedRow, managedRows } from '@/lib/policies/managed/managed-table'
import { type Searchable, searchPolicies } from '@/lib/policies/managed/search'

/** `more`: how many fit besides. */
export type ManagedFound = { policies: ManagedGlance[]; more: number }

type Entry = Searchable & { row: ManagedRow; names: string[] }

let entries: Promise<Entry[]> | undefined

/** The best fifty of AWS's own policies for the words, with what each allows. Without words: those to begin with. */
export async function findManaged(question: string, partition: string): Promise<ManagedFound> {
  entries ??= readEntries()
  const found = searchPolicies(question, await entries)
  const shown = question.trim() === '' ? found.filter(({ rank }) => rank === 0) : found.slice(0, SHOWN)
  return { policies: shown.map((entry) => glanceOf(entry, partition)), more: found.length - shown.length }
}

async function readEntries(): Promise<Entry[]> {
  const rows = managedRows()
  const prefixes = new Set(rows.flatMap(({ services }) => (Array.isArray(services) ? services : [])))
  const names = await serviceNames([...prefixes])

  return rows.map((row) => {
    const known = Array.isArray(row.services) ? row.services : []
    const own = known.map((prefix) => names.get(prefix) ?? prefix)
    // A policy of hundreds of services is about none of them.
    const services = known.length > MANY ? [] : [...known, ...own.flatMap((name) => name.toLowerCase().split(/\W+/))]
    return { row, names: own, name: row.name, services, levels: row.levels, rank: rankOf(row) }
  })
}

/** What a person may want on an execution role first; what can't be attached last. */
function rankOf({ name, use, isRetired }: ManagedRow): number {
  if (isRetired || !ATTACHABLE.has(use)) {
    return 3
  }
  return BEGINNINGS.includes(name) ? 0 : use === 'any' ? 1 : 2
}

function glanceOf({ row, names }: Entry, partition: string): ManagedGlance {
  const { name, path, use, levels, services, denies, everyResource, isRetired } = row
  return {
    name,
    arn: `arn:${partition}:iam::aws:policy${path}${name}`,
    use,
    isAttachable: ATTACHABLE.has(use) && !isRetired,
    levels,
    services: Array.isArray(services) ? services.length : services,
    examples: names.slice(0, EXAMPLES),
    denies,
    everyResource,
    isRetired,
    isOwn: false,
  }
}

const ATTACHABLE: ReadonlySet<string> = new Set(['any', 'service-role'])
const BEGINNINGS = ['ReadOnlyAccess', 'ViewOnlyAccess', 'SecurityAudit']
const SHOWN = 50
const MANY = 40
const EXAMPLES = 3
