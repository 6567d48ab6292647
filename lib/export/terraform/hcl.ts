import { isMembers, Joined, Reference, Secret, type Value } from '@/lib/export/wired'

/** An expression that is written as it is: an address, a function. */
export class Expression {
  constructor(
    readonly text: string,
    /** What stands in the brackets of a function. */
    readonly argument?: Value,
  ) {}
}

export type Item =
  | { kind: 'attribute'; name: string; value: Value | Expression }
  | { kind: 'block'; name: string; labels: string[]; body: Item[] }
  | { kind: 'comment'; text: string }

/** How references and secrets are called in a file. */
export type Names = { reference: (reference: Reference) => string; secret: (variable: string) => string }

/** A body as `terraform fmt` leaves it: two spaces, the equals signs of neighbouring lines below one another. */
export function hclBody(items: Item[], names: Names, depth = 0): string {
  const margin = '  '.repeat(depth)
  const groups: string[] = []
  let lines: [string, string][] = []
  const flush = () => {
    if (lines.length > 0) {
      groups.push(aligned(lines, margin))
      lines = []
    }
  }
  for (const item of items) {
    if (item.kind === 'attribute') {
      const text = expression(item.value, names, depth)
      if (text.includes('\n')) {
        flush()
        groups.push(`${margin}${item.name} = ${text}`)
      } else {
        lines.push([item.name, text])
      }
    } else {
      flush()
      groups.push(item.kind === 'comment' ? `${margin}# ${item.text}` : block(item, names, depth))
    }
  }
  flush()
  return groups.reduce((text, group, index) => {
    const isTogether = index > 0 && groups[index - 1]?.trimStart().startsWith('# ')
    return index === 0 ? group : `${text}${isTogether ? '\n' : '\n\n'}${group}`
  }, '')
}

function block({ name, labels, body }: Item & { kind: 'block' }, names: Names, depth: number): string {
  const margin = '  '.repeat(depth)
  const head = [name, ...labels.map((label) => hclString(label))].join(' ')
  return body.length === 0
    ? `${margin}${head} {}`
    : `${margin}${head} {\n${hclBody(body, names, depth + 1)}\n${margin}}`
}

function aligned(lines: [string, string][], margin: string): string {
  const width = Math.max(...lines.map(([name]) => [...name].length))
  return lines.map(([name, text]) => `${margin}${name}${' '.repeat(width - [...name].length)} = ${text}`).join('\n')
}

function expression(value: Value | Expression, names: Names, depth: number): string {
  if (value instanceof Expression) {
    return value.argument === undefined ? value.text : `${value.text}(${expression(value.argument, names, depth)})`
  }
  if (value instanceof Reference) {
    return names.reference(value)
  }
  if (value instanceof Secret) {
    return names.secret(value.variable)
  }
  if (value instanceof Joined) {
    const parts = value.parts.map((part) =>
      part instanceof Reference
        ? `\${${names.reference(part)}}`
        : // Such a sign before a reference would make it plain text.
          hclString(part)
            .slice(1, -1)
            .replace(/[$%]+$/, (signs) => [...signs].map(codePoint).join('')),
    )
    return `"${parts.join('')}"`
  }
  if (Array.isArray(value)) {
    return listOf(value, names, depth)
  }
  return isMembers(value) ? objectOf(value, names, depth) : typeof value === 'string' ? hclString(value) : `${value}`
}

/** Beyond it a list has a line for each item. */
const WIDE = 80

function listOf(values: Value[], names: Names, depth: number): string {
  const inline = `[${values.map((value) => expression(value, names, depth)).join(', ')}]`

  if (inline.length <= WIDE && !inline.includes('\n')) {
    return inline
  }
  const margin = '  '.repeat(depth + 1)
  const items = values.map((value) => `${margin}${expression(value, names, depth + 1)},\n`)
  return `[\n${items.join('')}${'  '.repeat(depth)}]`
}

function objectOf(members: { [name: string]: Value }, names: Names, depth: number): string {
  const entries = Object.entries(members)

  if (entries.length === 0) {
    return '{}'
  }
  const margin = '  '.repeat(depth + 1)
  const chunks: string[] = []
  let lines: [string, string][] = []
  for (const [name, value] of entries) {
    const key = /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name) ? name : hclString(name)
    const text = expression(value, names, depth + 1)
    if (text.includes('\n')) {
      chunks.push(...(lines.length > 0 ? [aligned(lines, margin)] : []), `${margin}${key} = ${text}`)
      lines = []
    } else {
      lines.push([key, text])
    }
  }
  chunks.push(...(lines.length > 0 ? [aligned(lines, margin)] : []))
  return `{\n${chunks.join('\n')}\n${'  '.repeat(depth)}}`
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A quoted text, whatever is in it: what would open a template opens none. */
export function hclString(text: string): string {
  const escaped = text
    .replace(/[\\"\p{Cc}\p{Cf}\u2028\u2029]/gu, (sign) => ESCAPES[sign] ?? codePoint(sign))
    // After another of its kind the doubled sign would be read in a different way.
    .replace(/([$%])(?=\{)/g, (sign, _, at: number, whole: string) =>
      /[$%]/.test(whole.charAt(at - 1)) ? codePoint(sign) : `${sign}${sign}`,
    )
  return `"${escaped}"`
}

function codePoint(sign: string): string {
  const hex = (sign.codePointAt(0) ?? 0).toString(16)
  return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`
}
