import { partsOfLive } from '@/lib/deployments/observe/live-spec'
import { type LeftOut, type Readable, readableOf, wordsFor } from '@/lib/deployments/setup/foreign/readable'
import type { Foreign, ForeignRuntime } from '@/lib/deployments/setup/foreign/recognise'
import { at } from '@/lib/deployments/setup/foreign/tree'
import { DEFAULT_NAME, defaultImage } from '@/lib/deployments/spec/defaults'
import { defaultRoleName } from '@/lib/deployments/spec/names'
import { type DeploymentSpec, deploymentSpecSchema } from '@/lib/deployments/spec/schema'
import type { Json } from '@/lib/json'
import { isObject, toText } from '@/lib/json'
import { fail, ok, type Result } from '@/lib/result'

/** A part of the spec that the file does not say, and that nobody may guess. */
export type Missing = 'name' | 'image' | 'callers' | 'network'

export type TakeOver = {
  /** What is missing has a stand-in here, which must not be launched. */
  spec: DeploymentSpec
  missing: Missing[]
  /** `image`, `6 variables`: what came over, in words. */
  taken: string[]
  left: LeftOut[]
}

/** Of what follows from a file, what people are shown: where it is from, what came over, what did not. */
export type TakenOver = Pick<TakeOver, 'missing' | 'taken' | 'left'> & {
  title: string
  runtime: string
  /** Further runtimes of the file, by name. */
  others: string[]
}

type Part = Record<string, unknown>

const STAND_INS = {
  callers: {
    type: 'oidc',
    discoveryUrl: 'https://issuer.invalid/.well-known/openid-configuration',
    allowedClients: ['missing'],
  },
  network: { mode: 'VPC', subnets: ['subnet-00000000'], securityGroups: ['sg-00000000'] },
}

/** The runtime of a file that is to be taken over: the named one, or the first with a container image. */
export function chooseRuntime({ title, runtimes }: Foreign, label?: string): Result<ForeignRuntime> {
  const [first] = runtimes
  const chosen =
    label === undefined
      ? (runtimes.find(({ config }) => !isCode(config)) ?? first)
      : runtimes.find((runtime) => runtime.label === label)

  if (!chosen) {
    return fail({
      code: 'invalid-input',
      message: first ? `The file has no runtime named ${label}.` : `The file is ${title}.`,
      remedy: first
        ? `It has: ${runtimes.map((runtime) => runtime.label).join(', ')}.`
        : 'Choose the file that describes the runtime.',
    })
  }
  if (isCode(chosen.config)) {
    return fail({
      code: 'refused',
      message: `The file is ${title}; ${chosen.label} runs uploaded code, not a container image.`,
      remedy: 'Slipway launches container images only. Build one, and name it in the file.',
    })
  }
  return ok(chosen)
}

function isCode({ agentRuntimeArtifact: artifact }: ForeignRuntime['config']): boolean {
  return at(artifact, 'codeConfiguration') !== undefined && at(artifact, 'containerConfiguration') === undefined
}

/** Makes a spec of a runtime that another tool describes. `region`: where the file says none. */
export function takeOver({ config: members, region: own }: ForeignRuntime, region: string): TakeOver {
  const readable = readableOf(members)
  const left = [...readable.left]
  const missing = new Set<Missing>()
  const draft = draftOf(readable, own ?? region, missing)
  noteProtocol(readable, left)

  if (typeof readable.config.roleArn !== 'string') {
    draft.executionRole = ownRole(draft, own ?? region)
    noteOwnRole(left)
  }
  const spec = mended(draft, region, missing, left)
  const taken = takenOf(spec, readable, own, missing, left)
  return { spec, missing: [...missing], taken, left: shortened(left) }
}

function draftOf({ config, authorizer, network }: Readable, region: string, missing: Set<Missing>): Part {
  const { agentRuntimeName: name, tags } = config
  const image = isObject(config.agentRuntimeArtifact) ? config.agentRuntimeArtifact : {}
  const uri = isObject(image.containerConfiguration) ? image.containerConfiguration.containerUri : undefined

  if (typeof name !== 'string') {
    missing.add('name')
  }
  if (typeof uri !== 'string') {
    missing.add('image')
  }
  const containerUri = typeof uri === 'string' ? uri : defaultImage(region)
  const { adoptRuntime: _, ...parts } = partsOfLive({
    region,
    role: null,
    pool: null,
    logGroup: null,
    runtime: {
      ...NOT_LIVE,
      name: typeof name === 'string' ? name : DEFAULT_NAME,
      config: { ...config, agentRuntimeArtifact: { containerConfiguration: { containerUri } } },
      tags: textsOf(tags),
    },
  })
  if (authorizer) {
    missing.add('callers')
    parts.inboundAuth = STAND_INS.callers
  }
  if (network) {
    missing.add('network')
    parts.network = STAND_INS.network
  }
  return parts
}

/** A list that somebody can read; no file of a real runtime comes near its end. */
function shortened(named: LeftOut[]): LeftOut[] {
  // Two subnets can come of one and the same expression.
  const left = [...new Map(named.map((one) => [`${one.what}\n${one.why}`, one])).values()]
  const more = left.length - MAX_LEFT
  return more > 0 ? [...left.slice(0, MAX_LEFT), { what: `${more} more`, why: 'too many to name' }] : left
}

const MAX_LEFT = 100

const NOT_LIVE = {
  id: '',
  arn: '',
  version: '',
  status: 'READY',
  failureReason: null,
  endpoint: null,
} as const

