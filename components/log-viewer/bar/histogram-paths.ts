import type { Bins } from '@/components/log-viewer/engine/protocol'
import { LEVELS } from '@/components/log-viewer/engine/rows'
import type { LogLevel } from '@/lib/logs/level'

/** All levels of each bin together. */
export function binTotals({ counts }: Bins): number[] {
  return Array.from({ length: counts.length / LEVELS.length }, (_, bin) =>
    LEVELS.reduce((sum, _level, at) => sum + (counts[bin * LEVELS.length + at] ?? 0), 0),
  )
}

/**
 * The bars of one level as a path, one unit wide and at most one high, errors at the foot and the others stacked on them. A bin
 * with a single line is still to be seen.
 */
export function levelPath({ counts }: Bins, level: LogLevel, peak: number): string {
  const position = LEVELS.indexOf(level)
  let path = ''

  for (let bin = 0; bin * LEVELS.length < counts.length; bin += 1) {
    const cells = counts.slice(bin * LEVELS.length, (bin + 1) * LEVELS.length)
    const own = cells[position] ?? 0
    if (own > 0) {
      const below = cells.slice(0, position).reduce((sum, count) => sum + count, 0)
      const height = Math.max(own / peak, 0.03)
      const bottom = 1 - below / peak
      path += `M${bin + 0.1} ${round(bottom)}v${round(-height)}h.8v${round(height)}z`
    }
  }
  return path
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}
