import { ServiceError } from '@/lib/practice/wire/service-error'

type PageInput = { Marker?: string | undefined; MaxItems?: number | undefined }

/**
 * One page of items that are sorted by key. The marker carries the last key, so a page goes on where the former ended even when
 * items came or went in between.
 */
export function page<T>(
  items: T[],
  keyOf: (item: T) => string,
  { Marker, MaxItems = 100 }: PageInput,
): { items: T[]; IsTruncated: boolean; Marker?: string } {
  const after = Marker === undefined ? undefined : decodeMarker(Marker)
  const rest = items
    .toSorted((one, other) => compare(keyOf(one), keyOf(other)))
    .filter((item) => after === undefined || compare(keyOf(item), after) > 0)
  const shown = rest.slice(0, MaxItems)
  const last = shown.at(-1)

  if (rest.length <= MaxItems || last === undefined) {
    return { items: shown, IsTruncated: false }
  }
  return { items: shown, IsTruncated: true, Marker: encodeMarker(keyOf(last)) }
}

/** As `page`, of items whose keys are in order already: only those of the page are looked at. */
export function pageInOrder<T>(
  keys: readonly string[],
  find: (key: string) => T | undefined,
  { Marker, MaxItems = 100 }: PageInput,
  isShown: (item: T) => boolean,
): { items: T[]; IsTruncated: boolean; Marker?: string } {
  const after = Marker === undefined ? undefined : decodeMarker(Marker)
  const items: T[] = []
  let last = ''

  for (const key of keys.slice(after === undefined ? 0 : firstBehind(keys, after))) {
    const item = find(key)

    if (item !== undefined && isShown(item)) {
      if (items.length === MaxItems) {
        return { items, IsTruncated: true, Marker: encodeMarker(last) }
      }
      items.push(item)
      last = key
    }
  }
  return { items, IsTruncated: false }
}

function firstBehind(keys: readonly string[], after: string): number {
  const found = keys.findIndex((key) => compare(key, after) > 0)
  return found < 0 ? keys.length : found
}

function encodeMarker(key: string): string {
  return Buffer.from(JSON.stringify(['after', key])).toString('base64')
}

function decodeMarker(marker: string): string {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(marker, 'base64').toString('utf8'))

    if (Array.isArray(parsed) && parsed[0] === 'after' && typeof parsed[1] === 'string') {
      return parsed[1]
    }
  } catch {
    // Whatever it is, this service didn't make it.
  }
  throw new ServiceError('ValidationError', `Invalid Marker: ${marker}`, 400)
}

/** Code units, not a locale: the order of a listing must not depend on the machine. */
function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
