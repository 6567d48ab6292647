import path from 'node:path'
import type { SourceFile } from './tree'

/** Groups of files that import one another in a circle, by types too; empty when every import leads downwards. */
export function importCircles(files: SourceFile[]): string[][] {
  const known = new Set(files.map((file) => file.path))
  const graph = new Map(files.map((file) => [file.path, targets(file, known)]))
  return stronglyConnected(graph).filter((group) => group.length > 1)
}

function targets({ path: file, imports }: SourceFile, known: Set<string>): string[] {
  return imports.flatMap((specifier) => {
    const stem = specifier.startsWith('@/') ? specifier.slice(2) : path.posix.join(path.posix.dirname(file), specifier)
    return [stem, `${stem}.ts`, `${stem}.tsx`].filter((name) => known.has(name)).slice(0, 1)
  })
}

/** Tarjan's algorithm. */
function stronglyConnected(graph: Map<string, string[]>): string[][] {
  const order = new Map<string, number>()
  const stack: string[] = []
  const groups: string[][] = []

  function visit(node: string): number {
    const index = order.size
    order.set(node, index)
    stack.push(node)
    const low = Math.min(
      index,
      ...(graph.get(node) ?? []).map((next) =>
        order.has(next) ? (stack.includes(next) ? (order.get(next) ?? index) : index) : visit(next),
      ),
    )

    if (low === index) {
      groups.push(stack.splice(stack.indexOf(node)))
    }
    return low
  }

  for (const node of graph.keys()) {
    if (!order.has(node)) {
      visit(node)
    }
  }
  return groups
}
