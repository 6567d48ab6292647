import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { resetAccount } from '@/lib/practice/admin'
import type { FaultInput } from '@/lib/practice/faults'
import { inventory, jwtSpec, launch } from './support'
import { type Call, undisturbedLaunch } from './undisturbed-launch'

const { practice, calls, whole, last: undisturbed } = await undisturbedLaunch()

beforeEach(() => resetAccount(practice))
afterAll(() => practice.close())

/** The SDK sends most requests three times, so only what strikes each of them gets to Slipway. */
const ATTEMPTS = 3

const OVERCOME = ['throttle', 'server-error', 'reset'] as const
const REPORTED = [
  { type: 'access-denied', code: 'access-denied' },
  { type: 'expired-credentials', code: 'credentials-expired' },
] as const

function strike({ service, operation }: Call, type: FaultInput['effect']['type'], times: number) {
  resetAccount(practice)
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
        const { last } = await launch(jwtSpec)
        expect([call.operation, last.state]).toEqual([call.operation, 'done'])
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
        const { last } = await launch(jwtSpec)
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
