import { afterAll, expect, it, vi } from 'vitest'
import { undisturbedLaunch } from './undisturbed-launch'

const { practice, calls, whole, close } = await undisturbedLaunch()
afterAll(close)

// The limit is read once. Only what follows is in a hurry: the first launch of a process is slow by itself.
vi.stubEnv('SLIPWAY_AWS_TIMEOUT_MS', '400')
vi.resetModules()
const { inventory, jwtSpec, launch } = await import('./support')

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
