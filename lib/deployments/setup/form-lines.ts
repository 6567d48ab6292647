import { NO_NAME } from '@/lib/deployments/spec/names'

/** Words between white space or commas. */
export function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}

/** One entry in a line, each once. */
export function listOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
}

/**
 * `NAME=value` lines; blank lines and lines that start with # are left out. A name or a value may stand in quotes, as
 * JSON writes them: so it keeps its spaces and may have several lines.
 */
export function parseLines(text: string): { entries: Record<string, string>; errors: string[] } {
  const entries = new Map<string, string>()
  const errors: string[] = []

  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.trim().startsWith('#')) {
      continue
    }
    const [name, value] = parseLine(line)

    if (name === '' || value === undefined) {
      errors.push(`Line ${index + 1}: write NAME=value.`)
    } else if (name === '__proto__') {
      errors.push(`Line ${index + 1}: ${NO_NAME}`)
    } else if (entries.has(name)) {
      errors.push(`Line ${index + 1}: ${name} is there twice.`)
    } else {
      entries.set(name, value)
    }
  }
  return { entries: Object.fromEntries(entries), errors }
}

/** The other way round: what is parsed again is the same. */
export function formatLines(record: Record<string, string>): string {
  return Object.entries(record)
    .map(
      ([name, value]) =>
        `${isPlain(name) && !/[=#]/.test(name) ? name : quoted(name)}=${isPlain(value) ? value : quoted(value)}`,
    )
    .join('\n')
}

function parseLine(line: string): [name: string, value: string | undefined] {
  const [, name, value] = /^\s*("(?:[^"\\]|\\.)*")\s*=(.*)$/.exec(line) ?? []

  if (name !== undefined && value !== undefined) {
    return [unquoted(name), unquoted(value)]
  }
  const equals = line.indexOf('=')
  return equals < 1 ? ['', undefined] : [line.slice(0, equals).trim(), unquoted(line.slice(equals + 1))]
}

function isPlain(text: string): boolean {
  return text.trim() === text && !text.startsWith('"') && !/[\r\n]/.test(text)
}

function quoted(text: string): string {
  return JSON.stringify(text)
}

/** What stands in quotes, or the text as it is. */
function unquoted(text: string): string {
  const trimmed = text.trim()

  if (!/^".*"$/.test(trimmed)) {
    return trimmed
  }
  try {
    return String(JSON.parse(trimmed))
  } catch {
    return trimmed
  }
}
