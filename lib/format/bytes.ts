const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB']

/** `0 bytes`, `1 byte`, `1.5 KB`, `20 MB`: powers of 1,024, at most one decimal. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1)
  const rounded = roundTo(bytes / 1024 ** power)

  // 1,023.97 KB rounds up to a whole unit of the next size.
  if (rounded >= 1024 && power < UNITS.length - 1) {
    return `1 ${UNITS[power + 1]}`
  }
  return power === 0 && rounded === 1 ? '1 byte' : `${rounded} ${UNITS[power]}`
}

function roundTo(value: number): number {
  return value < 10 ? Math.round(value * 10) / 10 : Math.round(value)
}
