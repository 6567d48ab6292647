import { removeChildren } from '@/lib/policies/findings/edits'
import { arnParts } from '@/lib/policies/findings/elements/arn-parts'
import type { QuickFix } from '@/lib/policies/findings/model'
import type { RuleFamily, Say } from '@/lib/policies/findings/rule'
import type { ItemView, ListView, PolicyView, StatementView } from '@/lib/policies/findings/view'
import { patternCovers } from '@/lib/policies/language/patterns'

type Code = 'REDUNDANT_ACTION' | 'REDUNDANT_RESOURCE' | 'REDUNDANT_STATEMENT'

/** What another pattern of the same list, or another statement, says already. */
export const redundancyRules: RuleFamily<Code> = {
  rules: {
    REDUNDANT_ACTION: { type: 'suggestion', about: 'Actions that another pattern of the same statement takes in.' },
    REDUNDANT_RESOURCE: { type: 'suggestion', about: 'Resources that another pattern of the same statement takes in.' },
    REDUNDANT_STATEMENT: { type: 'suggestion', about: 'A statement that says the same as an earlier one.' },
  },
  checkPolicy(policy, say) {
    const seen = new Map<string, StatementView>()

    for (const statement of policy.statements) {
      const meaning = meaningOf(statement)
      const before = seen.get(meaning)

      if (before) {
        const message = `It says the same as statement ${before.index + 1}.`
        say('REDUNDANT_STATEMENT', { node: statement.node, path: statement.path }, message, dropStatement(statement))
      }
      seen.set(meaning, before ?? statement)
    }
  },
  checkStatement({ actions, resources }, policy, say) {
    sayRedundant('REDUNDANT_ACTION', actions, coversAction, policy, say)
    sayRedundant('REDUNDANT_RESOURCE', resources, coversResource, policy, say)
  },
}

type Covers = (outer: string, inner: string) => boolean

function coversAction(outer: string, inner: string): boolean {
  return patternCovers(outer.toLowerCase(), inner.toLowerCase())
}

/** Part by part: the wildcards of an ARN stay in their part. */
function coversResource(outer: string, inner: string): boolean {
  if (outer === '*' || outer === inner) {
    return true
  }
  const one = arnParts(outer)
  const other = arnParts(inner)

  if (!(one && other)) {
    return false
  }
  return (
    one.prefix === other.prefix &&
    patternCovers(one.partition, other.partition) &&
    patternCovers(one.service, other.service) &&
    patternCovers(one.region, other.region) &&
    patternCovers(one.account, other.account) &&
    patternCovers(one.resource, other.resource)
  )
}

/** One finding for each pattern that takes in others. */
function sayRedundant(
  code: 'REDUNDANT_ACTION' | 'REDUNDANT_RESOURCE',
  list: ListView | undefined,
  covers: Covers,
  policy: PolicyView,
  say: Say<Code>,
): void {
  if (!list || list.items.length < 2) {
    return
  }
  for (const [outer, inner] of groups(list.items, covers)) {
    const [first] = inner

    if (first) {
      const others = inner.length > 1 ? ` and ${inner.length - 1} more` : ''
      const message =
        outer.text === first.text && inner.length === 1
          ? `${first.text} stands here twice.`
          : `${outer.text} takes in ${first.text}${others}.`
      say(code, first, message, dropItems(list, inner, policy))
    }
  }
}

/** Every pattern that no other one takes in, with those that it does. */
function groups(items: ItemView[], covers: Covers): Map<ItemView, ItemView[]> {
  const wild = items.filter(({ text }) => /[*?]/.test(text))
  const firstOf = new Map<string, ItemView>()
  const found = new Map<ItemView, ItemView[]>()

  for (const item of items) {
    const key = covers === coversAction ? item.text.toLowerCase() : item.text
    const twin = firstOf.get(key)
    const outer = outermost(item, wild, covers) ?? twin

    if (outer && outer !== item) {
      found.set(outer, [...(found.get(outer) ?? []), item])
    }
    firstOf.set(key, twin ?? item)
  }
  return found
}

/** The widest pattern that takes the item in; of two that take each other in, the first. */
function outermost(item: ItemView, wild: ItemView[], covers: Covers): ItemView | undefined {
  let outer: ItemView | undefined

  for (const candidate of wild) {
    if (candidate !== item && covers(candidate.text, item.text)) {
      const mutual = covers(item.text, candidate.text)
      const earlier = candidate.node.offset < item.node.offset

      if (
        (!mutual || earlier) &&
        (!outer || (covers(candidate.text, outer.text) && !covers(outer.text, candidate.text)))
      ) {
        outer = candidate
      }
    }
  }
  return outer
}

/** Without a value for its variable, an exception (NotResource) counts differently: there nothing is sure. */
function dropItems({ value, name }: ListView, inner: ItemView[], { version }: PolicyView): QuickFix[] {
  if (name === 'NotResource' && version === '2012-10-17' && inner.some(({ text }) => text.includes('${'))) {
    return []
  }
  const edits = removeChildren(value, new Set(inner.map(({ node }) => node)))
  return edits ? [{ title: inner.length > 1 ? `Remove these ${inner.length}` : 'Remove it', edits }] : []
}

/** Equal for two statements that differ only in their Sid, in order and in one value against a list of one. */
function meaningOf({ effect, actions, resources, conditions, members, node }: StatementView): string {
  const known = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition']

  if (!members.every(({ name }) => known.includes(name)) || !effect || !(actions && resources)) {
    return String(node.offset)
  }
  const list = ({ name, items }: ListView, lower: boolean) => [
    name,
    ...items.map(({ text }) => (lower ? text.toLowerCase() : text)).toSorted(),
  ]
  const limits = conditions.map(({ operatorName, key, values }) =>
    JSON.stringify([operatorName.toLowerCase(), key.toLowerCase(), ...values.map(({ text }) => text).toSorted()]),
  )
  return JSON.stringify([effect, list(actions, true), list(resources, false), limits.toSorted()])
}

function dropStatement({ node }: StatementView): QuickFix[] {
  const edits = node.parent?.type === 'array' ? removeChildren(node.parent, new Set([node])) : undefined
  return edits ? [{ title: 'Remove the statement', edits }] : []
}