function textsOf(tags: Json | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(isObject(tags) ? tags : {}).map(([key, value]) => [key, toText(value)]))
}

function ownRole({ name }: Part, region: string): Part {
  const fits = typeof name === 'string' && /^\w{1,48}$/.test(name)
  const permissions = { managedPolicyArns: [], inlinePolicies: [] }
  return { mode: 'create', name: defaultRoleName(fits ? name : DEFAULT_NAME, region), permissions }
}

function noteOwnRole(left: LeftOut[]): void {
  const index = left.findIndex(({ what }) => what === 'role')
  const before = left[index]?.why ?? 'not in the file'
  left.splice(index < 0 ? left.length : index, 1, {
    what: 'role',
    why: `${before}; Slipway makes one, without permissions of your own`,
  })
}

function noteProtocol({ config }: Readable, left: LeftOut[]): void {
  const { protocolConfiguration: protocol } = config
  const spoken = isObject(protocol) ? protocol.serverProtocol : undefined

  if (spoken !== 'MCP') {
    const why = spoken === undefined ? 'not in the file' : toText(spoken)
    addUnlessNamed(left, 'protocol', `${why}; Slipway launches servers of MCP`)
  }
}

function addUnlessNamed(left: LeftOut[], what: string, why: string): void {
  if (!left.some((one) => one.what === what)) {
    left.push({ what, why })
  }
}

/** Leaves out, with AWS's reason, whatever a spec does not take, until it is one. */
function mended(draft: Part, region: string, missing: Set<Missing>, left: LeftOut[]): DeploymentSpec {
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const parsed = deploymentSpecSchema.safeParse(draft)

    if (parsed.success) {
      return parsed.data
    }
    const { issues } = parsed.error
    // Taken out one by one, thousands of wrong tags would take minutes.
    const isWhole = pass > 1 || issues.length > MAX_ISSUES

    for (const issue of issues.slice(0, MAX_ISSUES)) {
      const [top = '', ...rest] = issue.path.map(String)
      // What is wrong with a key stands inside its issue.
      const [inner = issue] = issue.code === 'invalid_key' ? issue.issues : []
      addUnlessNamed(left, wordOf(top, isWhole ? [] : rest), inner.message)
      replace(draft, top, isWhole ? [] : rest, region, missing)
    }
  }
  throw new Error('a draft without its parts is a spec')
}

const MAX_PASSES = 12
const MAX_ISSUES = 60

function replace(draft: Part, top: string, rest: string[], region: string, missing: Set<Missing>): void {
  if (top === 'name') {
    missing.add('name')
    draft.name = DEFAULT_NAME
  } else if (top === 'region') {
    draft.region = region
  } else if (top === 'server' && (rest[0] === 'image' || rest.length === 0)) {
    missing.add('image')
    draft.server = { preset: 'container', image: defaultImage(region) }
  } else if (top === 'inboundAuth') {
    missing.add('callers')
    draft.inboundAuth = STAND_INS.callers
  } else if (top === 'network') {
    missing.add('network')
    draft.network = STAND_INS.network
  } else if (top === 'executionRole') {
    draft.executionRole = ownRole(draft, region)
  } else {
    drop(draft, [top, ...rest])
  }
}

function drop(part: Part, [key = '', ...rest]: string[]): void {
  const inner = part[key]

  if (rest.length > 0 && isPart(inner)) {
    const copy = { ...inner }
    drop(copy, rest)
    part[key] = copy
  } else {
    delete part[key]
  }
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const SPEC_WORDS: Record<string, string> = {
  executionRole: 'role',
  inboundAuth: 'callers',
  'server.image': 'image',
  'lifecycle.idleSeconds': 'idle time-out',
  'lifecycle.maxSeconds': 'maximum lifetime',
}

function wordOf(top: string, rest: string[]): string {
  const path = [top, ...rest].join('.')
  const [first] = rest

  if (top === 'environment') {
    return wordsFor(first === undefined ? 'environmentVariables' : `environmentVariables.${first}`)
  }
  return top === 'tags' ? wordsFor(path) : (SPEC_WORDS[path] ?? SPEC_WORDS[top] ?? path)
}

function takenOf(
  spec: DeploymentSpec,
  { config }: Readable,
  region: string | undefined,
  missing: Set<Missing>,
  left: LeftOut[],
): string[] {
  const variables = Object.keys(spec.environment).length
  const tags = Object.keys(spec.tags).length
  const isLeft = (what: string) => left.some((one) => one.what === what)
  const taken: [boolean, string][] = [
    [!missing.has('name'), 'name'],
    [region !== undefined && spec.region === region, 'region'],
    [spec.description !== undefined, 'description'],
    [!missing.has('image'), 'image'],
    [spec.server.port !== undefined || spec.server.path !== undefined, 'port and path'],
    [spec.executionRole.mode === 'adopt', 'role'],
    [config.authorizerConfiguration !== undefined && !missing.has('callers'), 'callers'],
    [config.networkConfiguration !== undefined && !missing.has('network'), 'network'],
    [config.lifecycleConfiguration !== undefined && !isLeft('lifecycle'), 'lifetimes'],
    [variables > 0, `${variables} ${variables === 1 ? 'variable' : 'variables'}`],
    [tags > 0, `${tags} ${tags === 1 ? 'tag' : 'tags'}`],
  ]
  return taken.flatMap(([is, what]) => (is ? [what] : []))
}
