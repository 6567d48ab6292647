import { findNodeAtLocation, parseTree } from 'jsonc-parser'

type Position = { Line: number; Column: number }

type Span = { StartPosition: Position; EndPosition: Position }

/** Where a policy's nth statement stands in its text; lines and columns count from 1. The text is parsed once, when asked first. */
export function statementSpans(text: string): (index: number) => Span {
  const known = new Map<number, Span>()
  let root: ReturnType<typeof parseTree>

  return (index) => {
    root ??= parseTree(text)
    const span = known.get(index) ?? spanOf(text, root, index)
    known.set(index, span)
    return span
  }
}

function spanOf(text: string, root: ReturnType<typeof parseTree>, index: number): Span {
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
