import type {
  AgentRuntime,
  AgentRuntimeEndpoint,
  AuthorizerConfiguration,
  CustomClaimRule,
  GetAgentRuntimeResponse,
} from '@/lib/aws/types'

/** AWS has the same seven for runtimes and endpoints; there is no DELETED. */
export const RUNTIME_STATUSES = [
  'CREATING',
  'CREATE_FAILED',
  'UPDATING',
  'UPDATE_FAILED',
  'READY',
  'DELETING',
  'DELETE_FAILED',
] as const

export type RuntimeStatus = (typeof RUNTIME_STATUSES)[number]

/** A runtime as the SDK tells it, and all that an update replaces, with the members that the SDK doesn't know. */
export type WholeRuntime = GetAgentRuntimeResponse & { configuration: Record<string, unknown> }

/** Times are ISO 8601 strings, so that a DTO may travel to the browser. */
export type RuntimeSummary = {
  id: string
  name: string
  arn: string
  version: string
  status: RuntimeStatus
  lastUpdatedAt: string
  description?: string
}

/** What an authorizer wants of one claim; `operator` is EQUALS, CONTAINS or CONTAINS_ANY. */
export type ClaimRule = { claim: string; operator: string; values: string[] }

/** Who may call the runtime: AWS identities, or bearers of a token of one issuer. Never both. */
export type InboundAuth =
  | { type: 'sigv4' }
  | {
      type: 'jwt'
      discoveryUrl: string
      allowedClients: string[]
      allowedAudience: string[]
      allowedScopes: string[]
      /** Further claims that the authorizer checks. */
      customClaims: ClaimRule[]
      /** Set when the issuer is a Cognito user pool. */
      userPoolId?: string | undefined
    }

export type RuntimeDetail = RuntimeSummary & {
  createdAt: string
  roleArn: string
  /** Last segment of the role's ARN: what IAM calls its name. */
  roleName: string
  /** Absent for a runtime that was made from code instead of an image. */
  image?: string
  protocol?: string
  network: { mode: string; subnets: string[]; securityGroups: string[] }
  /** In seconds, by AWS's names. */
  lifecycle: { idleRuntimeSessionTimeout?: number; maxLifetime?: number }
  /** AWS stores these in clear. */
  environment: Record<string, string>
  inboundAuth: InboundAuth
  /** False: AWS refuses calls to it until MMDSv2 is required (agentcore facts, section 0). */
  mmdsV2: boolean
  platformVersion?: string
  failureReason?: string
  workloadIdentityArn?: string
  invocationUrl: string
  /** Everything that an update replaces, as AWS has it: what two versions are compared by. */
  configuration: Record<string, unknown>
}

export type RuntimeEndpoint = {
  name: string
  arn: string
  status: RuntimeStatus
  liveVersion?: string
  targetVersion?: string
  description?: string
  lastUpdatedAt: string
}

export function isTransitional(status: RuntimeStatus): boolean {
  return status === 'CREATING' || status === 'UPDATING' || status === 'DELETING'
}

/** Never became one, or is going: there is nothing to update any more. */
export function isDoomed(status: RuntimeStatus): boolean {
  return status === 'CREATE_FAILED' || status === 'DELETING' || status === 'DELETE_FAILED'
}

export function toRuntimeSummary(runtime: AgentRuntime): RuntimeSummary {
  return {
    id: runtime.agentRuntimeId ?? '',
    name: runtime.agentRuntimeName ?? '',
    arn: runtime.agentRuntimeArn ?? '',
    version: runtime.agentRuntimeVersion ?? '',
    status: (runtime.status ?? 'CREATING') as RuntimeStatus,
    lastUpdatedAt: iso(runtime.lastUpdatedAt),
    ...(runtime.description ? { description: runtime.description } : {}),
  }
}

