import { bucketOf, bucketsOf, onBucket } from '@/lib/practice/seed/s3'
import { listObjects } from '@/lib/practice/seed/s3-listing'
import type { Call } from '@/lib/practice/wire/service'

/** `aws s3 ls [s3://bucket[/prefix]]`: a command of the CLI's own, which answers with text. Throws ServiceError. */
export function s3Ls(call: Call, target: string | undefined): string {
  if (target === undefined) {
    call.authorize({ action: 's3:ListAllMyBuckets', resource: '*' })
    return bucketsOf(call)
      .map(({ name, createdAt }) => `${localTime(createdAt)} ${name}`)
      .join('\n')
  }
  const [bucket = '', ...rest] = target.replace(/^s3:\/\//, '').split('/')
  const Prefix = rest.join('/')
  call.authorize(onBucket('s3:ListBucket', bucket, Prefix))
  const { Contents = [], CommonPrefixes = [] } = listObjects(bucketOf(call, bucket), { Prefix, Delimiter: '/' })
  const shown = (key: string) => key.slice(Prefix.lastIndexOf('/') + 1)
  return [
    ...CommonPrefixes.map((one) => `${'PRE'.padStart(30)} ${shown(one.Prefix)}`),
    ...Contents.map(
      ({ Key, LastModified, Size }) =>
        `${localTime(LastModified.getTime())} ${String(Size).padStart(10)} ${shown(Key)}`,
    ),
  ].join('\n')
}

/** In UTC, which is the container's zone. */
function localTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}
