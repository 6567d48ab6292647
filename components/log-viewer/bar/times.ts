import type { Zone } from '@/components/log-viewer/settings'
import { formatDuration } from '@/lib/format/duration'

const DAY_MS = 86_400_000

/** `14:03:22.123`, with `11-23` before it when it isn't today; or how long ago. `at` and `now` in milliseconds. */
export function lineTime(at: number, zone: Zone, now: number): string {
  if (zone === 'relative') {
    return at > now ? 'now' : `${formatDuration(Math.floor((now - at) / 1000) * 1000)} ago`
  }
  const text = isoIn(at, zone)
  return text.slice(0, 10) === isoIn(now, zone).slice(0, 10) ? text.slice(11) : text.slice(5).replace('T', ' ')
}

/** `2026-11-23 14:03:22.123`, and the zone's name. */
export function fullTime(at: number, zone: Zone): string {
  return `${isoIn(at, zone).replace('T', ' ')} ${zone === 'utc' ? 'UTC' : localZone(at)}`
}

/** `14:03` or `11-23 14:03` for an axis over a range of that length. */
export function axisTime(at: number, zone: Zone, lengthMs: number): string {
  const text = isoIn(at, zone)
  return lengthMs < DAY_MS ? text.slice(11, lengthMs < 600_000 ? 19 : 16) : text.slice(5, 16).replace('T', ' ')
}

/** `14:03:22`. */
export function clockTime(at: number, zone: Zone): string {
  return isoIn(at, zone).slice(11, 19)
}

function isoIn(at: number, zone: Zone): string {
  // A time that is none (a hostile address, say) must not break the page.
  const date = new Date(zone === 'utc' ? at : at - new Date(at).getTimezoneOffset() * 60_000)
  return Number.isNaN(date.getTime()) ? '0000-00-00T00:00:00.000' : date.toISOString().slice(0, -1)
}

function localZone(at: number): string {
  const minutes = -new Date(at).getTimezoneOffset()
  const size = Math.abs(minutes)
  const digits = (value: number) => String(value).padStart(2, '0')
  return `UTC${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`
}

/** What a `datetime-local` field takes, empty for none; and back, null for what is no time. */
export function clockInput(at: number | undefined, zone: Zone): string {
  return at === undefined ? '' : isoIn(at, zone).slice(0, 19)
}

export function readClockInput(text: string, zone: Zone): number | null {
  const at = Date.parse(zone === 'utc' ? `${text}Z` : text)
  return Number.isNaN(at) ? null : at
}
