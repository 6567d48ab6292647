import { invalid } from '@/lib/practice/agentcore/errors'

export type PageRequest = { maxResults?: number | undefined; nextToken?: string | undefined }

/** One page of items in the order of their keys. A token names the last item seen, so it outlives changes of the list. */
export function pageOf<T>(
  items: readonly T[],
  { maxResults = 100, nextToken }: PageRequest,
  keyOf: (item: T) => string,
): { page: T[]; nextToken?: string } {
  const after = nextToken === undefined ? undefined : readToken(nextToken)
  const sorted = items.toSorted((one, other) => compare(keyOf(one), keyOf(other)))
  const rest = after === undefined ? sorted : sorted.filter((item) => keyOf(item) > after)
  const page = rest.slice(0, maxResults)
  const last = page.at(-1)
  return { page, ...(last && rest.length > page.length ? { nextToken: writeToken(keyOf(last)) } : {}) }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}

const MARK = 'after:'

function writeToken(key: string): string {
  return Buffer.from(MARK + key).toString('base64url')
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8')

  if (!text.startsWith(MARK)) {
    throw invalid('The nextToken is not valid.')
  }
  return text.slice(MARK.length)
}
