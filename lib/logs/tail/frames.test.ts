import { describe, expect, it } from 'vitest'
import type { TailMessage } from '@/lib/logs/event'
import { Frames } from '@/lib/logs/tail/frames'

const lines = (text: string): TailMessage => ({
  type: 'lines',
  late: false,
  events: [{ id: '1', at: 1, ingestedAt: 1, stream: 's', text }],
})

describe('the bytes of a message', () => {
  it('are made once for all of its readers, on one line', () => {
    const frames = new Frames()
    const message = lines('a\nb\u2028')
    const bytes = frames.dataOf(message)
    expect(frames.dataOf(message)).toBe(bytes)
    const text = new TextDecoder().decode(bytes)
    expect(text).toMatch(/^data: [^\n]*\n\n$/)
    expect(JSON.parse(text.slice('data: '.length))).toEqual(message)
  })

  it('are not kept for ever: the oldest go first', () => {
    const frames = new Frames()
    const messages = Array.from({ length: 5 }, () => lines('x'.repeat(1024 * 1024)))
    const first = messages.map((message) => frames.dataOf(message))
    expect(frames.dataOf(messages[4] as TailMessage) === first[4]).toBe(true)
    expect(frames.dataOf(messages[0] as TailMessage) === first[0]).toBe(false)
  })
})
