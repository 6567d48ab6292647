import { diffArrays } from 'diff'

export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

/** Texts with nothing in common take quadratic time; beyond this they are shown whole. */
const PATIENCE_MS = 1000

/** Line by line: what left `before` and what `after` brought. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [left, right] = [linesOf(before), linesOf(after)]
  const changes = diffArrays(left, right, { timeout: PATIENCE_MS })

  if (!changes) {
    return [...left.map((text) => line('removed', text)), ...right.map((text) => line('added', text))]
  }
  return changes.flatMap(({ added, removed, value }) =>
    value.map((text) => line(added ? 'added' : removed ? 'removed' : 'same', text)),
  )
}

/** A text that is not there yet has no line, not an empty one. */
function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function line(kind: DiffLine['kind'], text: string): DiffLine {
  return { kind, text }
}

/** JSON with sorted keys, so that two documents differ only where their values do. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value), null, 2)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
    return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]))
  }
  return value
}
