import { describe, expect, it } from 'vitest'
import { runFaultSuite, type SuitePlan } from '@/lib/logs/tail/testing/fault-suite'

// A million events take half a minute: npm run bench -- tail-ledger.
describe('the fault suite', () => {
  it.each<SuitePlan>([
    { events: 200_000, minutes: 20, disconnects: 100, seed: 3 },
    { events: 40_000, minutes: 40, disconnects: 100, seed: 7 },
  ])(
    'loses nothing, shows nothing twice, and is never verified too far: %j',
    async (plan) => {
      const result = await runFaultSuite(plan)
      expect(result).toMatchObject({
        lost: 0,
        duplicates: 0,
        repeatedOtherwise: 0,
        ahead: 0,
        gaps: 0,
        connections: 101,
      })
      expect(result.densestSecond).toBeLessThanOrEqual(3)
    },
    120_000,
  )
})
