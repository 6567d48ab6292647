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

/** The tags after those of these keys were removed, whatever the case of the keys. */
export function withoutTags(current: Record<string, string>, keys: string[]): Record<string, string> {
  const gone = new Set(keys.map((key) => key.toLowerCase()))
  return Object.fromEntries(Object.entries(current).filter(([key]) => !gone.has(key.toLowerCase())))
}

/** What conditions may ask of tags that are set. */
export function requestTags(tags: Tag[]): Record<string, string | string[]> {
  const requested = tags.map(({ Key = '', Value = '' }) => [`aws:RequestTag/${Key}`, Value])
  return { ...Object.fromEntries(requested), 'aws:TagKeys': tags.map(({ Key = '' }) => Key) }
}

export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))
}
