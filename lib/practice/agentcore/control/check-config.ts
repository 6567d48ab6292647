import type { CreateAgentRuntimeRequest } from '@aws-sdk/client-bedrock-agentcore-control'
import { checkNewerMembers } from '@/lib/practice/agentcore/control/check-newer-members'
import { invalid } from '@/lib/practice/agentcore/errors'
import type { StoredConfig } from '@/lib/practice/agentcore/store'

/** Longest idle time and lifetime of a microVM, in seconds; the model allows more, for capacity providers. */
const MICROVM_LIFETIME_LIMIT = 28_800
const ENVIRONMENT_LIMIT = 4096
const ENVIRONMENT_LIMIT_V2 = 2560

/** The rules that go beyond one field. What concerns a single field was checked against the service model before. */
export function checkConfig(config: StoredConfig): void {
  checkEnvironment(config)
  checkLifecycle(config)
  checkNetwork(config)
  checkAuthorizer(config)
  checkHeaders(config)
  checkNewerMembers(config)
}

/** The runtime's S3 endpoint flag exists for older runtimes only. */
export function refuseServiceS3Endpoint({ networkConfiguration }: CreateAgentRuntimeRequest): void {
  if (networkConfiguration?.networkModeConfig?.requireServiceS3Endpoint !== undefined) {
    throw invalid('requireServiceS3Endpoint can not be specified when creating an agent runtime.')
  }
}

function checkEnvironment({ environmentVariables = {}, platformVersion, agentRuntimeArtifact }: StoredConfig): void {
  const isSmall = platformVersion === 'V2' && agentRuntimeArtifact?.containerConfiguration !== undefined
  const limit = isSmall ? ENVIRONMENT_LIMIT_V2 : ENVIRONMENT_LIMIT
  const size = Object.entries(environmentVariables).reduce(
    (sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value),
    0,
  )

  if (size > limit) {
    throw invalid(`The total size of environment variables (${size} bytes) exceeds the limit of ${limit / 1024} KB.`)
  }
}

function checkLifecycle({ lifecycleConfiguration, capacityProviderConfiguration }: StoredConfig): void {
  const { idleRuntimeSessionTimeout: idle, maxLifetime } = lifecycleOf(lifecycleConfiguration)

  if (idle > maxLifetime) {
    throw invalid('idleRuntimeSessionTimeout must be less than or equal to maxLifetime')
  }
  if (!capacityProviderConfiguration && maxLifetime > MICROVM_LIFETIME_LIMIT) {
    throw invalid(`maxLifetime must be less than or equal to ${MICROVM_LIFETIME_LIMIT}`)
  }
}

/** With AWS's defaults. A short maxLifetime alone counts for both. */
export function lifecycleOf(given: StoredConfig['lifecycleConfiguration']): {
  idleRuntimeSessionTimeout: number
  maxLifetime: number
} {
  const maxLifetime = given?.maxLifetime ?? MICROVM_LIFETIME_LIMIT
  const idleRuntimeSessionTimeout = given?.idleRuntimeSessionTimeout ?? Math.min(900, maxLifetime)
  return { ...given, idleRuntimeSessionTimeout, maxLifetime }
}

function checkNetwork({ networkConfiguration }: StoredConfig): void {
  const hasConfig = networkConfiguration?.networkModeConfig !== undefined

  if (networkConfiguration?.networkMode === 'VPC' && !hasConfig) {
    throw invalid('networkModeConfig is required when networkMode is VPC.')
  }
  if (networkConfiguration?.networkMode === 'PUBLIC' && hasConfig) {
    throw invalid('networkModeConfig is only allowed when networkMode is VPC.')
  }
}

function checkAuthorizer({ authorizerConfiguration }: StoredConfig): void {
  const authorizer = authorizerConfiguration?.customJWTAuthorizer

  if (!authorizer) {
    return
  }
  const { allowedAudience, allowedClients, allowedScopes, customClaims } = authorizer

  if (![allowedAudience, allowedClients, allowedScopes, customClaims].some((one) => one !== undefined)) {
    throw invalid(
      'At least one of allowedAudience, allowedClients, allowedScopes or customClaims must be provided in customJWTAuthorizer.',
    )
  }
}

const CUSTOM_HEADER = 'x-amzn-bedrock-agentcore-runtime-custom-'

function checkHeaders({ requestHeaderConfiguration, authorizerConfiguration }: StoredConfig): void {
  const names = (requestHeaderConfiguration?.requestHeaderAllowlist ?? []).map((name) => name.toLowerCase())

  if (new Set(names).size < names.length) {
    throw invalid('requestHeaderAllowlist contains duplicate header names.')
  }
  for (const name of names) {
    if (name === 'authorization' && !authorizerConfiguration?.customJWTAuthorizer) {
      throw invalid('The Authorization header is only allowed with a customJWTAuthorizer.')
    }
    if (/^x-amzn?-/.test(name) && !name.startsWith(CUSTOM_HEADER)) {
      throw invalid(`The header ${name} is not allowed in requestHeaderAllowlist.`)
    }
  }
}
