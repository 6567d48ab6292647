/** A value as it stands in the text: numbers keep their digits, and no key has a meaning. */
export type JsonNode =
  | { type: 'object' | 'array'; entries: [key: string, value: JsonNode][] }
  | { type: 'string' | 'number' | 'literal'; text: string }

const MAX_NODES = 20_000

/** The JSON object or array that a text is; null for any other text. */
export function readJson(text: string): JsonNode | null {
  const trimmed = text.trim()

  if (!/^[{[]/.test(trimmed)) {
    return null
  }
  try {
    // Newer browsers hand over the digits of a number; others round large ones.
    const digits = new Map<number, string>()
    JSON.parse(trimmed, (_key, value: unknown, context?: { source?: string }) => {
      if (typeof value === 'number' && context?.source && String(value) !== context.source) {
        digits.set(value, context.source)
      }
      return value
    })
    const budget = { left: MAX_NODES }
    return nodeOf(JSON.parse(trimmed), digits, budget)
  } catch {
    return null
  }
}

function nodeOf(value: unknown, digits: Map<number, string>, budget: { left: number }): JsonNode {
  budget.left -= 1

  if (budget.left < 0) {
    return { type: 'literal', text: '…' }
  }
  if (typeof value === 'string') {
    return { type: 'string', text: value }
  }
  if (typeof value === 'number') {
    return { type: 'number', text: digits.get(value) ?? String(value) }
  }
  if (typeof value !== 'object' || value === null) {
    return { type: 'literal', text: String(value) }
  }
  const entries = Object.entries(value).map(([key, child]): [string, JsonNode] => [key, nodeOf(child, digits, budget)])
  return { type: Array.isArray(value) ? 'array' : 'object', entries }
}
