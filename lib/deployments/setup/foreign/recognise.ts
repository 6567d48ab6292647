import { readBlocks } from '@/lib/deployments/setup/foreign/hcl'
import { apiShape } from '@/lib/deployments/setup/foreign/runtime-shape'
import {
  at,
  expression,
  isMap,
  readYaml,
  type Tree,
  type TreeMap,
  withFunctions,
} from '@/lib/deployments/setup/foreign/tree'
import { parseJson } from '@/lib/json'

/** One runtime of a file: its name there, and its members under the names of AWS's API. */
export type ForeignRuntime = { label: string; config: TreeMap; region?: string | undefined }

export type Foreign = {
  kind: 'aws-cli' | 'starter-toolkit' | 'cloudformation' | 'terraform'
  /** For a sentence: `a CloudFormation template with 2 AgentCore runtimes`. */
  title: string
  /** In the order of the file; the starter toolkit's default agent first. */
  runtimes: ForeignRuntime[]
}

/** Characters; no file that people write by hand comes near. */
const MAX_FOREIGN_LENGTH = 400_000

const CFN_TYPE = 'AWS::BedrockAgentCore::Runtime'
const TERRAFORM_TYPES = ['aws_bedrockagentcore_agent_runtime', 'awscc_bedrockagentcore_runtime']

/** Which tool's file a text is, and the runtimes in it; undefined for anything else, a spec included. */
export function recognise(text: string): Foreign | undefined {
  if (text.length > MAX_FOREIGN_LENGTH) {
    return undefined
  }
  const json: Tree | undefined = parseJson(text)

  if (json !== undefined) {
    return ofDocument(json)
  }
  if (/^[ \t]*(?:resource|module|variable|provider|terraform|locals)\b[^\n=:]*\{/m.test(text)) {
    const found = readBlocks(text, ([type, name = '']) => type === 'resource' && TERRAFORM_TYPES.includes(name))
    return terraform(found.map(({ labels, body }) => terraformRuntime(labels.slice(1).join('.'), body)))
  }
  const yaml = readYaml(text)
  return yaml === undefined ? undefined : ofDocument(yaml)
}

function ofDocument(document: Tree): Foreign | undefined {
  if (!isMap(document)) {
    return undefined
  }
  const { resource, Resources: resources } = document

  if (isMap(resources)) {
    return cloudFormation(resources)
  }
  if (isMap(resource) && !('version' in document)) {
    return terraformJson(resource)
  }
  return starterToolkit(document) ?? cliInput(document)
}

function cliInput(document: TreeMap): Foreign | undefined {
  const isUpdate = 'agentRuntimeId' in document

  if (!('agentRuntimeArtifact' in document) || !(isUpdate || 'agentRuntimeName' in document)) {
    return undefined
  }
  const verb = isUpdate ? 'update-agent-runtime' : 'create-agent-runtime'
  const id = document.agentRuntimeId
  const name = document.agentRuntimeName ?? (typeof id === 'string' ? id.replace(/-[^-]*$/, '') : null)
  const label = typeof name === 'string' ? name : verb
  return {
    kind: 'aws-cli',
    title: `input for the AWS CLI’s ${verb}`,
    runtimes: [{ label, config: { ...apiShape(document), agentRuntimeName: name } }],
  }
}

function cloudFormation(resources: TreeMap): Foreign {
  const runtimes = Object.entries(resources)
    .filter(([, resource]) => at(resource, 'Type') === CFN_TYPE)
    .map(([label, resource]) => {
      const properties = withFunctions(at(resource, 'Properties') ?? {})
      return { label, config: isMap(properties) ? apiShape(properties) : {} }
    })
  return { kind: 'cloudformation', title: `a CloudFormation template with ${counted(runtimes, 'runtime')}`, runtimes }
}

function terraform(runtimes: ForeignRuntime[]): Foreign {
  return { kind: 'terraform', title: `a Terraform file with ${counted(runtimes, 'runtime')}`, runtimes }
}

function terraformRuntime(label: string, body: TreeMap): ForeignRuntime {
  const { region, ...config } = apiShape(body)
  const isText = typeof region === 'string'
  return {
    label,
    config: isText || region === undefined ? config : { ...config, region },
    ...(isText ? { region } : {}),
  }
}

/** Terraform's JSON spelling: strings with `${…}` are expressions there. */
function terraformJson(resource: TreeMap): Foreign {
  const runtimes = TERRAFORM_TYPES.flatMap((type) =>
    Object.entries(isMap(resource[type]) ? resource[type] : {}).map(([name, body]) => {
      const [first] = Array.isArray(body) ? body : [body]
      const members = withTemplates(first ?? null)
      return terraformRuntime(`${type}.${name}`, isMap(members) ? members : {})
    }),
  )
  return terraform(runtimes)
}

function withTemplates(value: Tree, depth = 0): Tree {
  if (typeof value === 'string') {
    return /[$%]\{/.test(value) ? expression(value) : value
  }
  if (depth > 60) {
    return expression('…')
  }
  if (Array.isArray(value)) {
    return value.map((item) => withTemplates(item, depth + 1))
  }
  return isMap(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withTemplates(item, depth + 1)]))
    : value
}

function starterToolkit(document: TreeMap): Foreign | undefined {
  const agents = isMap(document.agents) ? document.agents : { '': document }
  const isAgent = (agent: Tree) => isMap(at(agent, 'aws')) && 'entrypoint' in (isMap(agent) ? agent : {})
  const preferred = document.default_agent
  const runtimes = Object.entries(agents)
    .filter(([, agent]) => isAgent(agent))
    .toSorted(([a], [b]) => Number(b === preferred) - Number(a === preferred))
    .map(([key, agent]) => toolkitRuntime(key, agent))

  return runtimes.length === 0
    ? undefined
    : {
        kind: 'starter-toolkit',
        title: `a .bedrock_agentcore.yaml of the starter toolkit with ${counted(runtimes, 'agent')}`,
        runtimes,
      }
}

/** Only what says how the runtime is to be; the rest is about building it, and about what the toolkit made. */
function toolkitRuntime(key: string, agent: Tree): ForeignRuntime {
  const aws = (name: string) => at(agent, 'aws', name) ?? null
  const name = at(agent, 'name') ?? key
  const region = aws('region')
  const isCode = at(agent, 'deployment_type') === 'direct_code_deploy'
  const config = apiShape({
    agent_runtime_name: name,
    role_arn: aws('execution_role'),
    agent_runtime_artifact: isCode
      ? { code_configuration: { entry_point: at(agent, 'entrypoint') ?? null } }
      : { container_configuration: { container_uri: aws('ecr_repository') } },
    network_configuration: aws('network_configuration'),
    protocol_configuration: aws('protocol_configuration'),
    lifecycle_configuration: aws('lifecycle_configuration'),
    authorizer_configuration: at(agent, 'authorizer_configuration') ?? null,
    request_header_configuration: at(agent, 'request_header_configuration') ?? null,
    filesystem_configurations: aws('filesystem_configurations'),
  })
  const memory = at(agent, 'memory', 'memory_id')
  return {
    label: typeof name === 'string' ? name : key,
    config: typeof memory === 'string' ? { ...config, memory } : config,
    ...(typeof region === 'string' ? { region } : {}),
  }
}

function counted({ length }: unknown[], what: string): string {
  return `${length === 0 ? 'no' : length} AgentCore ${what}${length === 1 ? '' : 's'}`
}
