import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findGroup, logsSlice } from '@/lib/practice/logs/slice'
import { comparePositions, eventId, parseEventId, SortedEvents, startOf } from '@/lib/practice/logs/sorted-events'
import { appendLogEvents, liveEvents } from '@/lib/practice/logs/store'
import { openState, type StateStore } from '@/lib/practice/wire/state'

const PLACE = { region: 'us-east-1', group: 'g', stream: '__proto__' }

function messages(state: StateStore): string[] {
  const group = findGroup(state, PLACE.region, PLACE.group)
  return group ? [...liveEvents(state, group, 10_000).all.forward(startOf(0))].map(({ message }) => message) : []
}

describe('the store of events', () => {
  it('keeps the newest over a restart, and the state file small', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'practice-logs-'))
    const file = path.join(folder, 'state.json')
    const state = openState(file)

    for (let i = 0; i < 100; i++) {
      const events = Array.from({ length: 100 }, (_, k) => ({ timestamp: i * 100 + k, message: `${i * 100 + k}` }))
      appendLogEvents(state, { ...PLACE, events, ingestionTime: 1 })
    }
    expect(messages(state)).toHaveLength(10_000)
    expect(logsSlice(state).recent.length).toBeLessThanOrEqual(4000)
    await state.flush()
    const kept = messages(openState(file))
    await rm(folder, { recursive: true })
    expect(kept.length).toBeGreaterThanOrEqual(2000)
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => `${10_000 - kept.length + i}`))
  })

  it('is empty after a reset', () => {
    const state = openState(null)
    appendLogEvents(state, { ...PLACE, events: [{ timestamp: 1, message: 'x' }] })
    state.reset()
    expect(messages(state)).toEqual([])
    appendLogEvents(state, { ...PLACE, events: [{ timestamp: 2, message: 'y' }] })
    expect(messages(state)).toEqual(['y'])
  })

  it('holds events in order, whatever order they come in', () => {
    const times = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 6000, size: 'max' })
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 500 }), (given, limit) => {
        const events = new SortedEvents()
        const all = given.map((timestamp, sequence) => ({
          timestamp,
          sequence,
          ingestionTime: 5,
          stream: 's',
          message: '',
          bytes: 1,
        }))
        all.forEach((event) => {
          events.insert(event)
        })
        const sorted = [...all].sort(comparePositions)
        expect([...events.forward(startOf(limit))]).toEqual(sorted.filter((event) => event.timestamp >= limit))
        expect([...events.backward(startOf(limit))]).toEqual(
          sorted.filter((event) => event.timestamp < limit).reverse(),
        )
        expect(events.dropBefore(limit)).toBe(sorted.filter((event) => event.timestamp < limit).length)
        expect([...events.forward(startOf(0))]).toHaveLength(sorted.filter((event) => event.timestamp >= limit).length)
      }),
      { numRuns: 40 },
    )
  })

  it('writes ids in the order of the events', () => {
    const position = fc.record({
      timestamp: fc.nat(),
      ingestionTime: fc.nat(),
      sequence: fc.nat(),
    })
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(parseEventId(eventId(a))).toEqual(a)
        expect(eventId(a)).toHaveLength(56)
        expect(Math.sign(comparePositions(a, b))).toBe(eventId(a) < eventId(b) ? -1 : eventId(a) > eventId(b) ? 1 : 0)
      }),
    )
  })
})
