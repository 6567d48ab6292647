import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { isOwned } from '@/lib/deployments/spec/names'

/** Whether a runtime lacks Slipway's tag; false where its tags can't be read. One call. */
export async function isTheirs(connection: Connection, resourceArn: string, name: string): Promise<boolean> {
  const read = await attempt(() => awsClients(connection).agentcoreControl.listTagsForResource({ resourceArn }))
  return read.ok && !isOwned(read.data.tags ?? {}, name)
}
