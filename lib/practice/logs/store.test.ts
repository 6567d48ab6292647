import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findGroup, findStream } from '@/lib/practice/logs/slice'
import { comparePositions, eventId, parseEventId, SortedEvents, startOf } from '@/lib/practice/logs/sorted-events'
import { appendLogEvents, liveEvents, removeGroup, removeStream } from '@/lib/practice/logs/store'
import { openState, type StateStore } from '@/lib/practice/wire/state'

const PLACE = { region: 'us-east-1', group: 'g', stream: '__proto__' }

function messages(state: StateStore): string[] {
  const group = findGroup(state, PLACE.region, PLACE.group)
  return group ? [...liveEvents(state, group, 10_000).all.forward(startOf(0))].map(({ message }) => message) : []
}

describe('the store of events', () => {
  it('keeps every event over a restart', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'practice-logs-'))
    const file = path.join(folder, 'state.json')
    const state = openState(file)

    for (let i = 0; i < 100; i++) {
      const events = Array.from({ length: 100 }, (_, k) => ({ timestamp: i * 100 + k, message: `${i * 100 + k}` }))
      appendLogEvents(state, { ...PLACE, events, ingestionTime: 1 })
    }
    expect(messages(state)).toHaveLength(10_000)
    await state.flush()
    const kept = messages(openState(file))
    await rm(folder, { recursive: true })
    expect(kept).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i}`))
  })

  it('forgets streams and groups for good, and what has expired', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'practice-logs-'))
    const file = path.join(folder, 'state.json')
    const state = openState(file)
    const add = (group: string, stream: string, timestamp: number) =>
      appendLogEvents(state, { region: 'us-east-1', group, stream, events: [{ timestamp, message: stream }] })
    add('g', 'a', 5000)
    add('g', 'b', 5000)
    add('gone', 'a', 5000)
    add('g', 'old', 1000)
    await state.flush()
    const group = findGroup(state, 'us-east-1', 'g')
    const gone = findGroup(state, 'us-east-1', 'gone')
    const stream = group && findStream(group, 'b')
    expect(group && gone && stream).toBeTruthy()

    if (group && gone && stream) {
      removeStream(state, group, stream)
      removeGroup(state, gone)
      group.retentionDays = 1
      expect([...liveEvents(state, group, 86_402_000).all.forward(startOf(0))]).toHaveLength(1)
      delete group.retentionDays
    }
    await state.flush()
    const again = openState(file)
    expect(messages(again)).toEqual(['a'])
    expect(findGroup(again, 'us-east-1', 'gone')).toBeUndefined()
    add('gone', 'a', 6000)
    expect(gone && [...liveEvents(state, gone, 10_000).all.forward(startOf(0))]).toHaveLength(1)
    await rm(folder, { recursive: true })
  })

  it('takes over what an earlier version kept', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'practice-logs-'))
    const file = path.join(folder, 'state.json')
    const group = { key: 'us-east-1:g', region: 'us-east-1', name: 'g', createdAt: 1, streams: {}, tags: {} }
    const recent = [['us-east-1:g', 's', 7, 8, 1, 'kept']]
    const logs = { groups: { 'us-east-1:g': group }, sequence: 1, recent }
    await writeFile(file, JSON.stringify({ version: 1, slices: { logs } }))
    const state = openState(file)
    expect(messages(state)).toEqual(['kept'])
    await state.flush()
    expect(messages(openState(file))).toEqual(['kept'])
    await rm(folder, { recursive: true })
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
