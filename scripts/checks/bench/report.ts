import { cpus } from 'node:os'
import { median } from '@/lib/format/median'

export type Measurement = {
  name: string
  /** What it is held against in the same run. */
  peer: string
  /** A score is a sum of layout shifts. */
  unit: 'ms' | 'bytes' | 'files' | 'score'
  runs: number[]
  peerRuns: number[]
  /** The highest ratio, or the highest own median, that the project aims at. */
  goal?: { ratio: number } | { value: number }
}

/** The value that this share of them does not exceed; NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Prints a table of ratios, then the raw runs. */
export function printReport(measurements: Measurement[]): void {
  const rows = measurements.map((measurement) => {
    const own = median(measurement.runs) ?? Number.NaN
    const peer = median(measurement.peerRuns) ?? Number.NaN
    return [
      measurement.name,
      amount(own, measurement.unit),
      `${amount(peer, measurement.unit)} ${measurement.peer}`,
      measurement.peerRuns.length > 0 ? (own / peer).toFixed(3) : 'no peer',
      verdict(measurement, own, own / peer),
    ]
  })
  printTable([['measured', 'Slipway', 'peer', 'ratio', 'goal'], ...rows])
  console.log(
    `\nNode ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}). Medians. Raw runs:`,
  )

  for (const { name, runs, peerRuns, unit } of measurements) {
    console.log(`  ${name}: ${list(runs)} ${unit}; peer: ${list(peerRuns)} ${unit}`)
  }
}

function verdict({ goal, unit }: Measurement, value: number, ratio: number): string {
  if (!goal) {
    return ''
  }
  const [wanted, actual, of] =
    'ratio' in goal ? [goal.ratio, ratio, ''] : [goal.value, value, unit === 'ms' ? ' ms' : '']
  return `≤ ${wanted}${of}: ${actual <= wanted ? 'met' : 'missed'}`
}

function amount(value: number, unit: Measurement['unit']): string {
  if (Number.isNaN(value)) {
    return '–'
  }
  if (unit === 'score') {
    return value.toFixed(3)
  }
  return unit === 'bytes' ? `${(value / 1024).toFixed(1)} kB` : `${value.toFixed(unit === 'ms' ? 1 : 0)} ${unit}`
}

function list(values: number[]): string {
  return values.map((value) => Math.round(value * 10) / 10).join(' ')
}

function printTable(rows: string[][]): void {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []

  for (const row of rows) {
    console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  }
}
