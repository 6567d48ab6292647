import { CloudTrail, type Event } from '@aws-sdk/client-cloudtrail'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeRole, type TestAccount } from '@/lib/practice/agentcore/testing/account'
import { detail, lookup, trailAccount } from '@/lib/practice/cloudtrail/testing/history'

let trail: CloudTrail
let account: TestAccount

beforeEach(async () => {
  account = await trailAccount()
  trail = new CloudTrail(account.config)
})

afterEach(async () => {
  await account.practice.close()
})

describe('a lookup', () => {
  async function makeGroups(count: number) {
    for (let index = 0; index < count; index += 1) {
      await account.logs.createLogGroup({ logGroupName: `group-${index}` })
      account.clock.now += index % 3 === 0 ? 0 : 400
    }
    account.clock.now += 1000
  }
  const created = { LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'CreateLogGroup' }] }
  const groupOf = (event: Event) => detail(event).requestParameters.logGroupName

  it('gives pages, newest first and each event once, while others happen', async () => {
    await makeGroups(11)
    const found: string[] = []
    let token: string | undefined

    do {
      const page = await trail.lookupEvents({ ...created, MaxResults: 3, ...(token ? { NextToken: token } : {}) })
      found.push(...(page.Events ?? []).map(groupOf))
      token = page.NextToken
      await account.logs.createLogGroup({ logGroupName: `later-${found.length}` })
      account.clock.now += 1000
    } while (token)
    expect(found).toEqual(Array.from({ length: 11 }, (_, index) => `group-${10 - index}`))
  })

  it('takes a token with the parameters that it was given for only', async () => {
    await makeGroups(3)
    const { NextToken } = await trail.lookupEvents({ ...created, MaxResults: 1 })
    const failure = { name: 'InvalidNextTokenException' }
    account.clock.now += 1000
    await expect(trail.lookupEvents({ MaxResults: 1, NextToken })).rejects.toMatchObject(failure)
    await expect(trail.lookupEvents({ ...created, NextToken: 'mine' })).rejects.toMatchObject(failure)
    const elsewhere = new CloudTrail({ ...account.config, region: 'eu-west-1' })
    await expect(elsewhere.lookupEvents({ ...created, NextToken })).rejects.toMatchObject(failure)
  })

  it.each([
    [
      'InvalidLookupAttributesException',
      { LookupAttributes: [...created.LookupAttributes, ...created.LookupAttributes] },
    ],
    ['InvalidTimeRangeException', { StartTime: new Date(2000), EndTime: new Date(1000) }],
    ['InvalidMaxResultsException', { MaxResults: 51 }],
  ])('is refused with %s', async (name, input) => {
    await expect(trail.lookupEvents(input)).rejects.toMatchObject({ name })
  })

  it('finds by every attribute, and by exact values only', async () => {
    await makeGroups(1)
    const [event] = await lookup(account, 'EventName', 'CreateLogGroup')
    expect(await lookup(account, 'EventId', event?.EventId ?? '')).toHaveLength(1)
    expect(await lookup(account, 'EventName', 'CreateLog')).toEqual([])
    expect((await lookup(account, 'ReadOnly', 'false')).map(({ EventName }) => EventName)).toEqual(['CreateLogGroup'])
    expect((await lookup(account, 'ReadOnly', 'true')).length).toBeGreaterThan(0)
    expect((await lookup(account, 'AccessKeyId', account.practice.accessKeyId)).length).toBeGreaterThan(1)
    await makeRole(account, 'tools-role')
    expect(await lookup(account, 'ResourceType', 'AWS::IAM::Role')).toHaveLength(2)
    expect(await lookup(account, 'ResourceName', 'tools-role')).toHaveLength(2)
    expect(await lookup(account, 'EventSource', 'iam.amazonaws.com')).toHaveLength(2)
  })

  it('is of a period and a region', async () => {
    const start = account.clock.now
    await makeGroups(1)
    account.clock.now += 3_600_000
    await account.logs.createLogGroup({ logGroupName: 'second' })
    await expect(new CloudTrail({ ...account.config, region: 'eu-west-1' }).lookupEvents({})).resolves.toMatchObject({
      Events: [],
    })
    const early = await trail.lookupEvents({ ...created, EndTime: new Date(start + 60_000) })
    expect(early.Events?.map(groupOf)).toEqual(['group-0'])
    const late = await trail.lookupEvents({ ...created, StartTime: new Date(start + 60_000) })
    expect(late.Events?.map(groupOf)).toEqual(['second'])
  })

  it('may be asked twice a second in each region', async () => {
    await trail.lookupEvents({})
    account.clock.now += 600
    await trail.lookupEvents({})
    await expect(trail.lookupEvents({})).rejects.toMatchObject({ name: 'ThrottlingException' })
    await new CloudTrail({ ...account.config, region: 'eu-west-1' }).lookupEvents({})
    account.clock.now += 401
    await trail.lookupEvents({})
  })

  it('shows an event five minutes later unless told otherwise', async () => {
    account.practice.faults.switch({ trailLagMs: 300_000 })
    await makeGroups(1)
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toEqual([])
    account.clock.now += 300_000
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toHaveLength(1)
  })

  it('forgets events after 90 days, and all with the account', async () => {
    await makeGroups(1)
    account.clock.now += 89 * 86_400_000
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toHaveLength(1)
    account.clock.now += 2 * 86_400_000
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toEqual([])
    await account.logs.createLogGroup({ logGroupName: 'another' })
    await fetch(`${account.practice.url}/_practice/reset`, {
      method: 'POST',
      headers: { 'x-practice-key': account.practice.secretAccessKey },
    })
    account.practice.faults.switch({ trailLagMs: 0 })
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toEqual([])
  })
})
