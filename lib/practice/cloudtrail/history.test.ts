import { STS } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deploy, ENVIRONMENT, makeRole, type TestAccount } from '@/lib/practice/agentcore/testing/account'
import { detail, lookup, trailAccount } from '@/lib/practice/cloudtrail/testing/history'
import { operatorOf } from '@/lib/practice/iam/access/identity'
import { TRUSTS_ACCOUNT } from '@/lib/practice/testing/account'

let account: TestAccount

beforeEach(async () => {
  account = await trailAccount()
})

afterEach(async () => {
  await account.practice.close()
})

describe('what a call leaves in the history', () => {
  it('says who, what, when, whence and with which program, without secrets', async () => {
    const { $metadata } = await account.iam.createRole({
      RoleName: 'reader',
      Path: '/team/',
      AssumeRolePolicyDocument: TRUSTS_ACCOUNT,
    })
    const [event] = await lookup(account, 'EventName', 'CreateRole')
    expect(event).toMatchObject({ ReadOnly: 'false', EventSource: 'iam.amazonaws.com', Username: 'practice-operator' })
    expect(event?.AccessKeyId).toBe(account.practice.accessKeyId)
    expect(event?.Resources).toContainEqual({
      ResourceType: 'AWS::IAM::Role',
      ResourceName: 'arn:aws:iam::000000000000:role/team/reader',
    })
    expect(detail(event)).toMatchObject({
      eventID: event?.EventId,
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringMatching(/^aws-sdk-js\//),
      requestID: $metadata.requestId,
      readOnly: false,
      userIdentity: { type: 'IAMUser', userName: 'practice-operator' },
      requestParameters: { roleName: 'reader', assumeRolePolicyDocument: TRUSTS_ACCOUNT },
    })
  })

  it('hides the variables of a runtime and the password of a user', async () => {
    const roleArn = await makeRole(account, 'tools-role')
    await deploy(account, roleArn, { environmentVariables: { ...ENVIRONMENT, API_KEY: 'keep-me-secret' } })
    const { UserPool } = await account.cognito.createUserPool({ PoolName: 'people' })
    await account.cognito.adminCreateUser({
      UserPoolId: UserPool?.Id,
      Username: 'ann',
      TemporaryPassword: 'Keep-me-secret-1',
    })
    const events = [
      ...(await lookup(account, 'EventName', 'CreateAgentRuntime')),
      ...(await lookup(account, 'EventName', 'AdminCreateUser')),
    ]
    expect(events).toHaveLength(2)
    expect(detail(events[0]).requestParameters).toMatchObject({ agentRuntimeName: 'tools', roleArn })
    expect(JSON.stringify(events).toLowerCase()).not.toContain('keep-me-secret')
  })

  it('has refusals, with the exception’s name and the message', async () => {
    await expect(account.iam.getRole({ RoleName: 'nobody' })).rejects.toThrow('nobody')
    operatorOf(account.practice.state).policy =
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"cloudtrail:*","Resource":"*"}}'
    await expect(account.logs.describeLogGroups({})).rejects.toThrow('not authorized')
    const [missing] = await lookup(account, 'EventName', 'GetRole')
    expect(detail(missing)).toMatchObject({ errorCode: 'NoSuchEntityException', readOnly: true })
    const [denied] = await lookup(account, 'EventName', 'DescribeLogGroups')
    expect(detail(denied)).toMatchObject({
      errorCode: 'AccessDenied',
      errorMessage: expect.stringContaining('logs:DescribeLogGroups'),
    })
  })

  it('is nothing for data events and unsigned calls', async () => {
    await account.logs.createLogGroup({ logGroupName: 'notes' })
    await account.logs.filterLogEvents({ logGroupName: 'notes' })
    await expect(
      account.cognito.initiateAuth({ AuthFlow: 'USER_PASSWORD_AUTH', ClientId: 'abc', AuthParameters: {} }),
    ).rejects.toThrow()
    expect(await lookup(account, 'EventName', 'CreateLogGroup')).toHaveLength(1)
    expect(await lookup(account, 'EventName', 'FilterLogEvents')).toEqual([])
    expect(await lookup(account, 'EventSource', 'cognito-idp.amazonaws.com')).toEqual([])
  })

  it('has a session of the caller with the three resources, and no token of it', async () => {
    await account.iam.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: TRUSTS_ACCOUNT })
    const { Credentials } = await new STS(account.config).assumeRole({
      RoleArn: 'arn:aws:iam::000000000000:role/reader',
      RoleSessionName: 'ann',
    })
    const [event] = await lookup(account, 'ResourceName', Credentials?.AccessKeyId ?? '')
    expect(event).toMatchObject({ EventName: 'AssumeRole', ReadOnly: 'true' })
    expect(new Set(event?.Resources?.map(({ ResourceType }) => ResourceType))).toEqual(
      new Set(['AWS::IAM::AccessKey', 'AWS::STS::AssumedRole', 'AWS::IAM::Role']),
    )
    expect(event?.CloudTrailEvent).not.toContain(Credentials?.SessionToken)
    expect(event?.CloudTrailEvent).not.toContain(Credentials?.SecretAccessKey)
  })
})
