import { expect, it } from 'vitest'
import { randomCases } from './cases'
import { compareEvaluators } from './compare'

it('decides like iam-simulate on 2,000 cases, but where AWS documents otherwise', async () => {
  const { effects, disagreements } = await compareEvaluators(randomCases(SEED, 2000))
  const unexplained = disagreements.filter(({ reason }) => !reason)
  expect(unexplained.map(({ one, own, peer }) => JSON.stringify({ own, peer, ...one }))).toEqual([])
  expect(Math.min(...Object.values(effects))).toBeGreaterThan(300)
}, 60_000)

const SEED = 20261123
