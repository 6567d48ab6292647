import type { RuntimeConfig } from '@/lib/deployments/observe/observed'
import { DEFAULT_LIFECYCLE } from '@/lib/deployments/spec/lifecycle'
import { isObject, type Json } from '@/lib/json'

type Members = { [key: string]: Json }

/** Where AgentCore looks for MCP when nothing is said. */
const DEFAULT_PLACE: Members = { port: 8000, path: '/mcp' }

/** One form for all that AgentCore treats alike: sets in one order, and what it takes where nothing is said. To compare by, not to send. */
export function canonicalConfig(config: RuntimeConfig): RuntimeConfig {
  const { description, authorizerConfiguration: auth, requestHeaderConfiguration: headers, ...rest } = config
  return {
    ...rest,
    ...(description === undefined || description === '' ? {} : { description }),
    networkConfiguration: canonicalNetwork(config.networkConfiguration),
    lifecycleConfiguration: canonicalLifecycle(membersOf(config.lifecycleConfiguration)),
    protocolConfiguration: canonicalProtocol(membersOf(config.protocolConfiguration)),
    ...(isObject(auth) ? { authorizerConfiguration: canonicalAuthorizer(auth) } : {}),
    ...(isObject(headers)
      ? {
          requestHeaderConfiguration: withSets(headers, ['requestHeaderAllowlist'], (one) => String(one).toLowerCase()),
        }
      : {}),
    ...withSets({ filesystemConfigurations: config.filesystemConfigurations ?? [] }, ['filesystemConfigurations']),
  }
}

function canonicalNetwork(network: Json | undefined): Json {
  const { networkMode = 'PUBLIC', networkModeConfig, ...rest } = membersOf(network)
  const { requireServiceS3Endpoint: _, ...config } = withSets(membersOf(networkModeConfig), [
    'subnets',
    'securityGroups',
  ])
  return { ...rest, networkMode, ...(Object.keys(config).length > 0 ? { networkModeConfig: config } : {}) }
}

/** A short maximum alone is the idle time-out as well. */
function canonicalLifecycle({ idleRuntimeSessionTimeout: idle, maxLifetime: max, ...rest }: Members): Json {
  const isShort = typeof max === 'number' && max <= DEFAULT_LIFECYCLE.idleSeconds
  return {
    ...rest,
    idleRuntimeSessionTimeout: idle ?? (isShort ? max : DEFAULT_LIFECYCLE.idleSeconds),
    maxLifetime: max ?? DEFAULT_LIFECYCLE.maxSeconds,
  }
}

function canonicalProtocol(protocol: Members): Json {
  return Object.fromEntries(Object.entries(protocol).filter(([name, value]) => DEFAULT_PLACE[name] !== value))
}

function canonicalAuthorizer(auth: Members): Json {
  const jwt = auth.customJWTAuthorizer

  if (!isObject(jwt)) {
    return auth
  }
  const claims = Array.isArray(jwt.customClaims) ? jwt.customClaims.map(canonicalClaim) : []
  const sets = ['allowedAudience', 'allowedClients', 'allowedScopes', 'customClaims']
  return { ...auth, customJWTAuthorizer: withSets({ ...jwt, customClaims: claims }, sets) }
}

function canonicalClaim(claim: Json): Json {
  if (!isObject(claim)) {
    return claim
  }
  const { authorizingClaimMatchValue: match, ...rest } = claim
  const { claimMatchValue, ...operator } = membersOf(match)
  const value = withSets(membersOf(claimMatchValue), ['matchValueStringList'])
  return { ...rest, authorizingClaimMatchValue: { ...operator, claimMatchValue: value } }
}

/** The named lists in one order, each item once; an empty one is none. */
function withSets(members: Members, names: string[], change: (item: Json) => Json = (item) => item): Members {
  const entries = Object.entries(members).flatMap(([name, value]): [string, Json][] => {
    if (!names.includes(name) || !Array.isArray(value)) {
      return [[name, value]]
    }
    const byText = new Map(value.map(change).map((item) => [JSON.stringify(item), item]))
    const items = [...byText].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, item]) => item)
    return items.length === 0 ? [] : [[name, items]]
  })
  return Object.fromEntries(entries)
}

function membersOf(value: Json | undefined): Members {
  return isObject(value) ? value : {}
}
