import { createHash } from 'node:crypto'
import type { SeedBucket, SeedObject } from '@/lib/practice/seed/model'

type Listing = {
  Prefix?: string
  Delimiter?: string
  MaxKeys?: number
  StartAfter?: string
  ContinuationToken?: string
}

/** ListObjectsV2's answer; keys that share a part up to the delimiter come as one prefix. */
export function listObjects(
  { name, objects }: SeedBucket,
  { Prefix = '', Delimiter, MaxKeys = 1000, StartAfter = '', ContinuationToken }: Listing,
) {
  const after = ContinuationToken === undefined ? StartAfter : Buffer.from(ContinuationToken, 'base64url').toString()
  const matching = objects.filter(({ key }) => key.startsWith(Prefix) && key > after)
  const prefixes = new Set<string>()
  const plain = matching.filter(({ key }) => {
    const cut = Delimiter ? key.indexOf(Delimiter, Prefix.length) : -1

    if (cut >= 0 && Delimiter) {
      prefixes.add(key.slice(0, cut + Delimiter.length))
    }
    return cut < 0
  })
  const shown = plain.slice(0, MaxKeys)
  const last = shown.length < plain.length ? shown.at(-1) : undefined
  return {
    Name: name,
    Prefix,
    MaxKeys,
    KeyCount: shown.length + prefixes.size,
    IsTruncated: shown.length < plain.length,
    ...(last ? { NextContinuationToken: Buffer.from(last.key).toString('base64url') } : {}),
    ...(shown.length > 0 ? { Contents: shown.map(objectSummary) } : {}),
    ...(prefixes.size > 0 ? { CommonPrefixes: [...prefixes].map((prefix) => ({ Prefix: prefix })) } : {}),
  }
}

export function objectSummary({ key, size, modifiedAt }: SeedObject) {
  const digest = createHash('md5').update(`${key}:${size}`).digest('hex')
  return { Key: key, LastModified: new Date(modifiedAt), ETag: `"${digest}"`, Size: size, StorageClass: 'STANDARD' }
}
