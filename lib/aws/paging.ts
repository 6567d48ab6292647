import 'server-only'
import { asOneList, stopWhenOver } from '@/lib/aws/conversation'
import { AppError } from '@/lib/result'

export type AwsPage<T> = { items: T[] | undefined; nextToken: string | undefined }

/** 5,000 roles, the most an account can have, are 50 pages. */
export const MAX_PAGES = 500

/**
 * All items of a paged list. An empty page with a token is not the end: AWS filters after it pages. Throws an AppError for a list
 * that goes round in circles or has no end, and stops when its conversation is over.
 */
export function everyPage<T>(read: (nextToken: string | undefined) => Promise<AwsPage<T>>): Promise<T[]> {
  return asOneList(async () => {
    const items: T[] = []
    const seen = new Set<string>()

    for (let nextToken: string | undefined; ; ) {
      stopWhenOver()
      const page = await read(nextToken)
      items.push(...(page.items ?? []))
      nextToken = page.nextToken

      if (!nextToken) {
        return items
      }
      if (seen.has(nextToken) || seen.size >= MAX_PAGES - 1) {
        throw new AppError(seen.has(nextToken) ? CIRCLE : ENDLESS)
      }
      seen.add(nextToken)
    }
  })
}

const REMEDY = 'Try again later. If an endpoint of your own answers here, look at it.'

const CIRCLE = {
  code: 'aws-rejected',
  message: 'AWS began this list anew in the middle of it, so Slipway stopped reading.',
  remedy: REMEDY,
} as const

const ENDLESS = {
  code: 'aws-rejected',
  message: `AWS had more than ${MAX_PAGES} pages of this list, so Slipway stopped reading.`,
  remedy: REMEDY,
} as const
