import { findNodeAtLocation, parseTree } from 'jsonc-parser'
import type { StatementWords } from '@/lib/policies/completion/model'

/** The actions and the effect of a statement; `index` is absent where Statement is one object. Reads broken JSON. */
export function statementAt(text: string, index: string | number | undefined): StatementWords {
  const root = parseTree(text)
  const statement = root && findNodeAtLocation(root, typeof index === 'number' ? ['Statement', index] : ['Statement'])

  if (statement?.type !== 'object') {
    return { actions: [] }
  }
  const effect: unknown = findNodeAtLocation(statement, ['Effect'])?.value
  const actions = ['Action', 'NotAction'].flatMap((name) => {
    const node = findNodeAtLocation(statement, [name])
    return (node?.type === 'array' ? (node.children ?? []) : node ? [node] : []).map(({ value }) => String(value))
  })
  return { actions, ...(typeof effect === 'string' ? { effect } : {}) }
}
