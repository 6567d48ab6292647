import 'server-only'
import { attempt, nullWhenMissing } from '@/lib/aws/attempt'
import { awsClients } from '@/lib/aws/clients'
import type { Connection } from '@/lib/aws/connection'
import type { AuthorizerConfiguration } from '@/lib/aws/types'
import { readAccount } from '@/lib/deployments/observe/observe'
import { readLogGroup } from '@/lib/deployments/observe/observe-logs'
import { readRuntime } from '@/lib/deployments/observe/observe-runtime'
import type { ObservedRuntime } from '@/lib/deployments/observe/observed'
import { logGroupName } from '@/lib/deployments/spec/names'
import type { Exported, ExportedEndpoint, ExportedResourcePolicy } from '@/lib/export/model'
import { readPool } from '@/lib/export/read-pool'
import { mayBeSecret } from '@/lib/export/secret-values'
import { isObject, type Json, toText } from '@/lib/json'
import { AppError, type Result } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { toInboundAuth } from '@/lib/runtimes/model'
import { readEndpoint, readEveryEndpoint, readRuntimeTags } from '@/lib/runtimes/read-runtimes'

/**
 * A live deployment whole, whoever made it. Only the runtime itself must be readable; what else AWS does not show is named in
 * `unread`. `not-found` when the runtime is gone.
 */
export function readExported(connection: Connection, runtimeId: string): Promise<Result<Exported>> {
  return attempt(async () => {
    const runtime = await readRuntime(connection, runtimeId)

    if (!runtime) {
      throw new AppError({
        code: 'not-found',
        message: 'AWS does not find this runtime. It may have been deleted elsewhere.',
        remedy: 'Go back to the list of runtimes.',
      })
    }
    return readParts(connection, runtime)
  })
}

/** The actions behind each part, for whoever may not read it. */
const NEEDS = {
  endpoints: 'bedrock-agentcore:ListAgentRuntimeEndpoints and GetAgentRuntimeEndpoint',
  role: 'iam:GetRole, ListRolePolicies, GetRolePolicy and ListAttachedRolePolicies',
  logGroup: 'logs:DescribeLogGroups and ListTagsForResource',
  pool: 'cognito-idp:DescribeUserPool and DescribeUserPoolClient',
  policy: 'bedrock-agentcore:GetResourcePolicy',
}

async function readParts(connection: Connection, runtime: ObservedRuntime): Promise<Exported> {
  const unread: Exported['unread'] = []
  const part = async <T>(name: string, needs: string, otherwise: T, run: () => Promise<T>): Promise<T> => {
    const read = await attempt(run)

    if (!read.ok) {
      const { code, details, message } = read.error
      unread.push({
        part: name,
        why: `${details ?? message}${code === 'access-denied' ? ` Reading it needs ${needs}.` : ''}`,
      })
    }
    return read.ok ? read.data : otherwise
  }
  const { environmentVariables, ...config } = runtime.config
  const roleName = roleNameOf(toText(config.roleArn ?? ''))
  const [endpoints, role, logGroup, pool] = await Promise.all([
    part('endpoints', NEEDS.endpoints, [], () => readEndpoints(connection, runtime.id)),
    part(`role ${roleName}`, NEEDS.role, null, () => readRole(connection, roleName)),
    part('log group', NEEDS.logGroup, null, async () =>
      readLogGroup(connection, await readAccount(connection), logGroupName(runtime.id)),
    ),
    part('user pool', NEEDS.pool, null, () => poolOf(connection, runtime)),
  ])
  const holders = [
    { endpoint: null, arn: runtime.arn },
    ...endpoints.map(({ name, arn }) => ({ endpoint: name, arn })),
    { endpoint: 'DEFAULT', arn: `${runtime.arn}/runtime-endpoint/DEFAULT` },
  ]
  const policies = await Promise.all(
    holders.map((holder) =>
      part(`resource policy of ${holder.endpoint ?? runtime.name}`, NEEDS.policy, null, () =>
        readPolicy(connection, holder),
      ),
    ),
  )
  return {
    region: connection.region,
    runtime: {
      ...{ id: runtime.id, arn: runtime.arn, name: runtime.name, version: runtime.version, config },
      variables: variablesOf(environmentVariables),
      tags: runtime.tags,
    },
    ...{ endpoints, role, logGroup, pool },
    policies: policies.filter((policy) => policy !== null),
    unread: unread.sort((one, other) => one.part.localeCompare(other.part, 'en')),
  }
}

function variablesOf(variables: Json | undefined): Exported['runtime']['variables'] {
  const entries = isObject(variables) ? Object.entries(variables) : []
  return entries
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({ name, value: mayBeSecret(name, toText(value)) ? null : toText(value) }))
}

async function readEndpoints(connection: Connection, id: string): Promise<ExportedEndpoint[]> {
  const listed = (await readEveryEndpoint(connection, id)).filter(({ name }) => name !== 'DEFAULT')
  const read = await Promise.all(
    listed.map(async ({ name, arn }) => {
      const endpoint = await nullWhenMissing(readEndpoint(connection, id, name))
      return (
        endpoint && {
          ...{ name, arn },
          version: endpoint.targetVersion ?? endpoint.liveVersion ?? null,
          description: endpoint.description ?? null,
          tags: (await nullWhenMissing(readRuntimeTags(connection, arn))) ?? {},
        }
      )
    }),
  )
  return read.filter((endpoint) => endpoint !== null).sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

async function readPolicy(
  connection: Connection,
  holder: { endpoint: string | null; arn: string },
): Promise<ExportedResourcePolicy | null> {
  const { agentcoreControl } = awsClients(connection)
  const answer = await nullWhenMissing(agentcoreControl.getResourcePolicy({ resourceArn: holder.arn }))
  return answer?.policy ? { ...holder, text: answer.policy } : null
}

function poolOf(connection: Connection, { config }: ObservedRuntime) {
  const auth = toInboundAuth(config.authorizerConfiguration as unknown as AuthorizerConfiguration)
  return auth.type === 'jwt' && auth.userPoolId !== undefined
    ? readPool(connection, auth.userPoolId, auth.allowedClients)
    : Promise.resolve(null)
}
