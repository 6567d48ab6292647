import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { resetAccount } from '@/lib/practice/admin'
import type { FaultInput } from '@/lib/practice/faults'
import { connectTo, inventory, jwtSpec, launch, startTestPractice } from './support'

// Read once, before anything else of the program runs. Longer than the practice account needs for the keys of a pool.
vi.hoisted(() => {
  process.env.SLIPWAY_AWS_TIMEOUT_MS = '4000'
})

type Service = NonNullable<NonNullable<FaultInput['match']>['service']>
type Call = { service: Service; operation: string }

/** The SDK sends most requests three times, so only what strikes each of them gets to Slipway. */
const ATTEMPTS = 3

const OVERCOME = ['throttle', 'server-error', 'reset'] as const
const REPORTED = [
  { type: 'access-denied', code: 'access-denied' },
  { type: 'expired-credentials', code: 'credentials-expired' },
] as const

const made = new Map<string, Call>()
const practice = await startTestPractice(0, ({ phase, service, operation }) => {
  if (phase === 'received') {
    made.set(`${service} ${operation}`, { service: service as Service, operation })
  }
})
connectTo(practice)
const { last: undisturbed } = await launch(jwtSpec)
// Whose account this is stays known for as long as the program runs.
const calls = [...made.values()].filter(({ service }) => service !== 'sts')
const whole = await inventory()

beforeEach(() => resetAccount(practice))
afterAll(() => practice.close())

function strike({ service, operation }: Call, type: FaultInput['effect']['type'], times: number) {
  resetAccount(practice)
  practice.faults.add({ id: operation, match: { service, operation, times }, effect: { type } })
}

describe(`${calls.length} calls of a launch × 6 faults`, () => {
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

  // One launch meets them all, because each of them takes as long as the limit.
  it('timeout at every call: the launch waits, and ends as if nothing had happened', { timeout: 300_000 }, async () => {
    for (const { service, operation } of calls) {
      practice.faults.add({ id: operation, match: { service, operation }, effect: { type: 'timeout' } })
    }
    const { last } = await launch(jwtSpec)
    expect(last.state).toBe('done')
    expect(await inventory()).toEqual(whole)
  })

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
