import type { Tag } from '@aws-sdk/client-iam'
import { invalidInput, limitExceeded } from '@/lib/practice/iam/errors'

const TAG_LIMIT = 50

/** The tags after these were set. Keys are unique whatever their case. */
export function withTags(current: Record<string, string>, tags: Tag[]): Record<string, string> {
  const keys = tags.map(({ Key = '' }) => Key.toLowerCase())

  if (new Set(keys).size < keys.length) {
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.')
  }
  if (keys.some((key) => key.startsWith('aws:'))) {
    throw invalidInput('Caller is not an internal service, tag keys that start with aws: are reserved.')
  }
  const next = new Map(Object.entries(current).filter(([key]) => !keys.includes(key.toLowerCase())))

  for (const { Key = '', Value = '' } of tags) {
    next.set(Key, Value)
  }
  if (next.size > TAG_LIMIT) {
    throw limitExceeded(`The number of tags has reached the maximum limit: ${TAG_LIMIT}`)
  }
  return Object.fromEntries(next)
}

export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
