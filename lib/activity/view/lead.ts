import type { ActivityFinding } from '@/lib/activity/findings/model'
import type { Entry } from '@/lib/activity/model'
import { type ActivityQuery, LASTS } from '@/lib/activity/view/query'
import { counted } from '@/lib/format/counted'

/** `1 December, 14:03 UTC`; without the day where it is today's. `now` in milliseconds. */
export function utcMinute(at: number, now: number): string {
  const iso = new Date(at).toISOString()
  const day = iso.slice(0, 10) === new Date(now).toISOString().slice(0, 10) ? '' : `${iso.slice(0, 10)} `
  return `${day}${iso.slice(11, 16)} UTC`
}

export type LeadFacts = {
  query: ActivityQuery
  entries: readonly Entry[]
  findings: readonly ActivityFinding[]
  completeThrough: number
  /** Sources that were not read, or not whole. */
  missing: readonly string[]
  now: number
}

export type Lead = { tone: 'success' | 'warning' | 'info'; text: string }

/** The first line of the page: how much there was, how much of it was refused, and how whole that is. */
export function leadOf({ query, entries, findings, completeThrough, missing, now }: LeadFacts): Lead {
  const refused = entries.filter(({ outcome }) => outcome === 'refused').length
  const span = query.last === undefined ? 'in this time' : LASTS[query.last].words
  const much = `${counted(entries.length, 'action')} ${span}, ${refused.toLocaleString('en')} refused`
  const looks = findings.length > 0 ? `; ${counted(findings.length, 'thing')} to look at` : ''
  const whole =
    missing.length > 0 ? `; without ${missing.join(' and ')}` : `; complete through ${utcMinute(completeThrough, now)}`
  const tone = missing.length > 0 || findings.length > 0 ? 'warning' : refused > 0 ? 'info' : 'success'
  return { tone, text: `${much}${looks}${whole}.` }
}
