import { expect, it } from 'vitest'
import { parseBudget, spendOf } from '@/lib/usage/budget/budget'

const NOW = Date.parse('2026-12-01T12:00:00Z')
const use = { vcpuHours: 10, gbHours: 100, region: 'us-east-1', now: NOW }

it('is an amount in range, to the cent', () => {
  expect(['0.01', '5', '100000', '4.50'].map(parseBudget)).toEqual([0.01, 5, 100_000, 4.5])
  expect(['0', '0.001', '100000.01', '-5', '1e3', ' 5', '', undefined].map(parseBudget)).toEqual(Array(8).fill(null))
})

it('projects a month from 30 days, and from the age of a younger server', () => {
  const old = spendOf({ ...use, createdAt: '2026-01-01T00:00:00Z' }, 5)
  expect(old).toMatchObject({ last30: 1.84, budget: 5 })
  expect(old.perDay).toBeCloseTo(1.84 / 30, 9)
  expect(spendOf({ ...use, createdAt: '2026-11-29T12:00:00Z' }, null).perDay).toBeCloseTo(0.92, 9)
  expect(spendOf({ ...use, createdAt: '2026-12-01T11:00:00Z' }, null).perDay).toBeCloseTo(1.84, 9)
})

it('is not known where no price is published', () => {
  const none = { perDay: null, last30: null, projectedMonth: null, budget: 5 }
  expect(spendOf({ ...use, region: 'sa-east-1', createdAt: '' }, 5)).toMatchObject(none)
})

it('takes the rate of the platform version', () => {
  const of = (platformVersion: string, region = 'us-east-1') =>
    spendOf({ ...use, region, platformVersion, createdAt: '' }, null).last30
  expect(of('V1')).toBeCloseTo(10 * 0.0895 + 100 * 0.00945, 9)
  expect(of('V2')).toBeCloseTo(10 * 0.1276 + 100 * 0.0169, 9)
  expect([of('V2', 'eu-central-1'), of('V3')]).toEqual([null, null])
})
