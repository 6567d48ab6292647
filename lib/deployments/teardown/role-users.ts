import 'server-only'
import { isAwsError } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import { everyPage } from '@/lib/aws/paging'
import { listAllRuntimes } from '@/lib/deployments/observe/observe-runtime'
import type { TeardownEndpoint } from '@/lib/deployments/teardown/teardown-model'
import { readWholeRuntime } from '@/lib/runtimes/whole-runtime'

/** AWS allows 150 reads a second for the account; this leaves most of them to others. */
const AT_ONCE = 8

/** Names of the runtimes of this region that run with a role. One read for each runtime: lists don't tell. */
export async function runtimesUsingRole(connection: Connection, roleArn: string): Promise<string[]> {
  const pending = await listAllRuntimes(connection)
  const users: string[] = []

  async function work() {
    for (let next = pending.pop(); next; next = pending.pop()) {
      if ((await roleOf(connection, next.id)) === roleArn) {
        users.push(next.name)
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return users.sort()
}

/** The endpoints besides DEFAULT, which goes with the runtime. */
export async function teardownEndpoints(connection: Connection, runtimeId: string): Promise<TeardownEndpoint[]> {
  try {
    const endpoints = await everyPage(async (nextToken) => {
      const page = await awsClients(connection).agentcoreControl.listAgentRuntimeEndpoints({
        agentRuntimeId: runtimeId,
        maxResults: 100,
        nextToken,
      })
      return { items: page.runtimeEndpoints, nextToken: page.nextToken }
    })
    return endpoints
      .filter((endpoint) => endpoint.name !== 'DEFAULT')
      .map((endpoint) => ({ name: endpoint.name ?? '', status: endpoint.status ?? 'READY' }))
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) {
      return []
    }
    throw error
  }
}

async function roleOf(connection: Connection, runtimeId: string): Promise<string | undefined> {
  try {
    const runtime = await readWholeRuntime(connection, runtimeId)
    return runtime.roleArn
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) {
      return undefined
    }
    throw error
  }
}
