import { expect, it } from 'vitest'
import { judgeCost } from '@/lib/health/checks/cost-check'

const runtime = { id: 'guide-AbCdEf1234' }
const spend = { perDay: 0.04, last30: 1.2, projectedMonth: 1.22, budget: 5, source: 'metrics' as const }

it('says what a day costs, and the budget', () => {
  expect(judgeCost(runtime, spend)).toMatchObject({ state: 'well', evidence: '$0.04 a day; budget $5 a month.' })
  expect(judgeCost(runtime, { ...spend, budget: null }).evidence).toBe('$0.04 a day.')
  expect(judgeCost(runtime, { ...spend, perDay: 0.001 }).evidence).toMatch(/^Less than \$0\.01 a day;/)
})

it('warns above the budget, not at it', () => {
  expect(judgeCost(runtime, { ...spend, budget: 1.22 }).state).toBe('well')
  const over = judgeCost(runtime, { ...spend, budget: 1 })
  expect(over).toMatchObject({ state: 'warning', action: { href: '/runtimes/guide-AbCdEf1234/usage' } })
  expect(over.evidence).toBe('$0.04 a day is about $1.22 a month, above the budget of $1.')
})

it('makes up no price', () => {
  const none = { ...spend, perDay: null, last30: null, projectedMonth: null }
  expect(judgeCost(runtime, none)).toMatchObject({ state: 'note' })
  expect(judgeCost(runtime, none).perDay).toBeUndefined()
})
