import 'server-only'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import type { GetAgentRuntimeEndpointResponse } from '@/lib/aws/types'
import { wholeBody } from '@/lib/aws/whole-bodies'
import { configurationOf } from '@/lib/runtimes/configuration'
import {
  type RuntimeEndpoint,
  type RuntimeSummary,
  toRuntimeEndpoint,
  toRuntimeSummary,
  type WholeRuntime,
} from '@/lib/runtimes/model'

/*
 * The only place that asks AWS for runtimes. Everything here throws what AWS throws; queries.ts makes Results of it, and
 * lib/deployments has the table of writes (perform.ts).
 */

const PAGE_SIZE = 100

/** One runtime as it is now, or one version of it. */
export async function readWholeRuntime(connection: Connection, id: string, version?: string): Promise<WholeRuntime> {
  const request = { agentRuntimeId: id, agentRuntimeVersion: version }
  const answer = await awsClients(connection).agentcoreControl.getAgentRuntime(request)
  return { ...answer, configuration: configurationOf(wholeBody(answer)) }
}

/** Every runtime of the region, 100 to a call, in AWS's order. AWS can't filter by name. */
export async function readEveryRuntime(connection: Connection): Promise<RuntimeSummary[]> {
  const { agentcoreControl } = awsClients(connection)
  const runtimes = await everyPage(async (nextToken) => {
    const page = await agentcoreControl.listAgentRuntimes({ maxResults: PAGE_SIZE, nextToken })
    return { items: page.agentRuntimes, nextToken: page.nextToken }
  })
  return runtimes.map(toRuntimeSummary)
}

/** Every version of a runtime, in AWS's order. They never change once made. */
export async function readEveryVersion(connection: Connection, id: string): Promise<RuntimeSummary[]> {
  const { agentcoreControl } = awsClients(connection)
  const versions = await everyPage(async (nextToken) => {
    const request = { agentRuntimeId: id, maxResults: PAGE_SIZE, nextToken }
    const page = await agentcoreControl.listAgentRuntimeVersions(request)
    return { items: page.agentRuntimes, nextToken: page.nextToken }
  })
  return versions.map(toRuntimeSummary)
}

/** Every endpoint of a runtime, DEFAULT included. */
export async function readEveryEndpoint(connection: Connection, id: string): Promise<RuntimeEndpoint[]> {
  const { agentcoreControl } = awsClients(connection)
  const endpoints = await everyPage(async (nextToken) => {
    const request = { agentRuntimeId: id, maxResults: PAGE_SIZE, nextToken }
    const page = await agentcoreControl.listAgentRuntimeEndpoints(request)
    return { items: page.runtimeEndpoints, nextToken: page.nextToken }
  })
  return endpoints.map(toRuntimeEndpoint)
}

/** The endpoint DEFAULT, with why it failed, which lists don't tell. */
export function readDefaultEndpoint(connection: Connection, id: string): Promise<GetAgentRuntimeEndpointResponse> {
  return readEndpoint(connection, id, 'DEFAULT')
}

export function readEndpoint(
  connection: Connection,
  id: string,
  endpointName: string,
): Promise<GetAgentRuntimeEndpointResponse> {
  return awsClients(connection).agentcoreControl.getAgentRuntimeEndpoint({ agentRuntimeId: id, endpointName })
}

export async function readRuntimeTags(connection: Connection, arn: string): Promise<Record<string, string>> {
  const { tags = {} } = await awsClients(connection).agentcoreControl.listTagsForResource({ resourceArn: arn })
  return tags
}