export function toRuntimeDetail(runtime: WholeRuntime, invocationUrl: (arn: string) => string): RuntimeDetail {
  const arn = runtime.agentRuntimeArn ?? ''
  const roleArn = runtime.roleArn ?? ''
  const vpc = runtime.networkConfiguration?.networkModeConfig
  const image = runtime.agentRuntimeArtifact?.containerConfiguration?.containerUri

  return {
    ...toRuntimeSummary({ ...runtime, description: runtime.description }),
    createdAt: iso(runtime.createdAt),
    roleArn,
    roleName: roleArn.slice(roleArn.lastIndexOf('/') + 1),
    ...defined({
      image,
      protocol: runtime.protocolConfiguration?.serverProtocol,
      platformVersion: runtime.platformVersion,
      failureReason: runtime.failureReason,
      workloadIdentityArn: runtime.workloadIdentityDetails?.workloadIdentityArn,
    }),
    network: {
      mode: runtime.networkConfiguration?.networkMode ?? 'PUBLIC',
      subnets: vpc?.subnets ?? [],
      securityGroups: vpc?.securityGroups ?? [],
    },
    lifecycle: defined({
      idleRuntimeSessionTimeout: runtime.lifecycleConfiguration?.idleRuntimeSessionTimeout,
      maxLifetime: runtime.lifecycleConfiguration?.maxLifetime,
    }),
    environment: runtime.environmentVariables ?? {},
    inboundAuth: toInboundAuth(runtime.authorizerConfiguration),
    mmdsV2: runtime.metadataConfiguration?.requireMMDSV2 === true,
    invocationUrl: invocationUrl(arn),
    configuration: runtime.configuration,
  }
}

export function toRuntimeEndpoint(endpoint: AgentRuntimeEndpoint): RuntimeEndpoint {
  return {
    name: endpoint.name ?? '',
    arn: endpoint.agentRuntimeEndpointArn ?? '',
    status: (endpoint.status ?? 'CREATING') as RuntimeStatus,
    lastUpdatedAt: iso(endpoint.lastUpdatedAt),
    ...defined({
      liveVersion: endpoint.liveVersion,
      targetVersion: endpoint.targetVersion,
      description: endpoint.description,
    }),
  }
}

export function toInboundAuth(authorizer: AuthorizerConfiguration | undefined): InboundAuth {
  const jwt = authorizer?.customJWTAuthorizer

  if (!jwt) {
    return { type: 'sigv4' }
  }
  const discoveryUrl = jwt.discoveryUrl ?? ''
  const userPoolId = userPoolIdOf(discoveryUrl)
  return {
    type: 'jwt',
    discoveryUrl,
    allowedClients: jwt.allowedClients ?? [],
    allowedAudience: jwt.allowedAudience ?? [],
    allowedScopes: jwt.allowedScopes ?? [],
    customClaims: (jwt.customClaims ?? []).map(toClaimRule),
    userPoolId,
  }
}

function toClaimRule({ inboundTokenClaimName = '', authorizingClaimMatchValue }: CustomClaimRule): ClaimRule {
  const { claimMatchOperator = '', claimMatchValue } = authorizingClaimMatchValue ?? {}
  const { matchValueString, matchValueStringList } = claimMatchValue ?? {}
  const values = matchValueStringList ?? (matchValueString === undefined ? [] : [matchValueString])
  return { claim: inboundTokenClaimName, operator: claimMatchOperator, values }
}

/** The pool in `https://cognito-idp.REGION.SUFFIX/POOL/.well-known/openid-configuration`, or at a local endpoint. */
export function userPoolIdOf(discoveryUrl: string): string | undefined {
  return /^https?:\/\/(?:cognito-idp\.[^/]+|127\.0\.0\.1(?::\d+)?|localhost(?::\d+)?)\/([\w-]+_[0-9a-zA-Z]+)\/\.well-known\//.exec(
    discoveryUrl,
  )?.[1]
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function defined<T extends Record<string, unknown>>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>
}

function iso(date: Date | undefined): string {
  return date?.toISOString() ?? ''
}
