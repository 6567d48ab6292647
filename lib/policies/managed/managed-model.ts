import type { AccessLevel } from '@/lib/policies/catalogue/catalogue-model'

/** In the order of their bits in the table, and of their weight. */
export const LEVELS = ['list', 'read', 'tagging', 'write', 'permissions'] as const satisfies readonly AccessLevel[]

/** Bits of the table. `unread`: its document is in no form that the catalogue can judge. */
export const FLAGS = { denies: 1, everyResource: 2, unread: 4, retired: 8 } as const

/** Whom a policy is made for: people and programs, a role that a service assumes, or a service alone (nobody else can attach it). */
export type ManagedUse = 'any' | 'service-role' | 'service-linked' | 'root-task'

/** What one of AWS's own policies, or one of an account, allows at a glance. */
export type ManagedGlance = {
  name: string
  /** Of the partition of the connection. */
  arn: string
  use: ManagedUse
  /** False: IAM refuses to attach it to a role. */
  isAttachable: boolean
  /** Highest last; empty where nothing is allowed or nothing known. */
  levels: AccessLevel[]
  /** How many services; `all` for `*`; null where its text isn't known. */
  services: number | 'all' | null
  /** Names of the first services, for people. */
  examples: string[]
  denies: boolean
  everyResource: boolean
  /** AWS no longer offers it. */
  isRetired: boolean
  /** One of the account's own. */
  isOwn: boolean
}
