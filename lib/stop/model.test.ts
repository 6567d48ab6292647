import { expect, it } from 'vitest'
import { type LeverState, stopStateOf } from '@/lib/stop/model'

const lever = (kind: 'role' | 'runtime' | 'endpoint', state: LeverState) => ({ kind, name: kind, arn: kind, state })

it.each([
  ['a deny on one of two endpoints', ['open', 'open', 'elsewhere'], 'running'],
  ['a deny on every endpoint', ['open', 'elsewhere', 'elsewhere'], 'elsewhere'],
  ['a role that is denied everything', ['elsewhere', 'open', 'open'], 'elsewhere'],
] as const)('%s', (_, [role, one, other], state) => {
  expect(stopStateOf([lever('role', role), lever('endpoint', one), lever('endpoint', other)])).toBe(state)
})
