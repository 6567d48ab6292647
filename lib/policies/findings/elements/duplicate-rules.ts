import type { JsonNode } from '@/lib/policies/document/json-tree'
import { removeChildren } from '@/lib/policies/findings/edits'
import { membersOf } from '@/lib/policies/findings/read-view'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { JsonPath, MemberView, PolicyView } from '@/lib/policies/findings/view'

type Code = 'SLIPWAY_DUPLICATE_KEY' | 'DUPLICATE_KEYS_WITH_DIFFERENT_CASE'

/** Names that stand twice. JSON.parse would keep the last one only; IAM refuses the policy. */
export const duplicateRules: RuleFamily<Code> = {
  rules: {
    SLIPWAY_DUPLICATE_KEY: { type: 'error', about: 'A name stands twice in the same JSON object.' },
    DUPLICATE_KEYS_WITH_DIFFERENT_CASE: {
      type: 'error',
      about: 'A condition key stands twice, in different capitals.',
    },
  },
  checkPolicy(policy, say) {
    walk(policy.root, [], policy, say)
  },
  checkStatement({ conditions }, _, say) {
    const seen = new Map<string, string>()

    for (const { operatorName, key, keyNode, path } of conditions) {
      const id = `${operatorName}\n${key.toLowerCase()}`
      const first = seen.get(id)

      if (first !== undefined && first !== key) {
        const message = `${key} and ${first} are the same key: condition keys do not differ by capitals.`
        say('DUPLICATE_KEYS_WITH_DIFFERENT_CASE', { node: keyNode, path }, message)
      }
      seen.set(id, first ?? key)
    }
  },
}

function walk(node: JsonNode, path: JsonPath, policy: PolicyView, say: Say<Code>): void {
  if (node.type === 'array') {
    node.children?.forEach((child, index) => {
      walk(child, [...path, index], policy, say)
    })
    return
  }
  const members = membersOf(node, path)
  const first = new Map<string, MemberView>()

  for (const member of members) {
    const before = first.get(member.name)

    if (before) {
      sayTwice(node, before, member, policy, say)
    }
    first.set(member.name, before ?? member)
    walk(member.value, member.path, policy, say)
  }
}

/** Only a repetition of the same value can go without losing anything. */
function sayTwice(
  parent: JsonNode,
  before: MemberView,
  member: MemberView,
  { text }: PolicyView,
  say: Say<Code>,
): void {
  const source = ({ value }: MemberView) => text.slice(value.offset, value.offset + value.length)
  const edits = source(before) === source(member) ? removeChildren(parent, new Set([member.property])) : undefined
  const fixes = edits ? [{ title: 'Remove the repetition', edits }] : []
  const message = `${member.name.slice(0, 80)} stands here twice. IAM takes each name once.`
  say('SLIPWAY_DUPLICATE_KEY', { node: member.key, path: member.path }, message, fixes)
}
