import type { Catalogue } from '@/lib/policies/catalogue/catalogue-model'
import type { JsonNode } from '@/lib/policies/document/json-tree'
import type { PolicyKind } from '@/lib/policies/document/model'
import { positions } from '@/lib/policies/document/problems'
import { readText, TEXT_RULES } from '@/lib/policies/findings/elements/text-rules'
import type { Finding, QuickFix } from '@/lib/policies/findings/model'
import { membersOf, readStatements } from '@/lib/policies/findings/read-view'
import type { Place, RuleFamily } from '@/lib/policies/findings/rule'
import { RULE_FAMILIES } from '@/lib/policies/findings/rules'
import type { PolicyAccount, PolicyView } from '@/lib/policies/findings/view'

export type CheckOptions = { kind: PolicyKind; catalogue: Catalogue; account?: PolicyAccount }

/**
 * Everything to be said about a policy's text, in the order of the text; never throws. Rules that need a service which the
 * catalogue has not loaded say nothing about it. A text that is not JSON has only findings of its syntax.
 */
export function checkPolicy(text: string, options: CheckOptions): Finding[] {
  const findings: Finding[] = []
  const positionOf = positions(text)

  function sayFor({ rules }: Pick<RuleFamily, 'rules'>) {
    return (code: string, { node, path }: Place, message: string, fixes: QuickFix[] = []) => {
      const { offset, length } = node
      const type = rules[code]?.type ?? 'error'
      const saidBy: Finding['saidBy'] = ['slipway']
      findings.push({ type, code, message, path, offset, length, ...positionOf(offset), fixes, saidBy })
    }
  }
  const root = readText(text, sayFor({ rules: TEXT_RULES }))

  if (root) {
    const policy = viewOf(text, root, options)

    for (const family of RULE_FAMILIES) {
      runFamily(family, policy, sayFor(family))
    }
  }
  return findings.toSorted((one, other) => one.offset - other.offset)
}

function viewOf(text: string, root: JsonNode, options: CheckOptions): PolicyView {
  const members = membersOf(root, [])
  const version = members.find(({ name }) => name === 'Version')?.value.value
  const statements = readStatements(members.find(({ name }) => name === 'Statement'))
  return { ...options, text, root, members, version: typeof version === 'string' ? version : '2008-10-17', statements }
}

function runFamily(
  family: RuleFamily,
  policy: PolicyView,
  say: Parameters<NonNullable<RuleFamily['checkPolicy']>>[1],
): void {
  family.checkPolicy?.(policy, say)

  for (const statement of policy.statements) {
    family.checkStatement?.(statement, policy, say)
  }
}
