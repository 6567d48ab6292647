import { findNodeAtLocation, parseTree } from 'jsonc-parser'

type Position = { Line: number; Column: number }

/** Where a policy's nth statement stands in its text; lines and columns count from 1. */
export function statementSpan(text: string, index: number): { StartPosition: Position; EndPosition: Position } {
  const root = parseTree(text)
  // A single statement may stand without its list.
  const node = root && (findNodeAtLocation(root, ['Statement', index]) ?? findNodeAtLocation(root, ['Statement']))
  const start = node?.offset ?? 0
  return {
    StartPosition: position(text, start),
    EndPosition: position(text, start + (node?.length ?? text.length)),
  }
}

function position(text: string, offset: number): Position {
  const before = text.slice(0, offset).split('\n')
  return { Line: before.length, Column: (before.at(-1)?.length ?? 0) + 1 }
}
