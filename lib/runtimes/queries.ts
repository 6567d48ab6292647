import 'server-only'
import { cache } from 'react'
import { attempt } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import { type Connection, type ConnectionKey, connectionKey, parseConnectionKey } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { everyPage } from '@/lib/aws/paging'
import { ok, type Result } from '@/lib/result'
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

/** AWS lists no auth type, so each runtime has to be read; beyond this many it would take too long. */
const MAX_READ = 200
const READS_AT_ONCE = 10

/** The runtimes that accept tokens, among the newest 200. Those that can't be read are left out. */
export async function listJwtRuntimes(connection: Connection): Promise<Result<RuntimeDetail[]>> {
  const runtimes = await listRuntimes(connection)

  if (!runtimes.ok) {
    return runtimes
  }
  const queue = runtimes.data.slice(0, MAX_READ)
  const found: RuntimeDetail[] = []

  while (queue.length > 0) {
    const batch = queue.splice(0, READS_AT_ONCE).map(({ id }) => getRuntime(connection, id))

    for (const runtime of await Promise.all(batch)) {
      if (runtime.ok && runtime.data.inboundAuth.type === 'jwt') {
        found.push(runtime.data)
      }
    }
  }
  return ok(found)
}
