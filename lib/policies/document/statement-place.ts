import { readJsonTree } from '@/lib/policies/document/json-tree'

/** Where a policy's statement stands in its text, by its number from 0; null when there is none. */
export function statementPlace(text: string, statement: number): { offset: number; length: number } | null {
  const tree = readJsonTree(text, () => undefined)
  const list = tree?.children?.find(({ children }) => children?.[0]?.value === 'Statement')?.children?.[1]
  const node = list?.type === 'array' ? list.children?.[statement] : statement === 0 ? list : undefined
  return node ? { offset: node.offset, length: node.length } : null
}
