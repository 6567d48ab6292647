import { afterAll, expect, it, vi } from 'vitest'
import { inventory, jwtSpec, launch } from './support'
import { undisturbedLaunch } from './undisturbed-launch'

// Read once, before anything else of the program runs.
vi.hoisted(() => {
  process.env.SLIPWAY_AWS_TIMEOUT_MS = '4000'
})

const { practice, calls, whole } = await undisturbedLaunch()
afterAll(() => practice.close())

// One launch meets them all, because each of them takes as long as the limit.
it(`${calls.length} calls that time out: the launch waits, and ends as if nothing had happened`, {
  timeout: 300_000,
}, async () => {
  for (const { service, operation } of calls) {
    practice.faults.add({ id: operation, match: { service, operation }, effect: { type: 'timeout' } })
  }
  const { last } = await launch(jwtSpec)
  expect(last.state).toBe('done')
  expect(await inventory()).toEqual(whole)
})
