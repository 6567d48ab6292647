import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs'
import { expect, it } from 'vitest'
import { startPractice } from '@/lib/practice/server/start'

it('keeps the key of a group from its creation or later, until it is taken away', async () => {
  const practice = await startPractice()
  const { url: endpoint, region, accessKeyId, secretAccessKey } = practice
  const logs = new CloudWatchLogs({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
  const logGroupName = '/with/key'
  const [first, second] = ['1', '2'].map((last) => `arn:aws:kms:us-east-1:000000000000:key/${last}`)
  const keyNow = async () =>
    (await logs.describeLogGroups({ logGroupNamePrefix: logGroupName })).logGroups?.[0]?.kmsKeyId
  await logs.createLogGroup({ logGroupName, kmsKeyId: first })
  expect(await keyNow()).toBe(first)
  await logs.associateKmsKey({ logGroupName, kmsKeyId: second })
  expect(await keyNow()).toBe(second)
  await logs.disassociateKmsKey({ logGroupName })
  expect(await keyNow()).toBeUndefined()
  await practice.close()
})
