/**
 * True when a value can stand where `sample` would: the same kinds of values under the same names, as far as both have them. Records
 * that begin empty may hold anything.
 */
export function fitsSample(value: unknown, sample: unknown): boolean {
  if (sample === null || sample === undefined) {
    return true
  }
  if (typeof sample !== 'object') {
    return value === null || value === undefined || typeof value === typeof sample
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(sample)) {
    return false
  }
  if (Array.isArray(sample)) {
    return true
  }
  const entries = new Map(Object.entries(value))
  return Object.entries(sample).every(([name, part]) => !entries.has(name) || fitsSample(entries.get(name), part))
}
