import { createHash } from 'node:crypto'
import type { PolicyItem, Replacement } from '@/lib/right-size/change/model'
import type { Fit } from '@/lib/right-size/fit'
import type { RoleDetail } from '@/lib/roles/model'

/** What of a proposal changes anything. */
export function replacementsOf(placed: Fit['placed']): Replacement[] {
  return placed.flatMap(({ from, fromArn, name, as, text }) =>
    as === 'as-it-is' ? [] : [{ from, fromArn, name, as, text }],
  )
}

/** Each policy on either side. Null: one of those to be replaced isn't there, or a new one would take another's name. */
export function itemsOf(replacements: readonly Replacement[], role: RoleDetail): PolicyItem[] | null {
  const inline = new Map(role.inlinePolicies.map(({ name, document }) => [name, document]))
  const attached = new Set(role.attachedPolicies.map(({ arn }) => arn))
  const [, partition, , , account] = role.arn.split(':')
  const items = new Map<string, PolicyItem>()

  for (const { from, fromArn, name, as, text } of replacements) {
    if (fromArn === null ? !inline.has(from) : !attached.has(fromArn)) {
      return null
    }
    if (fromArn !== null) {
      items.set(fromArn, { kind: 'attached', arn: fromArn, from, before: true, after: false })
    } else if (!items.has(from)) {
      items.set(from, { kind: 'inline', name: from, from, before: inline.get(from) ?? null, after: null })
    }
    if (as === 'inline') {
      if (name !== from && (inline.has(name) || items.has(name))) {
        return null
      }
      items.set(name, { kind: 'inline', name, from, before: inline.get(name) ?? null, after: text })
    }
    if (as === 'managed-copy') {
      const arn = `arn:${partition}:iam::${account}:policy/${name}`

      if (items.has(arn)) {
        return null
      }
      items.set(arn, { kind: 'attached', arn, from, before: attached.has(arn), after: true, copy: text })
    }
  }
  return [...items.values()]
}

/** Stands for all that a role's policies say, so that a proposal is for what was looked at. */
export function seenOf({ inlinePolicies, attachedPolicies }: RoleDetail): string {
  const told = [
    inlinePolicies.map(({ name, document }) => [name, document]).toSorted(),
    attachedPolicies.map(({ arn, document }) => [arn, document]).toSorted(),
  ]
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}
