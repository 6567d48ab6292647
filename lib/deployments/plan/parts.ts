import { canonicalConfig } from '@/lib/deployments/observe/canonical-config'
import type { Observed, RuntimeConfig } from '@/lib/deployments/observe/observed'
import { documentJson } from '@/lib/deployments/plan/step'
import {
  type Fingerprint,
  fingerprintOf,
  fingerprintTag,
  type Parts,
  readFingerprint,
  SPEC_TAG,
} from '@/lib/deployments/spec/fingerprint'
import type { Tags } from '@/lib/deployments/spec/names'
import { basePermissions, executionTrust } from '@/lib/deployments/spec/role-documents'
import type { DeploymentSpec } from '@/lib/deployments/spec/schema'
import { isObject, type Json } from '@/lib/json'
import { canonicalPolicy } from '@/lib/policies/document/same-policy'
import { BASE_POLICY_NAME } from '@/lib/policies/templates/base-permissions'
import type { RoleDetail } from '@/lib/roles/model'

const PASSWORD_FLOW = 'ALLOW_USER_PASSWORD_AUTH'
const FLOWS_OF_NEW = [PASSWORD_FLOW, 'ALLOW_REFRESH_TOKEN_AUTH']

/** The members of a runtime's configuration that each part is made of. */
export const MEMBERS_OF_PART = {
  image: ['agentRuntimeArtifact'],
  settings: ['description', 'protocolConfiguration', 'resourceConfigurations', 'lifecycleConfiguration'],
  environment: ['environmentVariables'],
  network: ['networkConfiguration'],
  auth: ['authorizerConfiguration'],
  role: ['roleArn'],
} as const

export type ConfigPart = keyof typeof MEMBERS_OF_PART
export const CONFIG_PARTS = Object.keys(MEMBERS_OF_PART) as ConfigPart[]

/** What the setup says of a runtime. Members that it doesn't know are no part: AWS adds such by itself. */
export function configParts(config: RuntimeConfig): Record<ConfigPart, Json> {
  const canonical = canonicalConfig(config)
  const { description = null, protocolConfiguration, lifecycleConfiguration, resourceConfigurations } = canonical
  const { serverProtocol = null, port = null, path = null } = membersOf(protocolConfiguration)
  const { idleRuntimeSessionTimeout = null, maxLifetime = null } = membersOf(lifecycleConfiguration)
  const [resources] = Array.isArray(resourceConfigurations) ? resourceConfigurations : []
  const { networkMode = null, networkModeConfig } = membersOf(canonical.networkConfiguration)
  const { subnets = [], securityGroups = [] } = membersOf(networkModeConfig)
  return {
    image: membersOf(membersOf(canonical.agentRuntimeArtifact).containerConfiguration).containerUri ?? null,
    settings: {
      description,
      protocol: { serverProtocol, port, path },
      lifecycle: { idleRuntimeSessionTimeout, maxLifetime },
      minimumMemoryInMiB: membersOf(resources).minimumMemoryInMiB ?? null,
    },
    environment: canonical.environmentVariables ?? {},
    network: networkMode === 'VPC' ? { networkMode, subnets, securityGroups } : { networkMode },
    auth: authOf(membersOf(membersOf(canonical.authorizerConfiguration).customJWTAuthorizer)),
    role: canonical.roleArn ?? null,
  }
}

/** Everything that a deployment is compared by, as AWS has it. */
export function liveParts({ runtime, role, logGroup, pool }: Observed): Parts {
  return {
    plain: {
      ...(runtime ? configParts(runtime.config) : {}),
      ...(role ? { trust: canonicalPolicy(documentJson(role.trustPolicy)) } : {}),
      ...(logGroup ? { logs: logGroup.retentionDays } : {}),
      ...(pool?.client ? { pool: pool.client.authFlows.toSorted() } : {}),
    },
    policies: role
      ? policyParts(
          role.inlinePolicies,
          role.attachedPolicies.map(({ arn }) => arn),
        )
      : undefined,
  }
}

/** The same as a launch of the spec leaves it; `config`: what the runtime will have. */
function wantedParts(spec: DeploymentSpec, { account, pool }: Observed, config: RuntimeConfig): Parts {
  const { executionRole: role, inboundAuth, server } = spec
  const isOwnPool = inboundAuth.type === 'jwt' && inboundAuth.userPool.mode === 'create'
  const flows = pool?.client ? [...new Set([...pool.client.authFlows, PASSWORD_FLOW])] : FLOWS_OF_NEW
  const base = { name: BASE_POLICY_NAME, document: basePermissions(account, server.image) }
  return {
    plain: {
      ...configParts(config),
      ...(role.mode === 'create' ? { trust: canonicalPolicy(executionTrust(account)) } : {}),
      logs: spec.logRetentionDays,
      ...(isOwnPool ? { pool: flows.toSorted() } : {}),
    },
    policies:
      role.mode === 'create'
        ? policyParts([base, ...role.permissions.inlinePolicies], role.permissions.managedPolicyArns)
        : undefined,
  }
}

function policyParts(inline: Pick<RoleDetail['inlinePolicies'][number], 'name' | 'document'>[], arns: string[]) {
  const texts = inline.map(({ name, document }) => [name, canonicalPolicy(documentJson(document))] as const)
  return { inline: Object.fromEntries(texts), managed: [...new Set(arns)].sort() }
}

/** The tag that a launch leaves on the runtime. */
export function specTag(spec: DeploymentSpec, observed: Observed, config: RuntimeConfig): Tags {
  return { [SPEC_TAG]: fingerprintTag(fingerprintOf(wantedParts(spec, observed, config))) }
}

/** The same after a change of the runtime's configuration alone: the rest stays as it was noted. */
export function specTagForConfig(tags: Tags, config: RuntimeConfig): Tags {
  const { plain } = fingerprintOf({ plain: configParts(config) })
  const former: Fingerprint = readFingerprint(tags[SPEC_TAG]) ?? {
    plain: {},
    inline: {},
    managed: [],
    hasPolicies: false,
  }
  return { [SPEC_TAG]: fingerprintTag({ ...former, plain: { ...former.plain, ...plain } }) }
}

/** The same after a change of the authorizer alone; null where nothing was noted that could be kept up. */
export function specTagForAuth(tags: Tags, config: RuntimeConfig): Tags | null {
  const former = readFingerprint(tags[SPEC_TAG])
  const { plain } = fingerprintOf({ plain: { auth: configParts(config).auth } })
  return former && { [SPEC_TAG]: fingerprintTag({ ...former, plain: { ...former.plain, ...plain } }) }
}

/** The tag for all as it is now; of what was not noted before, a role's policies stay out. */
export function specTagForLive(observed: Observed, isOwnRole: boolean): Tags {
  const { plain, policies } = liveParts(observed)
  const { trust: _, ...others } = plain
  const parts = isOwnRole ? { plain, policies } : { plain: others }
  return { [SPEC_TAG]: fingerprintTag(fingerprintOf(parts)) }
}

/** Get leaves out how a private issuer is reached, so only what both sides can say counts. */
function authOf(jwt: { [key: string]: Json }): Json {
  const { discoveryUrl = null, allowedClients = [], allowedAudience = [], allowedScopes = [], customClaims = [] } = jwt
  return discoveryUrl === null ? null : { discoveryUrl, allowedClients, allowedAudience, allowedScopes, customClaims }
}

function membersOf(value: Json | undefined): { [key: string]: Json } {
  return isObject(value) ? value : {}
}
