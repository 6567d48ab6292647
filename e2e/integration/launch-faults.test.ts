import { afterAll, describe, expect, it } from 'vitest'
import type { FaultInput } from '@/lib/practice/wire/faults'
import { inventory, jwtSpec, launch } from './support'
import { type Call, returnTo, undisturbedLaunch } from './undisturbed-launch'

const { practice, calls, whole, last: undisturbed, close } = await undisturbedLaunch()

afterAll(close)

/** The SDK sends most requests three times, so only what strikes each of them gets to Slipway. */
const ATTEMPTS = 3

const OVERCOME = ['throttle', 'server-error', 'reset'] as const
const REPORTED = [
  { type: 'access-denied', code: 'access-denied' },
  { type: 'expired-credentials', code: 'credentials-expired' },
] as const

/** Sets the launch back to just before the call, and lets the fault wait for it there. */
function strike({ service, operation, before }: Call, type: FaultInput['effect']['type'], times: number) {
  returnTo(practice, before)
  practice.faults.add({ id: operation, match: { service, operation, times }, effect: { type } })
}

describe(`${calls.length} calls of a launch × 5 faults`, () => {
  it('reads and writes what a launch is made of', () => {
    expect(undisturbed.state).toBe('done')
    expect(calls.length).toBeGreaterThan(20)
  })

  it.each(OVERCOME)(
    '%s at a call: the launch waits, and ends as if nothing had happened',
    {
      timeout: 600_000,
    },
    async (type) => {
      for (const call of calls) {
        strike(call, type, ATTEMPTS)
        const { last, results } = await launch(jwtSpec, call.before.performed)
        const waited = results.some(({ state }) => state === 'waiting')
        expect([call.operation, waited, last.state]).toEqual([call.operation, true, 'done'])
        expect(await inventory(), call.operation).toEqual(whole)
      }
    },
  )

  it.each(REPORTED)(
    '$type at a call: it is reported with a remedy, and the next launch goes on',
    {
      timeout: 600_000,
    },
    async ({ type, code }) => {
      for (const call of calls) {
        strike(call, type, 1)
        const { last } = await launch(jwtSpec, call.before.performed)
        expect([call.operation, last]).toMatchObject([
          call.operation,
          { state: 'failed', failure: { code, message: expect.any(String), remedy: expect.any(String) } },
        ])
        expect((await launch(jwtSpec)).last.state).toBe('done')
        expect(await inventory(), call.operation).toEqual(whole)
      }
    },
  )
})
