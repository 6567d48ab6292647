import { expect, it } from 'vitest'
import { retentionText } from '@/lib/logs/retention'

it.each([
  [null, 'for ever'],
  [1, '1 day'],
  [1096, '1,096 days'],
])('says how long lines are kept: %s', (days, text) => {
  expect(retentionText(days)).toBe(text)
})
