import { at, isMap, type Tree, type TreeMap } from '@/lib/deployments/setup/foreign/tree'

/** Members whose keys are a person's own. */
const OWN_KEYS = new Set(['environmentVariables', 'tags'])

/** What Terraform writes as a block, and reads as a list of them. */
const BLOCKS = new Set([
  'agentRuntimeArtifact',
  'allowedWorkloadConfiguration',
  'authorizerConfiguration',
  'authorizingClaimMatchValue',
  'claimMatchValue',
  'code',
  'codeConfiguration',
  'containerConfiguration',
  'customJWTAuthorizer',
  'efsAccessPoint',
  'lifecycleConfiguration',
  'managedVpcResource',
  'metadataConfiguration',
  'networkConfiguration',
  'networkModeConfig',
  'privateEndpoint',
  'protocolConfiguration',
  'requestHeaderConfiguration',
  's3',
  's3FilesAccessPoint',
  'selfManagedLatticeResource',
  'sessionStorage',
])

/** Where the names differ by more than their spelling. */
const NAMES: Record<string, string> = {
  customJwtAuthorizer: 'customJWTAuthorizer',
  customClaim: 'customClaims',
  filesystemConfiguration: 'filesystemConfigurations',
}

/** A runtime's members under the names of AWS's API, from CloudFormation's `AgentRuntimeName` or Terraform's `agent_runtime_name`. */
export function apiShape(members: TreeMap): TreeMap {
  const renamed = renameIn(members)
  const { protocolConfiguration: protocol, tags } = renamed

  return {
    ...renamed,
    ...(typeof protocol === 'string' ? { protocolConfiguration: { serverProtocol: protocol } } : {}),
    ...(Array.isArray(tags) ? { tags: tagsOf(tags) } : {}),
  }
}

function renameIn(members: TreeMap): TreeMap {
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => {
      const name = apiName(key)
      const inner = OWN_KEYS.has(name) ? value : renamed(value)
      return [name, Array.isArray(inner) && BLOCKS.has(name) ? (inner[0] ?? null) : inner]
    }),
  )
}

function renamed(value: Tree): Tree {
  if (Array.isArray(value)) {
    return value.map(renamed)
  }
  return isMap(value) ? renameIn(value) : value
}

function apiName(key: string): string {
  const camel = key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const name = camel.charAt(0).toLowerCase() + camel.slice(1)
  return Object.hasOwn(NAMES, name) ? (NAMES[name] ?? name) : name
}

/** `[{ Key, Value }]`, as most of CloudFormation has tags. */
function tagsOf(tags: Tree[]): TreeMap {
  return Object.fromEntries(
    tags.flatMap((tag) => {
      const key = at(tag, 'key') ?? at(tag, 'Key')
      return typeof key === 'string' ? [[key, at(tag, 'value') ?? at(tag, 'Value') ?? null]] : []
    }),
  )
}
