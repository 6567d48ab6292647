const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** A length of time in its two largest units: `850 ms`, `4.2 s`, `1 min 5 s`, `8 h`, `2 d 3 h`. */
export function formatDuration(milliseconds: number): string {
  const length = Math.max(0, milliseconds)

  if (length < SECOND_MS) {
    return `${Math.floor(length)} ms`
  }
  if (length < 10 * SECOND_MS) {
    return `${Math.floor(length / 100) / 10} s`
  }
  if (length < MINUTE_MS) {
    return `${Math.floor(length / SECOND_MS)} s`
  }
  if (length < HOUR_MS) {
    return twoUnits(length, [MINUTE_MS, 'min'], [SECOND_MS, 's'])
  }
  return length < DAY_MS
    ? twoUnits(length, [HOUR_MS, 'h'], [MINUTE_MS, 'min'])
    : twoUnits(length, [DAY_MS, 'd'], [HOUR_MS, 'h'])
}

type Unit = [milliseconds: number, name: string]

function twoUnits(length: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((length % large) / small)
  const first = `${Math.floor(length / large)} ${largeName}`
  return rest === 0 ? first : `${first} ${rest} ${smallName}`
}

/** `10m` or `1.5h` in ms; undefined for anything else. */
export function durationMs(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,6}(?:\.\d{1,3})?)([smhdw])$/.exec(text) ?? []
  return count === undefined || unit === undefined ? undefined : Math.round(Number(count) * (UNIT_MS.get(unit) ?? 0))
}

const UNIT_MS = new Map([
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
  ['w', 604_800_000],
])
