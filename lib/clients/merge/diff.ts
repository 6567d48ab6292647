import { structuredPatch } from 'diff'

type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

const KINDS: Record<string, DiffLine['kind']> = { '+': 'added', '-': 'removed' }

/** What a merge changes, with three lines around each place; `@@ line 12 @@` where lines were left out. */
export function changedLines(before: string, after: string): DiffLine[] {
  const { hunks } = structuredPatch('', '', before, after, '', '', { context: 3 })

  return hunks.flatMap(({ newStart, lines }): DiffLine[] => [
    ...(newStart > 1 ? [{ kind: 'same' as const, text: `@@ line ${newStart} @@` }] : []),
    ...lines.map((line) => ({ kind: KINDS[line[0] ?? ''] ?? 'same', text: line.slice(1).replace(/\r$/, '') })),
  ])
}
