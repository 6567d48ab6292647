import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { operatorOf } from '@/lib/practice/iam/access/identity'
import type { Practice } from '@/lib/practice/server/start'
import { onlyUserName } from '@/lib/tokens/user-pool/only-user'
import { actor, connection, connectTo, startTestPractice } from './support'

let practice: Practice
const calls: string[] = []

beforeAll(async () => {
  practice = await startTestPractice(0, ({ phase, operation }) => {
    calls.push(...(phase === 'received' ? [operation] : []))
  })
  connectTo(practice)
})
afterAll(() => practice.close())

async function poolOf(users: string[], settings: { UsernameAttributes?: ['email'] } = {}): Promise<string> {
  const { cognito } = writeClients(actor, connection)
  const { UserPool } = await cognito.createUserPool({ PoolName: 'slipway-guide', ...settings })
  const UserPoolId = UserPool?.Id ?? ''

  for (const Username of users) {
    await cognito.adminCreateUser({ UserPoolId, Username, MessageAction: 'SUPPRESS' })
  }
  return UserPoolId
}

describe('the user of a pool with a single one', () => {
  it('is found with one call', async () => {
    const pool = await poolOf(['owner'])
    calls.length = 0
    expect(await onlyUserName(connection, pool)).toBe('owner')
    expect(calls).toEqual(['ListUsers'])
  })

  it('is nobody while Cognito does not answer: the form that it fills in waits for nobody', async () => {
    const pool = await poolOf(['owner'])
    practice.faults.add({ id: 'silent', match: { operation: 'ListUsers', times: null }, effect: { type: 'timeout' } })
    calls.length = 0
    expect(await onlyUserName(connection, pool, 50)).toBeUndefined()
    // On a busy machine the patience may be over before the call is out.
    expect(calls.length).toBeLessThanOrEqual(1)
    practice.faults.clear()
  })

  it('is nobody where these credentials may not ask', async () => {
    const pool = await poolOf(['owner'])
    const operator = operatorOf(practice.state)
    const allowed = operator.policy
    operator.policy = '{"Version":"2012-10-17","Statement":[]}'
    expect(await onlyUserName(connection, pool)).toBeUndefined()
    operator.policy = allowed
  })

  it('is nobody in a pool of two, of none, or of names that nobody knows', async () => {
    expect(await onlyUserName(connection, await poolOf(['owner', 'guest']))).toBeUndefined()
    expect(await onlyUserName(connection, await poolOf([]))).toBeUndefined()
    const byAddress = await poolOf(['ada@example.com'], { UsernameAttributes: ['email'] })
    expect(await onlyUserName(connection, byAddress)).toBeUndefined()
  })
})
