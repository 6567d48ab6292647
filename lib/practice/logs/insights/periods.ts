import type { Unit } from '@/lib/practice/logs/insights/query'

const LENGTH: Record<Exclude<Unit, 'mo' | 'q' | 'y'>, number> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}
const MONTHS: Record<'mo' | 'q' | 'y', number> = { mo: 1, q: 3, y: 12 }

const SPELLINGS: Record<Unit, string[]> = {
  ms: ['ms', 'msec'],
  s: ['s', 'sec'],
  m: ['m', 'min'],
  h: ['h', 'hr'],
  d: ['d', 'day'],
  w: ['w', 'wk'],
  mo: ['mo', 'mon'],
  q: ['q', 'qtr'],
  y: ['y', 'yr'],
}

/** `5m`, `1hr`; undefined for what is no period. */
export function readPeriod(text: string): { count: number; unit: Unit } | undefined {
  const [, count = '', name = ''] = /^(\d+)([a-z]+)$/i.exec(text) ?? []
  const units = Object.keys(SPELLINGS) as Unit[]
  const unit = units.find((one) => SPELLINGS[one].includes(name.toLowerCase()))
  return unit !== undefined && Number(count) > 0 && Number(count) < 100_000 ? { count: Number(count), unit } : undefined
}

/** Periods are counted from 1970 on: where the one begins that `at` is in, or the one `ahead` of it. */
export function periodStart(at: number, { count, unit }: { count: number; unit: Unit }, ahead = 0): number {
  if (unit === 'mo' || unit === 'q' || unit === 'y') {
    const size = count * MONTHS[unit]
    const date = new Date(at)
    const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth()
    return Date.UTC(1970, (Math.floor(months / size) + ahead) * size, 1)
  }
  const size = count * LENGTH[unit]
  return (Math.floor(at / size) + ahead) * size
}
