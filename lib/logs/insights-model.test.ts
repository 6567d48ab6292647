import { describe, expect, it } from 'vitest'
import { insightsEstimate, insightsEvent, insightsQuery } from '@/lib/logs/insights-model'

const GB = 1024 ** 3
const DAY = 86_400_000

describe('Logs Insights', () => {
  it('is asked for lines that hold a text, whatever is in the text', () => {
    expect(insightsQuery({ text: 'a "b" | \\c', limit: 50 })).toBe(
      'fields @timestamp, @ingestionTime, @logStream, @message | filter @message like "a \\"b\\" | \\\\c" | sort @timestamp desc | limit 50',
    )
    expect(insightsQuery({ text: '', limit: 99_999 })).toMatch(/@message \| sort .* \| limit 10000$/)
  })

  it('is estimated by the share of the group that the range covers', () => {
    const group = { storedBytes: 100 * GB, createdAt: 0, retentionDays: null }
    const now = 10 * DAY
    expect(insightsEstimate(group, { from: 0, to: now, now })).toEqual({ bytes: 100 * GB, dollars: 0.5 })
    expect(insightsEstimate(group, { from: 9 * DAY, to: 20 * DAY, now })).toEqual({ bytes: 10 * GB, dollars: 0.05 })
    expect(insightsEstimate({ ...group, retentionDays: 1 }, { from: 0, to: now, now }).bytes).toBe(100 * GB)
    expect(insightsEstimate(group, { from: 11 * DAY, to: 12 * DAY, now }).bytes).toBe(0)
  })

  it('gives rows as events, in UTC', () => {
    const row = [
      { field: '@timestamp', value: '2026-08-21 14:03:11.482' },
      { field: '@ingestionTime', value: '2026-08-21 14:03:15.000' },
      { field: '@logStream', value: 's' },
      { field: '@message', value: 'text' },
      { field: '@ptr', value: 'abc' },
    ]
    expect(insightsEvent(row)).toEqual({
      id: 'insights:abc',
      at: Date.UTC(2026, 7, 21, 14, 3, 11, 482),
      ingestedAt: Date.UTC(2026, 7, 21, 14, 3, 15),
      stream: 's',
      text: 'text',
    })
  })
})
