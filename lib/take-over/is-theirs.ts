import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { isOwned } from '@/lib/deployments/spec/names'
import { readRuntimeTags } from '@/lib/runtimes/read-runtimes'

/** Whether a runtime lacks Slipway's tag; false where its tags can't be read. One call. */
export async function isTheirs(connection: Connection, arn: string, name: string): Promise<boolean> {
  const tags = await attempt(() => readRuntimeTags(connection, arn))
  return tags.ok && !isOwned(tags.data, name)
}
