/** Equal as data, whatever the order of keys. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return (
      Object.is(one, other) || (typeof one === 'bigint' && Number.isSafeInteger(other) && one === BigInt(Number(other)))
    )
  }
  if (one instanceof Date || other instanceof Date) {
    return String(one) === String(other)
  }
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, index) => sameValue(item, other[index]))
  }
  const keys = Object.keys(one)
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameValue(valueAt(one, key), valueAt(other, key)))
  )
}

/** A member of a table that may have any prototype; undefined for what it only inherits. */
export function valueAt(table: unknown, key: string): unknown {
  return isTable(table) && Object.hasOwn(table, key) ? table[key] : undefined
}

export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}
