import { at, Expression, isMap, type Tree, type TreeMap } from '@/lib/deployments/setup/foreign/tree'
import type { Json } from '@/lib/json'

/** What a spec does not get, in words for people, and why: the expression, or a sentence. */
export type LeftOut = { what: string; why: string }

/** A runtime's members without what can not be known, and all of that. */
export type Readable = { config: { [member: string]: Json }; left: LeftOut[]; authorizer: boolean; network: boolean }

const NO_PLACE = 'a spec has no place for it'

/** Said by the spec itself, by the connection, or made anew by AWS with every runtime. */
const UNSAID = new Set(
  `agentRuntimeId agentRuntimeArn agentRuntimeVersion clientToken createdAt lastUpdatedAt status failureReason
   workloadIdentityDetails dependsOn lifecycle provider timeouts metadataConfiguration.requireMMDSV2`.split(/\s+/),
)

const KNOWN = new Set(
  `agentRuntimeName description roleArn agentRuntimeArtifact.containerConfiguration.containerUri
   networkConfiguration.networkMode networkConfiguration.networkModeConfig.subnets
   networkConfiguration.networkModeConfig.securityGroups protocolConfiguration.serverProtocol protocolConfiguration.port
   protocolConfiguration.path lifecycleConfiguration.idleRuntimeSessionTimeout lifecycleConfiguration.maxLifetime
   resourceConfigurations environmentVariables tags authorizerConfiguration.customJWTAuthorizer.discoveryUrl
   authorizerConfiguration.customJWTAuthorizer.allowedAudience authorizerConfiguration.customJWTAuthorizer.allowedClients
   authorizerConfiguration.customJWTAuthorizer.allowedScopes authorizerConfiguration.customJWTAuthorizer.customClaims`.split(
    /\s+/,
  ),
)

const WORDS: [RegExp, string][] = [
  [/^agentRuntimeName$/, 'name'],
  [/^agentRuntimeArtifact(\.containerConfiguration(\.containerUri)?)?$/, 'image'],
  [/^roleArn$/, 'role'],
  [/^environmentVariables$/, 'all variables'],
  [/^environmentVariables\.(.*)$/s, 'variable $1'],
  [/^tags$/, 'all tags'],
  [/^tags\.(.*)$/s, 'tag $1'],
  [/^networkConfiguration\.networkModeConfig\.subnets(\.\d+)?$/, 'subnet'],
  [/^networkConfiguration\.networkModeConfig\.securityGroups(\.\d+)?$/, 'security group'],
  [/^networkConfiguration(\.networkMode(Config)?)?$/, 'network'],
  [/^authorizerConfiguration\.customJWTAuthorizer\.(.+)$/, 'callers’ $1'],
  [/^authorizerConfiguration.*$/, 'callers'],
  [/^lifecycleConfiguration\.idleRuntimeSessionTimeout$/, 'idle time-out'],
  [/^lifecycleConfiguration\.maxLifetime$/, 'maximum lifetime'],
  [/^protocolConfiguration\.serverProtocol$/, 'protocol'],
]

export function wordsFor(path: string): string {
  const [pattern, words] = WORDS.find(([one]) => one.test(path)) ?? []
  return pattern && words ? path.replace(pattern, words) : path
}

/** Takes out of a runtime's members all that a spec can't be made of, and names it. */
export function readableOf(members: TreeMap): Readable {
  const left: LeftOut[] = []
  const config = map(members, '', left)
  const { authorizerConfiguration: authorizer, networkConfiguration: network } = config
  // Half of a check would let in others than the file does.
  const isHalf = left.some(({ what }) => what.startsWith('callers'))
  const wants = isMap(members.authorizerConfiguration) || members.authorizerConfiguration instanceof Expression
  const mode = at(network, 'networkMode')
  const lists = [at(network, 'networkModeConfig', 'subnets'), at(network, 'networkModeConfig', 'securityGroups')]
  const isVpc = mode === 'VPC' && lists.every((list) => Array.isArray(list) && list.length > 0)
  const isPlain = mode === 'PUBLIC' || (mode === undefined && !left.some(({ what }) => what === 'network'))
  const isJwt = at(authorizer, 'customJWTAuthorizer') !== undefined

  if (isHalf || !isJwt) {
    delete config.authorizerConfiguration
  }
  return { config, left, authorizer: wants && (isHalf || !isJwt), network: !isVpc && !isPlain }
}

function map(members: TreeMap, path: string, left: LeftOut[]): { [member: string]: Json } {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => {
      const place = path === '' ? key : `${path}.${key}`
      const json = UNSAID.has(place) ? undefined : known(value, place, left)
      return json === undefined ? [] : [[key, json]]
    }),
  )
}

function known(value: Tree, path: string, left: LeftOut[]): Json | undefined {
  if (value === null || (isMap(value) && Object.keys(value).length === 0)) {
    return undefined
  }
  if (value instanceof Expression) {
    left.push({ what: wordsFor(path), why: value.source })
    return undefined
  }
  const isPlace = [...KNOWN].some((one) => one === path || path.startsWith(`${one}.`))

  if (isMap(value) && (isPlace || [...KNOWN].some((one) => one.startsWith(`${path}.`)) || hasUnsaid(path))) {
    return map(value, path, left)
  }
  if (!isPlace) {
    left.push({ what: wordsFor(path), why: NO_PLACE })
    return undefined
  }
  return Array.isArray(value) ? items(value, path, left) : (leaf(value, path, left) ?? undefined)
}

function hasUnsaid(path: string): boolean {
  return [...UNSAID].some((one) => one.startsWith(`${path}.`))
}

function items(value: Tree[], path: string, left: LeftOut[]): Json[] {
  return value.flatMap((item, index) => {
    const json = known(item, `${path}.${index}`, left)
    return json === undefined ? [] : [json]
  })
}

/** Variables and tags are texts, however a file wrote them. */
function leaf(value: Tree, path: string, left: LeftOut[]): Json | undefined {
  const isText = /^(?:environmentVariables|tags)\./.test(path)

  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return isText ? String(value) : value
  }
  left.push({ what: wordsFor(path), why: 'not a text' })
  return undefined
}
