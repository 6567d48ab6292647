import { expect, it } from 'vitest'
import { deliveryName, usageLogsHourCost } from '@/lib/usage/delivery/names'

it('keeps within what AWS takes as a name, and apart from namesakes', () => {
  expect(deliveryName('guide-AbCdEf1234')).toBe('slipway-usage-guide-AbCdEf1234')
  const [one, other] = ['AbCdEf1234', 'AbCdEf1235'].map((end) => deliveryName(`${'n'.repeat(48)}-${end}`))
  expect(one).toMatch(/^[\w-]{1,60}$/)
  expect(one).not.toBe(other)
})

it('costs about a tenth of a cent an hour', () => {
  expect(usageLogsHourCost()).toBeCloseTo(0.0009, 6)
})
