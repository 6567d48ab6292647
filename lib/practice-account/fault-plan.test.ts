import { describe, expect, it } from 'vitest'
import type { PracticeFaults } from '@/lib/practice-account/admin'
import { changeFor, choiceOf, type FaultChoice } from '@/lib/practice-account/fault-plan'

const quiet: PracticeFaults = {
  faults: [],
  left: [],
  switches: {
    createFailed: null,
    updateFailed: null,
    imageRegion: null,
    claimMismatch: null,
    noisyLogs: false,
    hostileLogs: false,
    rolePropagationMs: 4000,
    policyPropagationMs: 2000,
    readyMs: 6000,
    coldStartMs: 800,
    trailLagMs: 300_000,
    lastAccessedLagMs: 60_000,
  },
}

const choice: FaultChoice = {
  wire: ['throttle', 'slow'],
  service: 'iam',
  times: null,
  troubles: ['createFailed', 'hostileLogs'],
  delays: {
    rolePropagationMs: 0.5,
    policyPropagationMs: 0,
    readyMs: 12,
    coldStartMs: 0.8,
    trailLagMs: 300,
    lastAccessedLagMs: 60,
  },
}

function apply(current: PracticeFaults, change: ReturnType<typeof changeFor>): PracticeFaults {
  return { faults: change.faults ?? current.faults, left: [], switches: { ...current.switches, ...change.switches } }
}

describe('fault plan', () => {
  it('reads back as the same choice', () => {
    expect(choiceOf(apply(quiet, changeFor(choice, quiet)))).toEqual(choice)
  })

  it('switches everything off again', () => {
    const spoiled = apply(quiet, changeFor(choice, quiet))
    const nothing = { ...choice, wire: [], troubles: [], delays: choiceOf(quiet).delays }

    expect(apply(spoiled, changeFor(nothing, spoiled))).toEqual(quiet)
  })

  it('keeps the faults that something else put there', () => {
    const foreign = {
      id: 'from-a-test',
      match: { skip: 0, times: 1 },
      effect: { type: 'reset', when: 'after' as const },
    }
    const current = { ...quiet, faults: [foreign] }

    expect(changeFor({ ...choice, wire: [] }, current).faults).toEqual([foreign])
  })
})
