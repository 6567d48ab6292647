import { messageOf } from '@/components/log-viewer/engine/shown-text'

/** What is searched for. `isFilter`: show only matches; else mark them among the others. */
export type Search = { text: string; isRegex: boolean; isCaseSensitive: boolean; isFilter: boolean }

export type Matcher = {
  test: (text: string) => boolean
  /** Start and end of each match, one after the other; at most 200 of them. */
  ranges: (text: string) => number[]
}

const MAX_RANGES = 200

/** Null for a pattern that isn't one. An empty text has no matcher either. */
export function matcherOf({ text, isRegex, isCaseSensitive }: Search): Matcher | null {
  if (text === '') {
    return null
  }
  const flags = isCaseSensitive ? '' : 'i'

  try {
    const pattern = isRegex ? text : text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
    const one = new RegExp(pattern, flags)
    const every = new RegExp(pattern, `g${flags}`)
    const test = looksUnquoted(pattern)
      ? (line: string) => one.test(line) || one.test(messageOf(line))
      : (line: string) => one.test(line)
    return { test, ranges: (line) => rangesOf(every, line) }
  } catch {
    return null
  }
}

/** What JSON escapes, and the start of a line, are others in the message that a row shows than in the line as it came. */
function looksUnquoted(pattern: string): boolean {
  return /["^\\]|[^ -~]/.test(pattern)
}

/** Why a pattern can't be searched with, in a few words; null when it can. */
export function patternProblem({ text, isRegex }: Pick<Search, 'text' | 'isRegex'>): string | null {
  if (!isRegex) {
    return null
  }
  try {
    new RegExp(text)
    return null
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(': ').at(-1) : undefined
    return reason ?? 'Not a regular expression'
  }
}

function rangesOf(every: RegExp, line: string): number[] {
  const ranges: number[] = []

  for (const match of line.matchAll(every)) {
    if (match[0] !== '') {
      ranges.push(match.index, match.index + match[0].length)
    }
    if (ranges.length >= MAX_RANGES * 2) {
      break
    }
  }
  return ranges
}
