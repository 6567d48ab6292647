import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import { runtimesUsingRole } from '@/lib/deployments/teardown/role-users'
import type { Result } from '@/lib/result'

/** Names of the runtimes of this region that run with a role. */
export function roleUsers(connection: Connection, roleArn: string): Promise<Result<string[]>> {
  return attempt(() => runtimesUsingRole(connection, roleArn))
}
