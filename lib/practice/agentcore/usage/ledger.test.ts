import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  KEPT_MS,
  noteBoot,
  noted,
  noteEnd,
  noteRefused,
  settledUntil,
  usageOf,
} from '@/lib/practice/agentcore/usage/ledger'
import { openState } from '@/lib/practice/wire/state'

const DAY = 86_400_000
const START = Date.UTC(2026, 8, 1, 12)
const PLACE = { region: 'us-east-1', runtimeId: 'tools-AbCdEf1234' }
const NAMES = { runtimeName: 'tools', endpointName: 'DEFAULT' }

function boot(sessionId: string, startedAt = START) {
  return { ...PLACE, ...NAMES, sessionId, startedAt, platform: 'V1' as const, idleMs: 900_000, lifetimeMs: 28_800_000 }
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('tells the same after the account was started anew', async () => {
  const file = path.join(folder, 'state')
  const state = openState(file)
  let now = START
  noteBoot(state, boot('one'))
  const place = { ...PLACE, sessionId: 'one' }
  const work = async () => {
    now += 2000
  }
  await noted(
    state,
    place,
    () => now,
    work,
    () => 'ok',
  )
  const failure = new Error('no')
  const failing = noted(
    state,
    place,
    () => now,
    () => Promise.reject(failure),
    () => 'system-error',
  )
  await expect(failing).rejects.toBe(failure)
  noteRefused(state, PLACE, { ...NAMES, startedAt: now, endedAt: now, outcome: 'throttled' })
  noteEnd(state, place, { at: now + 1, why: 'stopped' })
  const told = usageOf(state, PLACE.region)
  expect(told).toMatchObject([
    {
      ...PLACE,
      refused: [{ outcome: 'throttled' }],
      sessions: [
        {
          sessionId: 'one',
          ended: { why: 'stopped' },
          invocations: [
            { startedAt: START, endedAt: START + 2000, outcome: 'ok' },
            { startedAt: START + 2000, endedAt: START + 2000, outcome: 'system-error' },
          ],
        },
      ],
    },
  ])
  await state.flush()
  expect(usageOf(openState(file), PLACE.region)).toEqual(told)
  expect(usageOf(state, 'eu-west-1')).toEqual([])
  expect(usageOf(state, PLACE.region, 'tools')).toEqual([])
})

it('knows nothing for certain while a request is under way', async () => {
  const state = openState(null)
  let finish = () => {}
  const work = () => new Promise<void>((resolve) => (finish = resolve))
  const answered = noted(
    state,
    { ...PLACE, sessionId: 'one' },
    () => START,
    work,
    () => 'ok',
  )
  expect(settledUntil(state, START + 5000)).toBe(START)
  finish()
  await answered
  expect(settledUntil(state, START + 5000)).toBe(START + 5000)
})

it('forgets what is too old', () => {
  const state = openState(null)
  noteBoot(state, boot('old'))
  noteBoot(state, boot('young', START + KEPT_MS))
  expect(usageOf(state, PLACE.region)[0]?.sessions).toHaveLength(2)
  noteBoot(state, boot('new', START + KEPT_MS + DAY))
  expect(usageOf(state, PLACE.region)[0]?.sessions.map(({ sessionId }) => sessionId)).toEqual(['young', 'new'])
})
