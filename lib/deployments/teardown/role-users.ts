import 'server-only'
import { nullWhenMissing } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { TeardownEndpoint } from '@/lib/deployments/teardown/teardown-model'
import { readEveryEndpoint, readEveryRuntime, readWholeRuntime } from '@/lib/runtimes/read-runtimes'

/** AWS allows 150 reads a second for the account; this leaves most of them to others. */
const AT_ONCE = 8

/** Names of the runtimes of this region that run with a role. One read for each runtime: lists don't tell. */
export async function runtimesUsingRole(connection: Connection, roleArn: string): Promise<string[]> {
  const pending = await readEveryRuntime(connection)
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
  const endpoints = (await nullWhenMissing(readEveryEndpoint(connection, runtimeId))) ?? []
  return endpoints.filter(({ name }) => name !== 'DEFAULT').map(({ name, status }) => ({ name, status }))
}

async function roleOf(connection: Connection, runtimeId: string): Promise<string | undefined> {
  return (await nullWhenMissing(readWholeRuntime(connection, runtimeId)))?.roleArn
}
