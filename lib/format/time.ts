const STEPS: [seconds: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
]

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always' })

/** `just now`, `5 minutes ago`, `in 2 days`; the text itself when it isn't a date. `now` in milliseconds. */
export function relativeTime(at: string, now: number): string {
  const milliseconds = Date.parse(at)

  if (Number.isNaN(milliseconds)) {
    return at
  }
  const seconds = (milliseconds - now) / 1000
  const step = STEPS.find(([size]) => Math.abs(seconds) >= size)
  return step ? relative.format(Math.trunc(seconds / step[0]), step[1]) : 'just now'
}

/** `23 November 2026 at 14:03:22 GMT+5:45`: in the reader's zone unless another is given. */
export function absoluteTime(at: string, timeZone?: string): string {
  const date = new Date(at)

  if (Number.isNaN(date.getTime())) {
    return at
  }
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(date)
}

/** Whole days until the end of that UTC day (`2027-07-15`); negative when it is over. */
export function daysUntil(day: string, now: number): number {
  return Math.ceil((Date.parse(`${day}T00:00:00Z`) - now) / 86_400_000)
}
