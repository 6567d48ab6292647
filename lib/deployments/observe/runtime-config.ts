import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import type { Json } from '@/lib/json'
import { isObject, toJson, toText } from '@/lib/json'
import type { jwtAuthorizerInput } from '@/lib/tokens/issuer/authorizer-form'

/** What an update of the runtime replaces, as plain data. */
export function configOf({ configuration }: { configuration: Record<string, unknown> }): RuntimeConfig {
  return toJson(configuration) as RuntimeConfig
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
  const container = objectOf(objectOf(live.agentRuntimeArtifact).containerConfiguration)
  const headers = mergeHeaders(live.requestHeaderConfiguration, wiring)

  return {
    ...kept,
    agentRuntimeArtifact: { containerConfiguration: { ...container, containerUri: spec.server.image } },
    roleArn: wiring.roleArn,
    networkConfiguration: mergeNetwork(live.networkConfiguration, spec),
    protocolConfiguration: { ...objectOf(live.protocolConfiguration), serverProtocol: 'MCP', ...placeOf(spec) },
    ...mergeMemory(live.resourceConfigurations, spec),
    lifecycleConfiguration: { ...objectOf(live.lifecycleConfiguration), ...lifecycleInput(spec) },
    environmentVariables: spec.environment,
    metadataConfiguration: { ...objectOf(live.metadataConfiguration), requireMMDSV2: true },
    ...(spec.description === undefined ? {} : { description: spec.description }),
    ...(wiring.authorizer
      ? { authorizerConfiguration: mergeAuthorizer(live.authorizerConfiguration, wiring.authorizer) }
      : {}),
    ...(headers ? { requestHeaderConfiguration: headers } : {}),
  }
}

function lifecycleInput({ lifecycle }: DeploymentSpec): { [key: string]: Json } {
  return { idleRuntimeSessionTimeout: lifecycle.idleSeconds, maxLifetime: lifecycle.maxSeconds }
}

/** The other way round, as far as AWS says. */
export function lifecycleOf({ lifecycleConfiguration }: RuntimeConfig) {
  const { idleRuntimeSessionTimeout, maxLifetime } = objectOf(lifecycleConfiguration)
  return { idleSeconds: idleRuntimeSessionTimeout, maxSeconds: maxLifetime }
}

/** What the spec leaves out stays as AWS has it. */
function placeOf({ server: { port, path } }: DeploymentSpec): { [key: string]: Json } {
  return { ...(port === undefined ? {} : { port }), ...(path === undefined ? {} : { path }) }
}

function mergeMemory(live: Json | undefined, { server }: DeploymentSpec): { [key: string]: Json } {
  const [resources] = Array.isArray(live) ? live : []
  const { minimumMemoryMiB: minimumMemoryInMiB } = server
  return minimumMemoryInMiB === undefined
    ? {}
    : { resourceConfigurations: [{ ...objectOf(resources), minimumMemoryInMiB }] }
}

/** What Slipway doesn't know of a network belongs to its mode. */
function mergeNetwork(live: Json | undefined, { network }: DeploymentSpec): Json {
  const before = objectOf(live)
  const { networkModeConfig, ...kept } = before.networkMode === network.mode ? before : {}

  if (network.mode === 'PUBLIC') {
    return { ...kept, networkMode: 'PUBLIC' }
  }
  const { subnets, securityGroups } = network
  return { ...kept, networkMode: 'VPC', networkModeConfig: { ...objectOf(networkModeConfig), subnets, securityGroups } }
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
  const { requestHeaderAllowlist: headers, ...kept } = objectOf(live)

  if (authorizer || !Array.isArray(headers)) {
    return live
  }
  const allowed = headers.filter((header) => toText(header).toLowerCase() !== 'authorization')
  return allowed.length === 0 ? undefined : { ...kept, requestHeaderAllowlist: allowed }
}

function objectOf(value: Json | undefined): { [key: string]: Json } {
  return isObject(value) ? value : {}
}
