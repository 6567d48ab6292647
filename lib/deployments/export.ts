import 'server-only'
import { attempt } from '@/lib/aws/attempt'
import type { Connection } from '@/lib/aws/connection'
import type { AuthorizerConfiguration } from '@/lib/aws/types'
import { DEFAULT_USER_NAME } from '@/lib/deployments/defaults'
import { isObject } from '@/lib/deployments/json'
import type { Json } from '@/lib/deployments/model'
import { BASE_POLICY_NAME, isOwned, logGroupName } from '@/lib/deployments/names'
import { readAccount } from '@/lib/deployments/observe'
import { readLogGroup } from '@/lib/deployments/observe-logs'
import { describePool, firstUser } from '@/lib/deployments/observe-pool'
import { readRuntime } from '@/lib/deployments/observe-runtime'
import type { ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observed'
import { type DeploymentSpec, type DeploymentSpecInput, deploymentSpecSchema } from '@/lib/deployments/schema'
import { userTags } from '@/lib/deployments/tags'
import { AppError } from '@/lib/errors'
import type { Result } from '@/lib/result'
import { roleNameOf } from '@/lib/roles/model'
import { readRole } from '@/lib/roles/queries'
import { toInboundAuth } from '@/lib/runtimes/model'

/** The spec that describes a live runtime, so that an edit starts from what AWS has. */
export function specFromRuntime(connection: Connection, runtimeId: string): Promise<Result<DeploymentSpec>> {
  return attempt(async () => {
    const runtime = await readRuntime(connection, runtimeId)

    if (!runtime) {
      throw new AppError({
        code: 'not-found',
        message: 'AWS does not find this runtime. It may have been deleted elsewhere.',
        remedy: 'Go back to the list of runtimes.',
      })
    }
    const account = await readAccount(connection)
    const [inboundAuth, executionRole, logGroup] = await Promise.all([
      inboundAuthOf(connection, runtime),
      executionRoleOf(connection, runtime),
      readLogGroup(connection, account, logGroupName(runtime.id)),
    ])
    const logRetentionDays = logGroup ? logGroup.retentionDays : 30
    return validated({ ...plainParts(connection, runtime), inboundAuth, executionRole, logRetentionDays })
  })
}

type Part = Record<string, unknown>

function plainParts(connection: Connection, { name, config, tags }: ObservedRuntime): Part {
  const image = member(config.agentRuntimeArtifact, 'containerConfiguration', 'containerUri')
  const { networkConfiguration: network, lifecycleConfiguration: lifecycle } = config

  if (typeof image !== 'string') {
    throw new AppError({
      code: 'refused',
      message: `The runtime ${name} runs uploaded code, not a container image.`,
      remedy: 'Slipway edits runtimes with a container image only.',
    })
  }
  return {
    version: 1,
    name,
    region: connection.region,
    ...(typeof config.description === 'string' ? { description: config.description } : {}),
    server: {
      preset: image.includes('/aws-api-mcp-server') ? 'aws-api-mcp-server' : 'container',
      image,
      ...placeOf(config),
    },
    environment: config.environmentVariables ?? {},
    network:
      member(network, 'networkMode') === 'VPC'
        ? {
            mode: 'VPC',
            subnets: member(network, 'networkModeConfig', 'subnets'),
            securityGroups: member(network, 'networkModeConfig', 'securityGroups'),
          }
        : { mode: 'PUBLIC' },
    lifecycle: {
      idleSeconds: member(lifecycle, 'idleRuntimeSessionTimeout'),
      maxSeconds: member(lifecycle, 'maxLifetime'),
    },
    tags: userTags(tags),
    ...(isOwned(tags, name) ? {} : { adoptRuntime: true }),
  }
}

/** Where the image serves and the memory that it needs, as far as AWS says. */
function placeOf({ protocolConfiguration, resourceConfigurations: resources }: RuntimeConfig): Part {
  const minimumMemoryMiB = member(Array.isArray(resources) ? resources[0] : undefined, 'minimumMemoryInMiB')
  const place = {
    port: member(protocolConfiguration, 'port'),
    path: member(protocolConfiguration, 'path'),
    minimumMemoryMiB,
  }
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined))
}

async function inboundAuthOf(connection: Connection, { name, config }: ObservedRuntime): Promise<Part> {
  const authorizer = toInboundAuth(config.authorizerConfiguration as unknown as AuthorizerConfiguration)

  if (authorizer.type === 'sigv4') {
    return { type: 'sigv4' }
  }
  const { type: _, userPoolId, ...issuer } = authorizer
  const [clientId] = authorizer.allowedClients

  // More than one app client of Cognito is more than the spec's short form can say.
  if (!userPoolId || !clientId || issuer.allowedClients.length > 1 || issuer.allowedAudience.length > 0) {
    return { type: 'oidc', ...issuer }
  }
  const pool = await describePool({ ...connection, region: userPoolId.split('_')[0] ?? '' }, userPoolId)
  return pool && isOwned(pool.UserPoolTags ?? {}, name)
    ? {
        type: 'jwt',
        userPool: { mode: 'create', userName: (await firstUser(connection, userPoolId))?.name ?? DEFAULT_USER_NAME },
      }
    : { type: 'jwt', userPool: { mode: 'adopt', userPoolId, clientId } }
}

async function executionRoleOf(connection: Connection, { name, config }: ObservedRuntime): Promise<Part> {
  const arn = String(config.roleArn ?? '')
  const role = await readRole(connection, roleNameOf(arn))

  if (!role || !isOwned(role.tags, name)) {
    return { mode: 'adopt', arn }
  }
  const permissions = {
    managedPolicyArns: role.attachedPolicies.map((policy) => policy.arn),
    inlinePolicies: role.inlinePolicies.filter((policy) => policy.name !== BASE_POLICY_NAME),
  }
  return { mode: 'create', name: role.name, permissions }
}

function validated(input: Part): DeploymentSpec {
  const parsed = deploymentSpecSchema.safeParse(input satisfies Partial<Record<keyof DeploymentSpecInput, unknown>>)

  if (parsed.success) {
    return parsed.data
  }
  const [issue] = parsed.error.issues
  throw new AppError({
    code: 'refused',
    message: 'This runtime is set up in a way that Slipway’s setup can not describe.',
    remedy: 'Change it with the AWS CLI, or deploy a new one.',
    details: issue ? `${issue.path.join('.')}: ${issue.message}` : '',
  })
}

function member(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((current, key) => (isObject(current) ? current[key] : undefined), value)
}
