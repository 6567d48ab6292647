export type DiffLine = { kind: 'same' | 'added' | 'removed'; text: string }

/** Beyond this many cells the table of the comparison is not worth its memory; the texts are then shown whole. */
const MAX_CELLS = 4_000_000

/** Line by line, by longest common subsequence: what left `before` and what `after` brought. */
export function diffLines(before: string, after: string): DiffLine[] {
  const left = before.split('\n')
  const right = after.split('\n')

  if (left.length * right.length > MAX_CELLS) {
    return [...left.map((text) => line('removed', text)), ...right.map((text) => line('added', text))]
  }
  const lengths = commonLengths(left, right)
  const lines: DiffLine[] = []
  let i = 0
  let j = 0

  while (i < left.length || j < right.length) {
    const [old, fresh] = [left[i], right[j]]

    if (old !== undefined && old === fresh) {
      lines.push(line('same', old))
      i += 1
      j += 1
    } else if (old !== undefined && (fresh === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      lines.push(line('removed', old))
      i += 1
    } else {
      lines.push(line('added', fresh ?? ''))
      j += 1
    }
  }
  return lines
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

/** `lengths[i][j]`: length of the longest common subsequence of what follows line i and line j. */
function commonLengths(left: string[], right: string[]): Uint32Array[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1))

  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = lengths[i]

    for (let j = right.length - 1; row && j >= 0; j -= 1) {
      row[j] =
        left[i] === right[j] ? at(lengths, i + 1, j + 1) + 1 : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1))
    }
  }
  return lengths
}

function at(lengths: Uint32Array[], i: number, j: number): number {
  return lengths[i]?.[j] ?? 0
}

function line(kind: DiffLine['kind'], text: string): DiffLine {
  return { kind, text }
}
