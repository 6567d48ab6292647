import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Practice } from '@/lib/practice/server/start'
import { listJwtRuntimes } from '@/lib/runtimes/queries'
import { connection, connectTo, jwtSpec, launch, startTestPractice } from './support'

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(jwtSpec)
}, 20_000)
afterEach(() => practice.faults.clear())
afterAll(() => practice.close())

const match = { service: 'agentcore-control', operation: 'GetAgentRuntime', times: null } as const

describe('the runtimes that accept tokens', () => {
  it('are all of those that could be read', async () => {
    expect(await listJwtRuntimes(connection)).toMatchObject({
      ok: true,
      data: { runtimes: [{ name: 'guide' }], unread: null },
    })
  })

  it('may be more, where one can’t be read: who asks hears which, and why', async () => {
    practice.faults.add({ id: 'denied', match, effect: { type: 'access-denied' } })
    const answer = await listJwtRuntimes(connection)
    expect(answer).toMatchObject({ ok: true, data: { runtimes: [], unread: { code: 'access-denied' } } })
    expect(answer.ok && answer.data.unread?.message).toMatch(/^Whether guide accepts tokens is not known\. \w/)
  })

  it('do not miss one that was deleted since it was listed', async () => {
    const code = 'ResourceNotFoundException'
    practice.faults.add({ id: 'gone', match, effect: { type: 'error', code, message: 'It is gone.' } })
    expect(await listJwtRuntimes(connection)).toMatchObject({ ok: true, data: { runtimes: [], unread: null } })
  })
})
