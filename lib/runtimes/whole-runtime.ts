import 'server-only'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { GetAgentRuntimeResponse } from '@/lib/aws/types'
import { wholeBody } from '@/lib/aws/whole-bodies'
import { configurationOf } from '@/lib/runtimes/configuration'

/** A runtime as the SDK tells it, and all that an update replaces, with the members that the SDK doesn't know. */
export type WholeRuntime = GetAgentRuntimeResponse & { configuration: Record<string, unknown> }

/** One runtime as it is now, or one version of it. The only place that asks for one; throws what AWS throws. */
export async function readWholeRuntime(connection: Connection, id: string, version?: string): Promise<WholeRuntime> {
  const request = { agentRuntimeId: id, agentRuntimeVersion: version }
  const answer = await awsClients(connection).agentcoreControl.getAgentRuntime(request)
  return { ...answer, configuration: configurationOf(wholeBody(answer)) }
}
