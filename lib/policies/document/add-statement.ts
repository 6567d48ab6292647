import { readPolicy } from '@/lib/policies/document/document'
import { type JsonNode, readJsonTree } from '@/lib/policies/document/json-tree'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'
import { appendItem, insertMember, layoutOf, toText, wrapInArray } from '@/lib/policies/document/text-edits'
import type { TextEdit } from '@/lib/policies/findings/model'
import { conditionText } from '@/lib/policies/language/condition-order'

/**
 * The edits that make a policy's text also say `statement`, keeping everything else as typed. It joins a statement that differs only
 * in its actions or only in its resources; otherwise it becomes a statement of its own. Empty text becomes a policy. No edits: the
 * policy says it already, or the text is not a JSON object and has to be mended first.
 */
export function addStatement(policyText: string, statement: PolicyStatement): TextEdit[] {
  if (policyText.trim() === '') {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [printable(statement)] }, null, 2)
    return [{ offset: 0, length: policyText.length, text }]
  }
  const tree = readJsonTree(policyText, () => undefined)

  if (tree?.type !== 'object') {
    return []
  }
  const list = member(tree, 'Statement')

  if (!list) {
    return insertMember(policyText, tree, 'Statement', [printable(statement)])
  }
  const { document } = readPolicy(policyText, 'identity')
  const nodes = list.type === 'array' ? (list.children ?? []) : [list]
  const merged = document && mergeEdits(policyText, document, nodes, statement)

  if (merged) {
    return merged
  }
  return list.type === 'array'
    ? appendItem(policyText, list, printable(statement))
    : wrapInArray(policyText, list, printable(statement))
}

/** Edits for a statement that can take the new one in exactly; undefined when there is none. */
function mergeEdits(
  text: string,
  document: PolicyDocument,
  nodes: JsonNode[],
  added: PolicyStatement,
): TextEdit[] | undefined {
  const alike = document.Statement.flatMap((existing, index) => {
    const node = nodes[index]
    return node && isAlike(existing, added) ? [{ existing, node }] : []
  })

  if (alike.some(({ existing }) => within(existing.Action, added) && within(existing.Resource, added, 'Resource'))) {
    return []
  }
  for (const { existing, node } of alike) {
    if (sameSet(existing.Resource, added.Resource)) {
      return addValues(text, member(node, 'Action'), missing(existing.Action, added.Action))
    }
    if (sameSet(existing.Action, added.Action)) {
      return addValues(text, member(node, 'Resource'), missing(existing.Resource, added.Resource))
    }
  }
  return undefined
}

function within(values: string[] = [], added: PolicyStatement, element: 'Action' | 'Resource' = 'Action'): boolean {
  return missing(values, added[element]).length === 0 || values.includes('*')
}

function missing(existing: string[] = [], added: string[] = []): string[] {
  return added.filter((value) => !existing.includes(value))
}

function isAlike(existing: PolicyStatement, added: PolicyStatement): boolean {
  const plain = [existing, added].every(({ Action, Resource }) => Action && Resource)
  return plain && existing.Effect === added.Effect && conditionText(existing) === conditionText(added)
}

function sameSet(one: string[] = [], other: string[] = []): boolean {
  return missing(one, other).length === 0 && missing(other, one).length === 0
}

function addValues(text: string, node: JsonNode | undefined, values: string[]): TextEdit[] | undefined {
  if (!node || values.length === 0) {
    return node && []
  }
  if (node.type === 'array') {
    const { indent, multiLine, space } = layoutOf(text, node)
    const before = multiLine ? `,${indent}` : `,${space}`
    const last = node.children?.at(-1)
    return (
      last && [{ offset: last.offset + last.length, length: 0, text: values.map((v) => before + toText(v)).join('') }]
    )
  }
  const own = text.slice(node.offset, node.offset + node.length)
  const items = [own, ...values.map((value) => toText(value))]
  return [{ offset: node.offset, length: node.length, text: `[${items.join(', ')}]` }]
}

function member(node: JsonNode, name: string): JsonNode | undefined {
  return node.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1]
}

/** Lists of one are written as text, as people do. */
function printable(statement: PolicyStatement): object {
  const single = (values: string[]) => (values.length === 1 ? values[0] : values)
  const { Action, NotAction, Resource, NotResource, Condition, ...rest } = statement
  const conditions = Object.entries(Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, single(values)])),
  ])
  return {
    ...rest,
    ...(Action && { Action: single(Action) }),
    ...(NotAction && { NotAction: single(NotAction) }),
    ...(Resource && { Resource: single(Resource) }),
    ...(NotResource && { NotResource: single(NotResource) }),
    ...(Condition && { Condition: Object.fromEntries(conditions) }),
  }
}
