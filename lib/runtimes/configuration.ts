/** What GetAgentRuntime answers and UpdateAgentRuntime does not take. Every other member goes back, known or not. */
export const RESPONSE_ONLY = [
  'agentRuntimeArn',
  'agentRuntimeId',
  'agentRuntimeName',
  'agentRuntimeVersion',
  'createdAt',
  'failureReason',
  'lastUpdatedAt',
  'status',
  'workloadIdentityDetails',
] as const

/** What Slipway shows and changes by itself. All else is kept as AWS has it. */
const MANAGED = [
  'agentRuntimeArtifact',
  'authorizerConfiguration',
  'description',
  'environmentVariables',
  'lifecycleConfiguration',
  'metadataConfiguration',
  'networkConfiguration',
  'protocolConfiguration',
  'roleArn',
]

type Members = Record<string, unknown>

/**
 * The replaceable part of a GetAgentRuntime answer, ready to be sent back as JSON. Nulls and empty top-level texts and lists
 * mean "not set" and are left out: AWS takes no empty description, for one.
 */
export function configurationOf(body: Members): Members {
  const present = Object.entries(withoutNulls(body)).filter(
    ([name, value]) => !isOneOf(RESPONSE_ONLY, name) && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return withoutS3EndpointFlag(Object.fromEntries(present))
}

/** The settings that Slipway doesn't manage, by name. */
export function unmanagedOf(configuration: Members): Members {
  return Object.fromEntries(Object.entries(configuration).filter(([name]) => !MANAGED.includes(name)))
}

// AWS answers this one and refuses to be sent it.
function withoutS3EndpointFlag(configuration: Members): Members {
  const network = configuration.networkConfiguration

  if (!isMembers(network) || !isMembers(network.networkModeConfig)) {
    return configuration
  }
  const { requireServiceS3Endpoint: _, ...networkModeConfig } = network.networkModeConfig
  return { ...configuration, networkConfiguration: { ...network, networkModeConfig } }
}

function withoutNulls(value: Members): Members {
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined)
  return Object.fromEntries(entries.map(([name, item]) => [name, isMembers(item) ? withoutNulls(item) : item]))
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.includes(name)
}
