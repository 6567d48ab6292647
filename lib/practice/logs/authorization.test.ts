import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { IAM } from '@aws-sdk/client-iam'
import { STS } from '@aws-sdk/client-sts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Practice, startPractice } from '@/lib/practice/server/start'

let practice: Practice

beforeEach(async () => {
  practice = await startPractice({ delays: { rolePropagationMs: 0, policyPropagationMs: 0 } })
})

afterEach(() => practice.close())

async function logsAs(action: string[], resource: string): Promise<CloudWatchLogs> {
  const { url: endpoint, region, accessKeyId, secretAccessKey, accountId } = practice
  const config = { endpoint, region, maxAttempts: 1, credentials: { accessKeyId, secretAccessKey } }
  const iam = new IAM(config)
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
  const trust = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${accountId}:root` }, Action: 'sts:AssumeRole' }
  const { Role } = await iam.createRole({ RoleName: 'reader', AssumeRolePolicyDocument: document(trust) })
  await iam.putRolePolicy({
    RoleName: 'reader',
    PolicyName: 'logs',
    PolicyDocument: document({ Effect: 'Allow', Action: action, Resource: resource }),
  })
  const assumed = await new STS(config).assumeRole({ RoleArn: Role?.Arn, RoleSessionName: 'test' })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken } = assumed.Credentials ?? {}
  const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken ?? '' }
  await new CloudWatchLogs(config).createLogGroup({ logGroupName: '/mine' })
  await new CloudWatchLogs(config).createLogGroup({ logGroupName: '/other' })
  return new CloudWatchLogs({ ...config, credentials })
}

it('authorizes on the group, in the ARN of AWS', async () => {
  const actions = ['logs:FilterLogEvents', 'logs:DescribeLogGroups', 'logs:CreateLogStream']
  const logs = await logsAs(actions, 'arn:aws:logs:us-east-1:*:log-group:/mine:*')
  await expect(logs.filterLogEvents({ logGroupName: '/mine' })).resolves.toBeDefined()
  await expect(logs.createLogStream({ logGroupName: '/mine', logStreamName: 's' })).resolves.toBeDefined()
  await expect(logs.filterLogEvents({ logGroupName: '/other' })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:us-east-1:${practice.accountId}:log-group:/other:log-stream:`,
    ),
  })
  await expect(logs.describeLogGroups({ logGroupNamePrefix: '/mine' })).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(':log-group::log-stream:'),
  })
})
