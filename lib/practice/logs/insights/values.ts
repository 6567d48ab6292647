/** A moment is a Date: shown as Insights shows times, and a number of milliseconds for whoever reckons with it. */
export type Value = string | number | Date | undefined

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** `2026-08-21 14:03:11.482`, in UTC. */
function insightsTime(at: Date): string {
  return Number.isNaN(at.getTime()) ? '' : at.toISOString().replace('T', ' ').replace('Z', '')
}

export function textOf(value: Value): string | undefined {
  return value instanceof Date ? insightsTime(value) : value === undefined ? undefined : String(value)
}

/** Fields have no types: a text that reads as a number is one. */
export function numberOf(value: Value): number | undefined {
  if (value instanceof Date) {
    return value.getTime()
  }
  if (typeof value === 'string') {
    const text = value.trim()
    return NUMBER.test(text) ? Number(text) : undefined
  }
  return value
}

export function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined
}

export function isTrue(value: Value): boolean {
  const number = numberOf(value)
  return number === undefined ? Boolean(textOf(value)) : number !== 0
}

/** As numbers where both are, otherwise as texts. Undefined where one is missing. */
export function compareValues(one: Value, other: Value): number | undefined {
  const [a, b] = [numberOf(one), numberOf(other)]

  if (a !== undefined && b !== undefined) {
    return a - b
  }
  const [x, y] = [textOf(one), textOf(other)]
  return x === undefined || y === undefined ? undefined : compareTexts(x, y)
}

/**
 * The order that `sort` documents: what is missing, then texts, then numbers. Texts are compared part by part, runs of digits by
 * their length first.
 */
export function sortValues(one: Value, other: Value): number {
  const [rank, otherRank] = [rankOf(one), rankOf(other)]

  if (rank !== otherRank) {
    return rank - otherRank
  }
  const [a, b] = [numberOf(one), numberOf(other)]
  return a !== undefined && b !== undefined ? a - b : compareNaturally(textOf(one) ?? '', textOf(other) ?? '')
}

function rankOf(value: Value): number {
  return value === undefined ? 0 : numberOf(value) === undefined ? 1 : 2
}

function compareNaturally(one: string, other: string): number {
  const [parts, others] = [one.match(/\d+|\D+/g) ?? [], other.match(/\d+|\D+/g) ?? []]

  for (const [index, part] of parts.entries()) {
    const rival = others[index]

    if (rival === undefined) {
      return 1
    }
    const areDigits = /^\d/.test(part) && /^\d/.test(rival)
    const order = (areDigits ? part.length - rival.length : 0) || compareTexts(part, rival)

    if (order !== 0) {
      return order
    }
  }
  return parts.length - others.length
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
