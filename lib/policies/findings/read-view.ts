import type { JsonNode } from '@/lib/policies/document/json-tree'
import type {
  ConditionValue,
  ConditionView,
  ItemView,
  JsonPath,
  ListView,
  MemberView,
  StatementView,
} from '@/lib/policies/findings/view'
import { parseOperator } from '@/lib/policies/language/operators'

/** The members of an object in the order of the text, duplicates included. */
export function membersOf(node: JsonNode | undefined, path: JsonPath): MemberView[] {
  if (node?.type !== 'object') {
    return []
  }
  return (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? []
    const name = String(key?.value)
    return key && value ? [{ name, key, value, property, path: [...path, name] }] : []
  })
}

export function readStatements(statement: MemberView | undefined): StatementView[] {
  if (!statement) {
    return []
  }
  const { value, path } = statement

  if (value.type === 'array') {
    return (value.children ?? []).flatMap((node, index) => readStatement(node, [...path, index], index))
  }
  return readStatement(value, path, 0)
}

function readStatement(node: JsonNode, path: JsonPath, index: number): StatementView[] {
  if (node.type !== 'object') {
    return []
  }
  const members = membersOf(node, path)
  const effect = members.find(({ name }) => name === 'Effect')?.value.value
  const actions = listOf(members, 'Action')
  const resources = listOf(members, 'Resource')
  return [
    {
      node,
      path,
      index,
      members,
      ...(isEffect(effect) && { effect }),
      actions,
      resources,
      conditions: readConditions(members.find(({ name }) => name === 'Condition')),
    },
  ]
}

function isEffect(value: unknown): value is 'Allow' | 'Deny' {
  return value === 'Allow' || value === 'Deny'
}

function listOf(members: MemberView[], element: 'Action' | 'Resource'): ListView | undefined {
  const member = members.find(({ name }) => name === element || name === `Not${element}`)
  return member && { ...member, negated: member.name !== element, items: stringsOf(member.value, member.path) }
}

/** The strings of a value that is one or a list of them. */
export function stringsOf(value: JsonNode, path: JsonPath): ItemView[] {
  if (value.type === 'string') {
    return [{ text: String(value.value), node: value, path }]
  }
  return (value.type === 'array' ? (value.children ?? []) : []).flatMap((node, index) =>
    node.type === 'string' ? [{ text: String(node.value), node, path: [...path, index], list: value }] : [],
  )
}

function readConditions(condition: MemberView | undefined): ConditionView[] {
  return membersOf(condition?.value, condition?.path ?? []).flatMap((block) => {
    const operator = parseOperator(block.name)
    return membersOf(block.value, block.path).map(({ name, key, value, property, path }) => ({
      operatorName: block.name,
      operator,
      operatorKey: block.key,
      key: name,
      keyNode: key,
      value,
      values: valuesOf(value, path),
      property,
      path,
    }))
  })
}

function valuesOf(value: JsonNode, path: JsonPath): ConditionValue[] {
  if (value.type !== 'array') {
    return isScalar(value) ? [{ text: String(value.value), node: value, path }] : []
  }
  return (value.children ?? []).flatMap((node, index) =>
    isScalar(node) ? [{ text: String(node.value), node, path: [...path, index], list: value }] : [],
  )
}

function isScalar({ type }: JsonNode): boolean {
  return type === 'string' || type === 'number' || type === 'boolean'
}
