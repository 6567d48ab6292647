import { Labelled } from '@/lib/practice/state/labels'
import type { StateStore } from '@/lib/practice/wire/state'

export type RolePolicies = {
  /** Policy text by name. */
  inline: Record<string, string>
  /** ARNs, in the order of their attachment. */
  attached: string[]
  boundary: string | null
}

/** Times are milliseconds since the epoch. */
export type StoredRole = {
  name: string
  id: string
  path: string
  description?: string | undefined
  maxSessionSeconds: number
  createdAt: number
  trust: string
  tags: Record<string, string>
  policies: RolePolicies
  lastUsed?: { at: number; region: string }
  /** What the other services still see until the change has propagated; null: no role at all. */
  trustChange: { at: number; previous: string | null }
  policyChange: { at: number; previous: RolePolicies }
}

export type StoredPolicy = {
  name: string
  id: string
  path: string
  arn: string
  description?: string | undefined
  createdAt: number
  updatedAt: number
  tags: Record<string, string>
  versions: { id: string; text: string; createdAt: number }[]
  defaultVersion: string
  /** Version numbers are never used twice. */
  nextVersion: number
  /** One of AWS's own whose text this account hasn't. */
  isWithoutText?: true
}

export type IamStore = {
  /** By lower-case name: role names differ by more than their case. */
  roles: Record<string, StoredRole>
  /** By ARN. */
  policies: Record<string, StoredPolicy>
  /** The account's name in addresses of its sign-in. */
  alias?: string
}

export function iamStore(state: StateStore): IamStore {
  return state.slice<IamStore>('iam', () => ({ roles: {}, policies: {} }))
}

export function findRole(state: StateStore, name: string): StoredRole | undefined {
  const { roles } = iamStore(state)
  const key = name.toLowerCase()
  return Object.hasOwn(roles, key) ? roles[key] : undefined
}

const roleNames = new Labelled<StoredRole>(({ name }) => [name])

/** In their order, with what finds each of them. */
export function rolesInOrder(state: StateStore): {
  names: readonly string[]
  role: (name: string) => StoredRole | undefined
} {
  return { names: roleNames.in(iamStore(state).roles).all(), role: (name) => findRole(state, name) }
}

const policyNames = new Labelled<StoredPolicy>(({ name }) => [name.toLowerCase()])

export function hasPolicyNamed(state: StateStore, name: string): boolean {
  return policyNames.in(iamStore(state).policies).count(name.toLowerCase()) > 0
}

/** How a role uses a managed policy; `former`: until its last change has propagated. */
type Use = 'attached' | 'boundary' | 'former'

const uses = new Labelled<StoredRole>(({ policies, policyChange: { previous } }) => [
  ...policies.attached.map((arn) => `attached ${arn}`),
  ...(policies.boundary === null ? [] : [`boundary ${policies.boundary}`]),
  ...[...previous.attached, ...(previous.boundary === null ? [] : [previous.boundary])].map((arn) => `former ${arn}`),
])

/** How many roles use a policy. */
export function usesOf(state: StateStore, use: Use, arn: string): number {
  return uses.in(iamStore(state).roles).count(`${use} ${arn}`)
}

/** The ARNs of all policies that roles use, in whatever way. */
export function policiesInUse(state: StateStore): Set<string> {
  return new Set(
    uses
      .in(iamStore(state).roles)
      .all()
      .map((label) => label.slice(label.indexOf(' ') + 1)),
  )
}

export function findPolicy(state: StateStore, arn: string): StoredPolicy | undefined {
  const { policies } = iamStore(state)
  return Object.hasOwn(policies, arn) ? policies[arn] : undefined
}
