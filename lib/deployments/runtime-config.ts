import type { GetAgentRuntimeResponse } from '@/lib/aws/types'
import { isObject, toJson } from '@/lib/deployments/json'
import type { Json } from '@/lib/deployments/model'
import type { RuntimeConfig } from '@/lib/deployments/observed'
import type { DeploymentSpec } from '@/lib/deployments/schema'
import type { jwtAuthorizerInput } from '@/lib/tokens/authorizer-form'

/** What UpdateAgentRuntime replaces as a whole: a field that isn't sent may be reset. */
export const PUT_FIELDS = [
  'agentRuntimeArtifact',
  'roleArn',
  'networkConfiguration',
  'description',
  'authorizerConfiguration',
  'requestHeaderConfiguration',
  'protocolConfiguration',
  'lifecycleConfiguration',
  'metadataConfiguration',
  'environmentVariables',
  'filesystemConfigurations',
  'capacityProviderConfiguration',
  'platformVersion',
] as const

/** The replaceable part of what GetAgentRuntime answers, ready to be sent back. */
export function configOf(runtime: GetAgentRuntimeResponse): RuntimeConfig {
  const all = toJson(runtime)
  const present = isObject(all)
    ? // AWS takes no empty description, so one that is answered means none.
      PUT_FIELDS.flatMap((field) => (field in all && all[field] !== '' ? [[field, all[field] ?? null]] : []))
    : []
  return withoutS3EndpointFlag(Object.fromEntries(present))
}

// AWS answers this one and refuses to be sent it.
function withoutS3EndpointFlag(config: RuntimeConfig): RuntimeConfig {
  const network = config.networkConfiguration

  if (!isObject(network) || !isObject(network.networkModeConfig)) {
    return config
  }
  const { requireServiceS3Endpoint: _, ...networkModeConfig } = network.networkModeConfig
  return { ...config, networkConfiguration: { ...network, networkModeConfig } }
}

/** What the spec needs from elsewhere before a runtime's configuration is complete. */
export type Wiring = { roleArn: string; authorizer: Authorizer | null }

/** An app client of Cognito, or the whole authorizer for another issuer. */
type Authorizer = { discoveryUrl: string; clientId: string } | ReturnType<typeof jwtAuthorizerInput>

/** What CreateAgentRuntime is sent for a spec, without name, tags and token. */
export function configForCreate(spec: DeploymentSpec, wiring: Wiring): RuntimeConfig {
  const { metadataConfiguration: _, ...config } = mergeConfig({}, spec, wiring)
  return config
}

/** The live configuration with the spec's choices put in. Fields that Slipway doesn't manage stay as they are. */
export function mergeConfig(live: RuntimeConfig, spec: DeploymentSpec, wiring: Wiring): RuntimeConfig {
  const { description: _d, authorizerConfiguration: _a, requestHeaderConfiguration: _r, ...kept } = live
  const headers = mergeHeaders(live.requestHeaderConfiguration, wiring)

  return {
    ...kept,
    agentRuntimeArtifact: { containerConfiguration: { containerUri: spec.server.image } },
    roleArn: wiring.roleArn,
    networkConfiguration: networkOf(spec),
    protocolConfiguration: { serverProtocol: 'MCP' },
    lifecycleConfiguration: {
      idleRuntimeSessionTimeout: spec.lifecycle.idleSeconds,
      maxLifetime: spec.lifecycle.maxSeconds,
    },
    environmentVariables: spec.environment,
    metadataConfiguration: { ...objectOf(live.metadataConfiguration), requireMMDSV2: true },
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(wiring.authorizer
      ? { authorizerConfiguration: mergeAuthorizer(live.authorizerConfiguration, wiring.authorizer) }
      : {}),
    ...(headers ? { requestHeaderConfiguration: headers } : {}),
  }
}

function networkOf({ network }: DeploymentSpec): Json {
  return network.mode === 'PUBLIC'
    ? { networkMode: 'PUBLIC' }
    : {
        networkMode: 'VPC',
        networkModeConfig: { subnets: network.subnets, securityGroups: network.securityGroups },
      }
}

/** For Cognito `allowedClients` and never `allowedAudience`: its access token has client_id and no aud. */
function mergeAuthorizer(live: Json | undefined, authorizer: Authorizer): Json {
  const { allowedAudience: _, ...kept } = objectOf(objectOf(live).customJWTAuthorizer)
  const { discoveryUrl } = authorizer
  // Scopes and claims of another issuer mean nothing here.
  const same = kept.discoveryUrl === discoveryUrl

  if ('clientId' in authorizer) {
    return { customJWTAuthorizer: { ...(same ? kept : {}), discoveryUrl, allowedClients: [authorizer.clientId] } }
  }
  const { allowedClients: __, allowedScopes: ___, customClaims: ____, ...other } = kept
  return { customJWTAuthorizer: { ...(same ? other : {}), ...objectOf(toJson(authorizer)) } }
}

/** AWS allows the Authorization header through only with a JWT authorizer. */
function mergeHeaders(live: Json | undefined, { authorizer }: Wiring): Json | undefined {
  const headers = objectOf(live).requestHeaderAllowlist

  if (authorizer || !Array.isArray(headers)) {
    return live
  }
  const allowed = headers.filter((header) => String(header).toLowerCase() !== 'authorization')
  return allowed.length === 0 ? undefined : { requestHeaderAllowlist: allowed }
}

function objectOf(value: Json | undefined): { [key: string]: Json } {
  return isObject(value) ? value : {}
}
