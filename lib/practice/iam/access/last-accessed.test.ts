import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { deploy, makeRole, type TestAccount } from '@/lib/practice/agentcore/testing/account'
import { connect, signingFetch } from '@/lib/practice/agentcore/testing/client'
import { trailAccount } from '@/lib/practice/cloudtrail/testing/history'

let account: TestAccount

beforeEach(async () => {
  account = await trailAccount()
  account.practice.faults.switch({ lastAccessedLagMs: 0 })
})
afterEach(() => account.practice.close())

async function usedRole() {
  const roleArn = await makeRole(account, 'tools-role', [
    { Effect: 'Allow', Action: ['iam:List*', 's3:ListAllMyBuckets', 's3:GetObject', 'sqs:SendMessage'], Resource: '*' },
  ])
  const { url } = await deploy(account, roleArn)
  const { accessKeyId, secretAccessKey } = account.practice
  const client = await connect(url, { fetch: signingFetch({ accessKeyId, secretAccessKey }) })

  for (const command of ['aws iam list-users', 'aws s3api list-buckets', 'aws ec2 describe-instances']) {
    await client.callTool({ name: 'call_aws', arguments: { cli_command: command } })
  }
  return roleArn
}

async function report(Arn: string, Granularity: 'ACTION_LEVEL' | 'SERVICE_LEVEL') {
  const { JobId } = await account.iam.generateServiceLastAccessedDetails({ Arn, Granularity })
  const first = await account.iam.getServiceLastAccessedDetails({ JobId })
  expect(first).toMatchObject({ JobStatus: 'IN_PROGRESS', JobType: Granularity })
  account.clock.now += 1000
  return account.iam.getServiceLastAccessedDetails({ JobId })
}

describe('what a role last accessed', () => {
  it('is told for each service that its policies allow now', async () => {
    const arn = await usedRole()
    const { JobStatus, ServicesLastAccessed = [] } = await report(arn, 'SERVICE_LEVEL')
    expect(JobStatus).toBe('COMPLETED')
    const told = ServicesLastAccessed.map((one) => [one.ServiceNamespace, one.LastAuthenticatedRegion])
    // What the role may do for its own log and image is told as well.
    expect(told.filter(([service]) => ['iam', 's3', 'sqs', 'ec2'].includes(service ?? ''))).toEqual([
      ['iam', 'us-east-1'],
      ['s3', 'us-east-1'],
      ['sqs', undefined],
    ])
    const s3 = ServicesLastAccessed.find(({ ServiceNamespace }) => ServiceNamespace === 's3')
    expect(s3).toMatchObject({ ServiceName: 'Amazon S3', LastAuthenticatedEntity: arn })
    expect(s3).not.toHaveProperty('TrackedActionsLastAccessed')
  })

  it('has actions by their own names, without what is inside of a resource', async () => {
    const { ServicesLastAccessed = [] } = await report(await usedRole(), 'ACTION_LEVEL')
    const [iam, s3] = ['iam', 's3'].map((one) =>
      ServicesLastAccessed.find(({ ServiceNamespace }) => ServiceNamespace === one),
    )
    expect(s3?.TrackedActionsLastAccessed).toEqual([
      expect.objectContaining({ ActionName: 'ListAllMyBuckets', LastAccessedRegion: 'us-east-1' }),
    ])
    const used = iam?.TrackedActionsLastAccessed?.filter(({ LastAccessedTime }) => LastAccessedTime)
    expect(used?.map(({ ActionName }) => ActionName)).toEqual(['ListUsers'])
    expect(iam?.TrackedActionsLastAccessed?.length).toBeGreaterThan(10)
  })

  it('counts what was refused, and comes as late as AWS does', async () => {
    const arn = await usedRole()
    account.practice.faults.switch({ lastAccessedLagMs: 14_400_000 })
    const late = await report(arn, 'SERVICE_LEVEL')
    expect(late.ServicesLastAccessed?.some(({ LastAuthenticated }) => LastAuthenticated)).toBe(false)
    account.clock.now += 14_400_000
    await account.iam.putRolePolicy({
      RoleName: 'tools-role',
      PolicyName: 'later',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }],
      }),
    })
    const { ServicesLastAccessed = [] } = await report(arn, 'SERVICE_LEVEL')
    expect(
      ServicesLastAccessed.find(({ ServiceNamespace }) => ServiceNamespace === 'ec2')?.LastAuthenticated,
    ).toBeDefined()
  })

  it('is not told of a role that is not there, and of a job that nobody began', async () => {
    const Arn = 'arn:aws:iam::000000000000:role/nobody'
    await expect(account.iam.generateServiceLastAccessedDetails({ Arn })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
    const JobId = 'a'.repeat(36)
    await expect(account.iam.getServiceLastAccessedDetails({ JobId })).rejects.toMatchObject({
      name: 'NoSuchEntityException',
    })
  })
})
