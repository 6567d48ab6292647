import type { LogEvent } from '@/lib/logs/event'

/** Price of Logs Insights for each GB scanned, US dollars, in us-east-1; other regions differ. Source: CloudWatch pricing page. */
export const INSIGHTS_PRICE = { perGb: 0.005, asOf: '2026-11' } as const

export const MAX_RESULTS = 10_000

/** What is looked for. Times in milliseconds since 1970, both inclusive; Insights knows whole seconds. */
export type InsightsSearch = { group: string; from: number; to: number; text: string; limit: number }

/** The most that a search can scan and cost: all that the group holds, in proportion to the range. */
export type InsightsEstimate = { bytes: number; dollars: number }

export type InsightsProgress = {
  state: 'running' | 'done' | 'stopped' | 'failed'
  /** Oldest first. While it runs, what was found so far. */
  events: LogEvent[]
  matched: number
  scanned: { records: number; bytes: number }
}

/** The query in the language of Logs Insights: lines that hold the text, the newest first. */
export function insightsQuery({ text, limit }: Pick<InsightsSearch, 'text' | 'limit'>): string {
  const filter = text === '' ? [] : [`filter @message like "${text.replace(/[\\"]/g, '\\$&')}"`]
  return [
    'fields @timestamp, @ingestionTime, @logStream, @message',
    ...filter,
    'sort @timestamp desc',
    `limit ${Math.max(1, Math.min(limit, MAX_RESULTS))}`,
  ].join(' | ')
}

/** One row of results as an event. Its id is Insights' pointer: it is not the event id that the other calls give. */
export function insightsEvent(row: { field?: string | undefined; value?: string | undefined }[]): LogEvent {
  const values = new Map(row.map(({ field, value }) => [field, value ?? '']))
  return {
    id: `insights:${values.get('@ptr') ?? ''}`,
    at: insightsMoment(values.get('@timestamp')),
    ingestedAt: insightsMoment(values.get('@ingestionTime')),
    stream: values.get('@logStream') ?? '',
    text: values.get('@message') ?? '',
  }
}

/** `bytes` of the group, in proportion to how much of its life the range covers. */
export function insightsEstimate(
  group: { storedBytes: number; createdAt: number; retentionDays: number | null },
  range: { from: number; to: number; now: number },
): InsightsEstimate {
  const oldest = Math.max(group.createdAt, group.retentionDays === null ? 0 : range.now - group.retentionDays * DAY_MS)
  const life = Math.max(1, range.now - oldest)
  const covered = Math.max(0, Math.min(range.to, range.now) - Math.max(range.from, oldest))
  const bytes = Math.round(group.storedBytes * Math.min(1, covered / life))
  return { bytes, dollars: (bytes / 1024 ** 3) * INSIGHTS_PRICE.perGb }
}

const DAY_MS = 86_400_000

/** `2026-08-21 14:03:11.482` is UTC. */
function insightsMoment(text: string | undefined): number {
  const at = Date.parse(`${(text ?? '').replace(' ', 'T')}Z`)
  return Number.isNaN(at) ? 0 : at
}
