import 'server-only'
import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'
import TABLE from '@/lib/policies/managed/aws-policies.json' with { type: 'json' }
import { FLAGS, LEVELS, type ManagedUse } from '@/lib/policies/managed/managed-model'

/** A row of the table: what one of AWS's own policies allows, without its text. `path` begins and ends with a slash. */
export type ManagedRow = {
  name: string
  path: string
  use: ManagedUse
  levels: AccessLevel[]
  /** Prefixes of the services; `all` for `*`, null where it isn't known. */
  services: string[] | 'all' | null
  denies: boolean
  everyResource: boolean
  isRetired: boolean
}

const USES: Record<string, ManagedUse> = {
  '/service-role/': 'service-role',
  '/aws-service-role/': 'service-linked',
  '/root-task/': 'root-task',
}

let rows: ManagedRow[] | undefined

/** All names of AWS's managed policies; read once. */
export function managedRows(): ManagedRow[] {
  rows ??= TABLE.policies.map(toRow)
  return rows
}

function toRow(line: string): ManagedRow {
  const [name = '', path = '/', levels = '0', flagText = '0', services = ''] = line.split('|')
  const flags = Number(flagText)
  const isUnknown = (flags & (FLAGS.unread | FLAGS.retired)) > 0

  return {
    name,
    path,
    use: USES[path] ?? 'any',
    levels: LEVELS.filter((_, bit) => Number(levels) & (1 << bit)),
    services: isUnknown ? null : services === '*' ? 'all' : prefixes(services),
    denies: (flags & FLAGS.denies) > 0,
    everyResource: (flags & FLAGS.everyResource) > 0,
    isRetired: (flags & FLAGS.retired) > 0,
  }
}

function prefixes(list: string): string[] {
  return list === '' ? [] : list.split('.').flatMap((index) => TABLE.services[Number.parseInt(index, 36)] ?? [])
}
