import { addStatement } from '@/lib/policies/document/add-statement'
import type { PolicyStatement } from '@/lib/policies/document/model'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import type { InlinePolicy } from '@/lib/roles/model'

/** One way to give the role the statement. `before` is IAM's text, null for a policy that is not there yet. */
export type PolicyChange = { name: string; before: string | null; after: string }

const OWN_POLICY = 'AddedPermissions'

/**
 * The policies that can take the statement, the best first: the one that such additions go to, others, the base permissions
 * last. None when a policy of the role says it already.
 */
export function policyChanges(policies: InlinePolicy[], statement: PolicyStatement): PolicyChange[] {
  const changes = policies.map(({ name, document }) => ({
    name,
    before: document,
    after: withStatement(document, statement),
  }))

  if (changes.some(({ before, after }) => before === after && isPolicy(before))) {
    return []
  }
  const fresh = { name: OWN_POLICY, before: null, after: withStatement('', statement) }
  const all = policies.some(({ name }) => name === OWN_POLICY) ? changes : [...changes, fresh]
  return all.filter(({ before, after }) => before !== after).sort((one, other) => rank(one) - rank(other))
}

function rank({ name }: PolicyChange): number {
  return name === OWN_POLICY ? 0 : name === BASE_POLICY_NAME ? 2 : 1
}

function withStatement(text: string, statement: PolicyStatement): string {
  return addStatement(text, statement)
    .toSorted((one, other) => other.offset - one.offset)
    .reduce(
      (before, { offset, length, text: insert }) => before.slice(0, offset) + insert + before.slice(offset + length),
      text,
    )
}

function isPolicy(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
