import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyNoLogGroup } from '@/lib/deployments/observe/missing-log-group'
import { logGroupName } from '@/lib/logs/model'
import { deploy, makeRole, putPolicy, type TestAccount, testAccount } from '@/lib/practice/agentcore/testing/account'

const connection = { source: { type: 'practice' }, region: 'us-east-1' } as const
let account: TestAccount

beforeAll(async () => {
  account = await testAccount()
  process.env.SLIPWAY_PRACTICE_URL = account.practice.url
  process.env.SLIPWAY_PRACTICE_ACCESS_KEY_ID = account.practice.accessKeyId
  process.env.SLIPWAY_PRACTICE_SECRET_ACCESS_KEY = account.practice.secretAccessKey
})

afterAll(() => account.practice.close())

describe('a log group that is not there', () => {
  it('waits for the first call, or can not come because of the role', async () => {
    const roleArn = await makeRole(account, 'writer')
    const { id } = await deploy(account, roleArn)
    const group = logGroupName(id, 'DEFAULT')
    expect(await whyNoLogGroup(connection, group)).toBe('not-invoked-yet')
    const elsewhere = {
      Effect: 'Allow',
      Action: 'logs:*',
      Resource: 'arn:aws:logs:*:*:log-group:/aws/bedrock/agentcore/*',
    }
    await putPolicy(account.iam, 'writer', [elsewhere])
    expect(await whyNoLogGroup(connection, group)).toBe('role-cannot-write')
  })

  it('is not known of when it is no runtime’s, or the runtime is gone', async () => {
    expect(await whyNoLogGroup(connection, '/somewhere/else')).toBe('unknown')
    expect(await whyNoLogGroup(connection, logGroupName('gone-AbCdEf1234', 'DEFAULT'))).toBe('unknown')
  })
})
