import 'server-only'

export type AwsPage<T> = { items: T[] | undefined; nextToken: string | undefined }

/** All items of a paged list. An empty page with a token is not the end: AWS filters after it pages. */
export async function everyPage<T>(read: (nextToken: string | undefined) => Promise<AwsPage<T>>): Promise<T[]> {
  const items: T[] = []
  let nextToken: string | undefined

  do {
    const page = await read(nextToken)
    items.push(...(page.items ?? []))
    nextToken = page.nextToken
  } while (nextToken)
  return items
}
