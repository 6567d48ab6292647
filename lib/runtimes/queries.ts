import 'server-only'
import { cache } from 'react'
import { attempt } from '@/lib/aws/attempt'
import { type Connection, type ConnectionKey, connectionKey, parseConnectionKey } from '@/lib/aws/connection'
import { invocationUrl } from '@/lib/aws/endpoints'
import { type Failure, ok, type Result } from '@/lib/result'
import { type RuntimeDetail, type RuntimeEndpoint, type RuntimeSummary, toRuntimeDetail } from '@/lib/runtimes/model'
import {
  readEveryEndpoint,
  readEveryRuntime,
  readEveryVersion,
  readRuntimeTags,
  readWholeRuntime,
} from '@/lib/runtimes/read-runtimes'

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
    const versions = await readEveryVersion(connection, id)
    return versions.sort((a, b) => Number(b.version) - Number(a.version))
  })
}

export function listEndpoints(connection: Connection, id: string): Promise<Result<RuntimeEndpoint[]>> {
  return attempt(() => readEveryEndpoint(connection, id))
}

export function listRuntimeTags(connection: Connection, arn: string): Promise<Result<Record<string, string>>> {
  return attempt(() => readRuntimeTags(connection, arn))
}

// React's cache compares arguments by identity, so the key goes in and the connection is read back from it.
const listOnce = cache((key: ConnectionKey): Promise<Result<RuntimeSummary[]>> => {
  const connection = connectionOf(key)

  return attempt(async () => {
    const runtimes = await readEveryRuntime(connection)
    return runtimes.sort((a, b) => b.lastUpdatedAt.localeCompare(a.lastUpdatedAt))
  })
})

const getOnce = cache((key: ConnectionKey, id: string, version?: string): Promise<Result<RuntimeDetail>> => {
  const connection = connectionOf(key)

  return attempt(async () => {
    const runtime = await readWholeRuntime(connection, id, version)
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

/** `unread` says why there may be more of them: AWS did not say of some runtime what it accepts. */
export type JwtRuntimes = { runtimes: RuntimeDetail[]; unread: Failure | null }

/** The runtimes that accept tokens, among the newest 200. */
export async function listJwtRuntimes(connection: Connection): Promise<Result<JwtRuntimes>> {
  const listed = await listRuntimes(connection)

  if (!listed.ok) {
    return listed
  }
  const queue = listed.data.slice(0, MAX_READ)
  const runtimes: RuntimeDetail[] = []
  const names: string[] = []
  let reason: Failure | undefined

  while (queue.length > 0) {
    const batch = queue
      .splice(0, READS_AT_ONCE)
      .map(async ({ id, name }) => ({ name, ...(await getRuntime(connection, id)) }))

    for (const read of await Promise.all(batch)) {
      if (read.ok && read.data.inboundAuth.type === 'jwt') {
        runtimes.push(read.data)
      }
      // One that was deleted since it was listed accepts nothing any more.
      if (!read.ok && read.error.code !== 'not-found') {
        names.push(read.name)
        reason ??= read.error
      }
    }
  }
  return ok({ runtimes, unread: reason ? unreadFailure(names, reason) : null })
}

const NAMES_SHOWN = 3

function unreadFailure(names: string[], reason: Failure): Failure {
  const more = names.length - NAMES_SHOWN
  const shown = [...names.slice(0, NAMES_SHOWN), ...(more > 0 ? [`${more} more`] : [])].join(', ')
  const verb = names.length === 1 ? 'accepts' : 'accept'
  return { ...reason, message: `Whether ${shown} ${verb} tokens is not known. ${reason.message}` }
}
