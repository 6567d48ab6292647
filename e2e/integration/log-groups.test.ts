import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeClients } from '@/lib/aws/clients'
import { deleteLogGroup, setRetention } from '@/lib/logs/mutations'
import { listRuntimeLogGroups } from '@/lib/logs/queries'
import type { Practice } from '@/lib/practice/server/start'
import { actor, connection, connectTo, launch, sigv4Spec, startTestPractice } from './support'

const ORPHAN = '/aws/bedrock-agentcore/runtimes/gone-AbCdEf1234-DEFAULT'

let practice: Practice

beforeAll(async () => {
  practice = await startTestPractice()
  connectTo(practice)
  await launch(sigv4Spec)
  await writeClients(actor, connection).logs.createLogGroup({ logGroupName: ORPHAN })
  await writeClients(actor, connection).logs.createLogGroup({ logGroupName: '/aws/lambda/other' })
})
afterAll(() => practice.close())

async function groups() {
  const answer = await listRuntimeLogGroups(connection)
  return answer.ok ? answer.data : []
}

describe('log groups of runtimes', () => {
  it('take a retention, lose it again, and refuse a period that AWS has not', async () => {
    const retention = async () => (await groups()).find(({ name }) => name === ORPHAN)?.retentionDays

    expect(await setRetention(actor, connection, { group: ORPHAN, days: 30, shown: null })).toEqual({
      ok: true,
      data: null,
    })
    expect(await retention()).toBe(30)
    expect(await setRetention(actor, connection, { group: ORPHAN, days: 31, shown: 30 })).toMatchObject({
      error: { code: 'invalid-input' },
    })
    expect(await retention()).toBe(30)
    expect(await setRetention(actor, connection, { group: ORPHAN, days: null, shown: 30 })).toEqual({
      ok: true,
      data: null,
    })
    expect(await retention()).toBeNull()
  })

  it('are deleted; a group that is no runtime’s, never', async () => {
    expect(await deleteLogGroup(actor, connection, '/aws/lambda/other')).toMatchObject({ error: { code: 'refused' } })
    expect((await groups()).map(({ name }) => name)).toContain(ORPHAN)
    expect(await deleteLogGroup(actor, connection, ORPHAN)).toEqual({ ok: true, data: null })
    expect((await groups()).map(({ name }) => name)).not.toContain(ORPHAN)
    expect(await deleteLogGroup(actor, connection, ORPHAN)).toMatchObject({ error: { code: 'not-found' } })
  })
})
