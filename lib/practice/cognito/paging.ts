import { invalidParameter } from '@/lib/practice/cognito/errors'

/** One page; the token names the last item given. */
export function pageOf<T>(
  items: T[],
  size: number,
  token: string | undefined,
  keyOf: (item: T) => string,
): { items: T[]; nextToken?: string } {
  const last = token === undefined ? undefined : Buffer.from(token, 'base64url').toString()
  const at = last === undefined ? 0 : items.findIndex((item) => keyOf(item) === last) + 1

  if (last !== undefined && at === 0) {
    throw invalidParameter('Invalid pagination token.')
  }
  const given = items.slice(at, at + size)
  const final = given.at(-1)
  const hasMore = final !== undefined && at + given.length < items.length
  return hasMore ? { items: given, nextToken: Buffer.from(keyOf(final)).toString('base64url') } : { items: given }
}
