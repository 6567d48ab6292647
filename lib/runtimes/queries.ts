import 'server-only'
import { cache } from 'react'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, type ConnectionKey, connectionKey, parseConnectionKey } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { everyPage } from '@/lib/aws/paging'
import type { Result } from '@/lib/result'
import {
  type RuntimeDetail,
  type RuntimeEndpoint,
  type RuntimeSummary,
  toRuntimeDetail,
  toRuntimeEndpoint,
  toRuntimeSummary,
} from '@/lib/runtimes/model'

const PAGE_SIZE = 100

/** Every runtime of the connection's account and region, newest change first. One call for each 100; once for each page render. */
export function listRuntimes(connection: Connection): Promise<Result<RuntimeSummary[]>> {
  return listOnce(connectionKey(connection))
}

/** One runtime as AWS has it now, or one of its versions. Once for each page render. */
export function getRuntime(connection: Connection, id: string, version?: string): Promise<Result<RuntimeDetail>> {
  return getOnce(connectionKey(connection), id, version)
}

/** Versions, newest first. They never change once made. */
export function listVersions(connection: Connection, id: string): Promise<Result<RuntimeSummary[]>> {
  return attempt(async () => {
    const versions = await everyPage(async (nextToken) => {
      const request = { agentRuntimeId: id, maxResults: PAGE_SIZE, nextToken }
      const page = await awsClients(connection).agentcoreControl.listAgentRuntimeVersions(request)
      return { items: page.agentRuntimes, nextToken: page.nextToken }
    })
    return versions.map(toRuntimeSummary).sort((a, b) => Number(b.version) - Number(a.version))
  })
}

export function listEndpoints(connection: Connection, id: string): Promise<Result<RuntimeEndpoint[]>> {
  return attempt(async () => {
    const endpoints = await everyPage(async (nextToken) => {
      const request = { agentRuntimeId: id, maxResults: PAGE_SIZE, nextToken }
      const page = await awsClients(connection).agentcoreControl.listAgentRuntimeEndpoints(request)
      return { items: page.runtimeEndpoints, nextToken: page.nextToken }
    })
    return endpoints.map(toRuntimeEndpoint)
  })
}

export function listRuntimeTags(connection: Connection, arn: string): Promise<Result<Record<string, string>>> {
  return attempt(async () => {
    const answer = await awsClients(connection).agentcoreControl.listTagsForResource({ resourceArn: arn })
    return answer.tags ?? {}
  })
}

// React's cache compares arguments by identity, so the key goes in and the connection is read back from it.
const listOnce = cache((key: ConnectionKey): Promise<Result<RuntimeSummary[]>> => {
  const { agentcoreControl } = awsClients(connectionOf(key))

  return attempt(async () => {
    const runtimes = await everyPage(async (nextToken) => {
      const page = await agentcoreControl.listAgentRuntimes({ maxResults: PAGE_SIZE, nextToken })
      return { items: page.agentRuntimes, nextToken: page.nextToken }
    })
    return runtimes.map(toRuntimeSummary).sort((a, b) => b.lastUpdatedAt.localeCompare(a.lastUpdatedAt))
  })
})

const getOnce = cache((key: ConnectionKey, id: string, version?: string): Promise<Result<RuntimeDetail>> => {
  const connection = connectionOf(key)

  return attempt(async () => {
    const request = { agentRuntimeId: id, agentRuntimeVersion: version }
    const runtime = await awsClients(connection).agentcoreControl.getAgentRuntime(request)
    return toRuntimeDetail(runtime, (arn) => invocationUrl(connection, arn))
  })
})

function connectionOf(key: ConnectionKey): Connection {
  const connection = parseConnectionKey(key)

  if (!connection) {
    throw new Error(`Not a connection key: ${key}`)
  }
  return connection
}
