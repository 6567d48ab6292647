import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { TrailEvent } from '@/lib/practice/cloudtrail/event'
import { addEvent, eventsOf, keepEvents } from '@/lib/practice/cloudtrail/trail'
import { openState, type StateStore } from '@/lib/practice/wire/state'

const START = Date.UTC(2026, 10, 30, 23, 59, 0)

function event(id: number, at: number, region = 'us-east-1'): TrailEvent {
  return {
    id: String(id),
    at,
    source: 'iam.amazonaws.com',
    name: 'ListRoles',
    region,
    from: '127.0.0.1',
    agent: 'test',
    requestId: 'r',
    readOnly: true,
    actor: { type: 'service' },
    parameters: null,
    response: null,
    resources: [],
  }
}

function idsOf(state: StateStore, region = 'us-east-1'): string[] {
  return [...eventsOf(state, { region, from: 0, to: START + 1e10 })].map(({ id }) => id)
}

it('outlives the process, over the end of a day', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'trail-'))
  const file = path.join(folder, 'state')

  try {
    const state = openState(file)
    Array.from({ length: 4 }, (_, index) => addEvent(state, event(index, START + index * 30_000)))
    addEvent(state, event(9, START, 'eu-west-1'))
    keepEvents(state, START)
    await state.flush()
    const again = openState(file)
    expect(idsOf(again)).toEqual(['3', '2', '1', '0'])
    expect(idsOf(again, 'eu-west-1')).toEqual(['9'])
  } finally {
    await rm(folder, { recursive: true })
  }
})

it('keeps the newest hundred thousand at most', () => {
  const state = openState(null)
  const add = (count: number, first: number) => {
    for (let index = first; index < first + count; index += 1) {
      addEvent(state, event(index, START + index, index % 2 ? 'us-east-1' : 'eu-west-1'))
    }
    keepEvents(state, START)
  }
  add(100_000, 0)
  expect(idsOf(state).length + idsOf(state, 'eu-west-1').length).toBe(100_000)
  add(10, 100_000)
  const [east, west] = [idsOf(state), idsOf(state, 'eu-west-1')]
  expect(east.length + west.length).toBe(90_000)
  expect([east[0], west[0], east.at(-1), west.at(-1)]).toEqual(['100009', '100008', '10011', '10010'])
})
