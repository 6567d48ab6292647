/**
 * True when IAM keeps both texts as the same document: white space and the order of members do not count, and an account's number as a
 * principal is kept as its root's ARN. Null stands for no text.
 */
export function sameDocument(one: string | null, other: string | null): boolean {
  return one === other || (one !== null && other !== null && normal(one) === normal(other))
}

function normal(text: string): string {
  try {
    return JSON.stringify(settle(JSON.parse(text)))
  } catch {
    return text
  }
}

function settle(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => settle(item, name))
    return items.every((item) => typeof item === 'string') ? (items.length === 1 ? items[0] : items.toSorted()) : items
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
    return Object.fromEntries(entries.map(([key, item]) => [key, settle(item, key)]))
  }
  const root = name === 'AWS' && typeof value === 'string' ? /^arn:[\w-]+:iam::(\d{12}):root$/.exec(value) : null
  return root?.[1] ?? value
}
