import { PARTITION } from '@/lib/practice/account'
import { listOf, number, structure, text } from '@/lib/practice/mcp/shape'
import { type SeedBucket, type SeedService, seedOperation } from '@/lib/practice/seed/model'
import { listObjects, objectSummary } from '@/lib/practice/seed/s3-listing'
import { seedStore } from '@/lib/practice/seed/store'
import type { AuthorizationRequest, Call } from '@/lib/practice/wire/service'
import { ServiceError } from '@/lib/practice/wire/service-error'

type OnBucket = { Bucket: string }

const bucketOnly = structure({ Bucket: text }, ['Bucket'])

/** Buckets and their objects. */
export const s3: SeedService = {
  command: 's3api',
  service: 's3',
  fullName: 'Amazon Simple Storage Service',
  protocol: 'query',
  operations: {
    ListBuckets: seedOperation<object & Record<string, unknown>>({
      input: structure({ Prefix: text, MaxBuckets: number }),
      authorization: () => [{ action: 's3:ListAllMyBuckets', resource: '*' }],
      run: (_input, call) => ({
        Buckets: bucketsOf(call).map(({ name, createdAt }) => ({ Name: name, CreationDate: new Date(createdAt) })),
        Owner: { ID: 'practice' },
      }),
    }),
    ListObjectsV2: seedOperation<OnBucket & { Prefix?: string; Delimiter?: string; MaxKeys?: number }>({
      input: structure(
        { Bucket: text, Prefix: text, Delimiter: text, MaxKeys: number, StartAfter: text, ContinuationToken: text },
        ['Bucket'],
      ),
      authorization: ({ Bucket, Prefix }) => [onBucket('s3:ListBucket', Bucket, Prefix)],
      run: (input, call) => listObjects(bucketOf(call, input.Bucket), input),
    }),
    GetBucketLocation: seedOperation<OnBucket>({
      input: bucketOnly,
      authorization: ({ Bucket }) => [onBucket('s3:GetBucketLocation', Bucket)],
      run: ({ Bucket }, call) => {
        const { region } = bucketOf(call, Bucket)
        return { LocationConstraint: region === 'us-east-1' ? null : region }
      },
    }),
    HeadBucket: seedOperation<OnBucket>({
      input: bucketOnly,
      authorization: ({ Bucket }) => [onBucket('s3:ListBucket', Bucket)],
      run: ({ Bucket }, call) => ({ BucketRegion: bucketOf(call, Bucket).region, AccessPointAlias: false }),
    }),
    HeadObject: seedOperation<OnBucket & { Key: string }>({
      input: structure({ Bucket: text, Key: text }, ['Bucket', 'Key']),
      authorization: ({ Bucket, Key }) => [{ action: 's3:GetObject', resource: `${bucketArn(Bucket)}/${Key}` }],
      run: ({ Bucket, Key }, call) => headObject(bucketOf(call, Bucket), Key),
    }),
    CreateBucket: seedOperation<OnBucket>({
      input: structure(
        { Bucket: text, CreateBucketConfiguration: structure({ LocationConstraint: text, Tags: listOf(text) }) },
        ['Bucket'],
      ),
      authorization: ({ Bucket }) => [onBucket('s3:CreateBucket', Bucket)],
      run: ({ Bucket }, call) => createBucket(call, Bucket),
    }),
    DeleteBucket: seedOperation<OnBucket>({
      input: bucketOnly,
      authorization: ({ Bucket }) => [onBucket('s3:DeleteBucket', Bucket)],
      run: ({ Bucket }, call) => deleteBucket(call, Bucket),
    }),
  },
}

export function bucketsOf({ state }: Call): SeedBucket[] {
  return Object.values(seedStore(state).buckets).sort((one, other) => (one.name < other.name ? -1 : 1))
}

export function bucketOf({ state }: Call, name: string): SeedBucket {
  const { buckets } = seedStore(state)
  const bucket = Object.hasOwn(buckets, name) ? buckets[name] : undefined

  if (!bucket) {
    throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404)
  }
  return bucket
}

export function onBucket(action: string, bucket: string, prefix?: string): AuthorizationRequest {
  const request = { action, resource: bucketArn(bucket) }
  return prefix === undefined ? request : { ...request, context: { 's3:prefix': prefix } }
}

function bucketArn(bucket: string): string {
  return `arn:${PARTITION}:s3:::${bucket}`
}

function headObject(bucket: SeedBucket, key: string) {
  const object = bucket.objects.find((one) => one.key === key)

  if (!object) {
    throw new ServiceError('404', 'Not Found', 404)
  }
  const { LastModified, ETag, Size } = objectSummary(object)
  return {
    LastModified,
    ETag,
    ContentLength: Size,
    ContentType: 'binary/octet-stream',
    AcceptRanges: 'bytes',
    Metadata: {},
  }
}

function createBucket(call: Call, name: string) {
  const { buckets } = seedStore(call.state)

  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new ServiceError('InvalidBucketName', 'The specified bucket is not valid.')
  }
  if (Object.hasOwn(buckets, name)) {
    const message = 'Your previous request to create the named bucket succeeded and you already own it.'
    throw new ServiceError('BucketAlreadyOwnedByYou', message, 409)
  }
  buckets[name] = { name, region: call.region, createdAt: call.now(), objects: [] }
  return { Location: `/${name}` }
}

function deleteBucket(call: Call, name: string) {
  if (bucketOf(call, name).objects.length > 0) {
    throw new ServiceError('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409)
  }
  delete seedStore(call.state).buckets[name]
  return {}
}
