import type { AuthorizerConfiguration } from '@/lib/aws/types'
import type { ObservedLogGroup, ObservedRuntime, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { lifecycleOf } from '@/lib/deployments/observe/runtime-config'
import { DEFAULT_USER_NAME } from '@/lib/deployments/spec/defaults'
import { isOwned, REGION_TAG, type Tags } from '@/lib/deployments/spec/names'
import { type DeploymentSpec, type DeploymentSpecInput, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import { userTags } from '@/lib/deployments/spec/tags'
import type { Json } from '@/lib/json'
import { isObject, toText } from '@/lib/json'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import { AppError } from '@/lib/result'
import type { RoleDetail } from '@/lib/roles/model'
import { toInboundAuth } from '@/lib/runtimes/model'

/** A runtime with what belongs to it, as AWS has them; null: AWS has none, or does not show it. */
export type Live = {
  region: string
  runtime: ObservedRuntime
  role: RoleDetail | null
  /** The user pool of the authorizer; `userName` is its first user's. */
  pool: { tags: Tags; userName: string | null } | null
  logGroup: ObservedLogGroup | null
}

/** The spec that describes what is there, so that an edit without a change changes nothing. Throws an AppError when no spec can. */
export function specOfLive(live: Live): DeploymentSpec {
  return validated(partsOfLive(live))
}

/** The same before the schema has judged it. Throws an AppError when the runtime has no container image. */
export function partsOfLive(live: Live): Part {
  return {
    ...plainParts(live),
    inboundAuth: inboundAuthOf(live),
    executionRole: executionRoleOf(live),
    logRetentionDays: live.logGroup ? live.logGroup.retentionDays : 30,
  }
}

type Part = Record<string, unknown>

function plainParts(live: Live): Part {
  const { region, runtime } = live
  const { name, config, tags } = runtime
  const image = member(config.agentRuntimeArtifact, 'containerConfiguration', 'containerUri')
  const { networkConfiguration: network } = config

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
    region,
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
    lifecycle: lifecycleOf(config),
    tags: commonTags(live),
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

/** The pool that signs callers in, when the spec's short form can say it. More than one app client is more than that. */
export function poolIdOf({ config }: ObservedRuntime): string | undefined {
  const auth = toInboundAuth(config.authorizerConfiguration as unknown as AuthorizerConfiguration)
  return auth.type === 'jwt' && auth.allowedClients.length === 1 && auth.allowedAudience.length === 0
    ? auth.userPoolId
    : undefined
}

function inboundAuthOf({ runtime, pool }: Live): Part {
  const authorizer = toInboundAuth(runtime.config.authorizerConfiguration as unknown as AuthorizerConfiguration)

  if (authorizer.type === 'sigv4') {
    return { type: 'sigv4' }
  }
  const { type: _, userPoolId: __, ...issuer } = authorizer
  const userPoolId = poolIdOf(runtime)

  // A pool of another account is an issuer like any other.
  if (userPoolId === undefined || !pool) {
    return { type: 'oidc', ...issuer }
  }
  return isOwned(pool.tags, runtime.name)
    ? { type: 'jwt', userPool: { mode: 'create', userName: pool.userName ?? DEFAULT_USER_NAME } }
    : { type: 'jwt', userPool: { mode: 'adopt', userPoolId, clientId: issuer.allowedClients[0] } }
}

/** A spec's tags are on all that a launch makes. What is on one resource alone, somebody else put there, and it stays. */
function commonTags({ runtime, role, logGroup, region }: Live): Tags {
  const others = [ownRole(role, runtime.name, region)?.tags, logGroup?.tags].filter((tags) => tags !== undefined)
  const isCommon = ([key, value]: [string, string]) => others.every((tags) => tags[key] === value)
  return Object.fromEntries(Object.entries(userTags(runtime.tags)).filter(isCommon))
}

/** Whether Slipway made the role of a runtime, for it and not for a namesake in another region. */
export function hasOwnRole({ role, runtime, region }: Pick<Live, 'role' | 'runtime' | 'region'>): boolean {
  return ownRole(role, runtime.name, region) !== null
}

/** The role, if Slipway made it for this deployment and not for a namesake in another region. */
function ownRole(role: RoleDetail | null, name: string, region: string): RoleDetail | null {
  return role && isOwned(role.tags, name) && (role.tags[REGION_TAG] ?? region) === region ? role : null
}

function executionRoleOf({ runtime, region, ...live }: Live): Part {
  const role = ownRole(live.role, runtime.name, region)

  if (!role) {
    return { mode: 'adopt', arn: toText(runtime.config.roleArn ?? '') }
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
    message: 'This runtime is set up in a way that Slipway’s setup can’t describe.',
    remedy: 'Change it with the AWS CLI, or deploy a new one.',
    details: issue ? `${issue.path.join('.')}: ${issue.message}` : '',
  })
}

function member(value: Json | undefined, ...path: string[]): Json | undefined {
  return path.reduce<Json | undefined>((current, key) => (isObject(current) ? current[key] : undefined), value)
}
