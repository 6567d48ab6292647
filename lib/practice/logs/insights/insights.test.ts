import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { appendLogEvents } from '@/lib/practice/logs/store'
import { allow, TRUSTS_ACCOUNT, testAccount } from '@/lib/practice/testing/account'

const START = Date.UTC(2026, 7, 21)
const RANGE = { startTime: START / 1000, endTime: START / 1000 + 60 }

let account: Awaited<ReturnType<typeof testAccount>>

beforeEach(async () => {
  account = await testAccount()

  for (const [index, group] of ['/one', '/two'].entries()) {
    await account.logs.createLogGroup({ logGroupName: group })
    const events = Array.from({ length: 4 }, (_, i) => ({
      timestamp: START + 2000 * i + 1000 * index,
      message: JSON.stringify({ i, group }),
    }))
    appendLogEvents(account.practice.state, { region: account.practice.region, group, stream: 's', events })
  }
})
afterEach(() => account.practice.close())

async function ask(queryString: string, more: object = { logGroupName: '/one' }) {
  const { queryId } = await account.logs.startQuery({ ...RANGE, queryString, ...more })
  await account.logs.getQueryResults({ queryId })
  return account.logs.getQueryResults({ queryId })
}

describe('a query', () => {
  it('runs over several groups, however they are named', async () => {
    const query = 'fields i, group, @log | sort @timestamp | limit 3'
    const names = await ask(query, { logGroupNames: ['/one', '/two'] })
    expect(names.status).toBe('Complete')
    expect(names.statistics).toMatchObject({ recordsMatched: 8, recordsScanned: 8, logGroupsScanned: 2 })
    expect(names.results?.map((row) => row.slice(0, 3).map(({ value }) => value))).toEqual([
      ['0', '/one', '000000000000:/one'],
      ['0', '/two', '000000000000:/two'],
      ['1', '/one', '000000000000:/one'],
    ])
    const arn = (name: string) => `arn:aws:logs:us-east-1:000000000000:log-group:${name}`
    const arns = await ask(query, { logGroupIdentifiers: [arn('/one'), '/two'] })
    expect(arns.results).toEqual(names.results)
    await expect(ask(query, { logGroupName: '/one', logGroupNames: ['/two'] })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
    await expect(ask(query, { logGroupNames: ['/one', '/none'] })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })

  it('over many events runs while other calls are answered, and sees what was there at its start', async () => {
    const { practice, logs } = account
    const add = (count: number) => {
      const events = Array.from({ length: count }, (_, i) => ({ timestamp: START + i, message: `{"i":${i}}` }))
      appendLogEvents(practice.state, { region: practice.region, group: '/many', stream: 's', events })
    }
    add(30_000)
    const query = { ...RANGE, logGroupName: '/many', queryString: 'filter i >= 0 | stats count(*) as n' }
    const { queryId } = await logs.startQuery(query)
    add(100)
    const { queryId: stopped } = await logs.startQuery(query)
    await logs.stopQuery({ queryId: stopped })
    let looks = 1

    for (; (await logs.getQueryResults({ queryId })).status === 'Running'; looks += 1) {
      // The next look.
    }
    expect(looks).toBeGreaterThan(1)
    const { status, results, statistics } = await logs.getQueryResults({ queryId })
    expect([status, results?.[0]?.[0]?.value, statistics?.recordsScanned]).toEqual(['Complete', '30000', 30_000])
    const cut = await logs.getQueryResults({ queryId: stopped })
    expect(cut.status).toBe('Cancelled')
    expect(cut.statistics?.recordsScanned).toBeLessThan(30_100)
  })

  it('gives its results in pages', async () => {
    const { queryId } = await account.logs.startQuery({ ...RANGE, logGroupName: '/one', queryString: 'fields i' })
    await account.logs.getQueryResults({ queryId })
    const first = await account.logs.getQueryResults({ queryId, maxItems: 3 })
    const second = await account.logs.getQueryResults({ queryId, maxItems: 3, nextToken: first.nextToken })
    expect([first.results?.length, second.results?.length, second.nextToken]).toEqual([3, 1, undefined])
    await expect(account.logs.getQueryResults({ queryId, nextToken: 'x' })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })

  it('that cannot be compiled says where', async () => {
    await expect(ask('fields i | filter i == 1')).rejects.toMatchObject({
      name: 'MalformedQueryException',
      message: 'unexpected symbol found = at line 1 and position 22',
      queryCompileError: { location: { startCharOffset: 21, endCharOffset: 22 } },
    })
  })

  it('in a language of OpenSearch is refused as that', async () => {
    await expect(ask('source=x', { logGroupName: '/one', queryLanguage: 'PPL' })).rejects.toMatchObject({
      message: 'The practice account does not imitate queries of Logs Insights in PPL.',
    })
  })

  it('is listed, and needs the permission for each of its groups', async () => {
    await ask('fields i', { logGroupNames: ['/two', '/one'] })
    const { queries } = await account.logs.describeQueries({ logGroupName: '/one', status: 'Complete' })
    expect(queries).toMatchObject([{ queryString: 'fields i', queryLanguage: 'CWLI', logGroupName: '/two' }])
    expect((await account.logs.describeQueries({ status: 'Failed' })).queries).toEqual([])
    await account.iam.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: TRUSTS_ACCOUNT })
    const PolicyDocument = allow('logs:StartQuery', 'arn:aws:logs:*:*:log-group:/one:*')
    await account.iam.putRolePolicy({ RoleName: 'reader', PolicyName: 'p', PolicyDocument })
    const { Credentials } = await account.sts.assumeRole({
      RoleArn: 'arn:aws:iam::000000000000:role/reader',
      RoleSessionName: 'test',
    })
    const { logs } = account.clientsAs({
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    })
    const query = { ...RANGE, queryString: 'fields i' }
    await expect(logs.startQuery({ ...query, logGroupName: '/one' })).resolves.toBeDefined()
    await expect(logs.startQuery({ ...query, logGroupNames: ['/one', '/two'] })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
  })
})
