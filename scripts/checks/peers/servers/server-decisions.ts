import type { ServerDecision } from '@/scripts/checks/peers/servers/server-comparison'

const NEWER = ['1.3.46', '1.5.6'] as const

const SEEDED = 'The account answers for these services to call_aws only, and a real server reaches its endpoint.'

export const SERVER_DECISIONS: readonly ServerDecision[] = [
  {
    differs: 'ok, server ok UnknownOperationException',
    calls: ['s3api-buckets', 'lambda-functions', 'dynamodb-tables'],
    why: SEEDED,
  },
  { differs: 'ok NoSuchBucket, server ok UnknownOperationException', calls: ['s3api-missing-bucket'], why: SEEDED },
  { differs: 'ok, server ok InvalidAction', calls: ['ec2-instances'], why: SEEDED },
  ...['text[].json[].response', 'structured.result[].response'].map((path) => ({
    differs: `practice account only: ${path}`,
    calls: ['s3-ls', 's3-ls-bucket', 'only-s3-ls'],
    releases: NEWER,
    why: SEEDED,
  })),
  {
    differs: 'isError, server ok InvalidSignatureException',
    calls: ['region-bad'],
    releases: ['1.2.0'],
    why: 'A region that does not exist has no endpoint on AWS; here the real server finds that of the account.',
  },
  {
    differs: 'ok, server ok InvalidSignatureException',
    calls: ['region-bad'],
    releases: NEWER,
    why: 'As with 1.2.0.',
  },
]
