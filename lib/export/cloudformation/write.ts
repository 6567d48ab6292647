import { Document, Scalar, YAMLMap, YAMLSeq } from 'yaml'
import type { Resource } from '@/lib/export/cloudformation/resource'
import { cloudFormationResources, pascal } from '@/lib/export/cloudformation/resources'
import type { Exported, NotSaid, Written } from '@/lib/export/model'
import { neverSaid } from '@/lib/export/split'
import { isMembers, Joined, KEYS, Reference, Secret, type Value } from '@/lib/export/wired'
import { distinctWords } from '@/lib/export/words'

/** A CloudFormation template, and what takes the live resources over into a stack. */
export function writeCloudFormation(exported: Exported): Written {
  const { resources, notSaid } = cloudFormationResources(exported)
  const stack = exported.runtime.name.replace(/_/g, '-')
  const parameters = secretParameters(resources)
  const values = [...parameters.values()].map((name) => `ParameterKey=${name},ParameterValue="$${name}"`)
  const given = values.length === 0 ? '' : ` --parameters ${values.join(' ')}`
  const which = `--stack-name ${stack} --change-set-name take-over`
  return {
    files: [
      { name: 'template.yaml', language: 'yaml', text: templateText(resources, parameters, exported) },
      { name: 'resources-to-import.json', language: 'json', text: importText(resources) },
    ],
    notSaid,
    commands: [
      `aws cloudformation create-change-set ${which} --change-set-type IMPORT --resources-to-import file://resources-to-import.json --template-body file://template.yaml --capabilities CAPABILITY_NAMED_IAM --region ${exported.region}${given}`,
      `aws cloudformation execute-change-set ${which} --region ${exported.region}`,
    ],
  }
}

/** Words that a parameter may not be in a CDK app, where it is a constant too: its modules and constants, and TypeScript's own. */
const RESERVED =
  `Agentcore App Child Cognito Iam Logs Stack Arguments Await Break Case Catch Class Const Continue Debugger Default Delete Do Else
  Enum Eval Export Extends False Finally For Function If Implements Import In Instanceof Interface Let New Null Package Private
  Process Protected Public Return Static Super Switch This Throw True Try Typeof Undefined Var Void While With Yield`.split(
    /\s+/,
  )

/** The name of a parameter for each variable of the runtime that may be secret. */
export function secretParameters(resources: Resource[]): Map<string, string> {
  const own = resources.find(({ key }) => key === KEYS.runtime)?.properties.EnvironmentVariables
  const secrets = isMembers(own) ? Object.values(own).filter((value) => value instanceof Secret) : []
  return distinctWords(
    secrets.map(({ variable }) => variable),
    (name) => pascal(name.toLowerCase()).replace(/^(?=\d)/, 'Variable'),
    { taken: [...RESERVED, ...resources.map(({ id }) => id)], between: '', sameBy: (word) => word.toLowerCase() },
  )
}

function importText(resources: Resource[]): string {
  const list = resources.map(({ type, id, identifier }) => ({
    ResourceType: type,
    LogicalResourceId: id,
    ResourceIdentifier: identifier,
  }))
  return `${JSON.stringify(list, null, 2)}\n`
}

function templateText(resources: Resource[], parameters: Map<string, string>, exported: Exported): string {
  const ids = new Map(resources.map(({ key, id, type }) => [key, { id, type }]))
  const doc = new Document({}, { version: '1.1' })
  const root = new YAMLMap()
  doc.contents = root as unknown as typeof doc.contents
  const render = (value: Value) => node(value, ids, parameters)
  doc.commentBefore = neverSaid(exported)
    .map((one) => ` ${commentLine(one)}`)
    .join('\n')
  root.set('AWSTemplateFormatVersion', quoted('2010-09-09'))
  root.set('Description', plain(`The MCP server ${exported.runtime.name} on Amazon Bedrock AgentCore`))

  if (parameters.size > 0) {
    const entries = [...parameters].map(([variable, name]): [string, Value] => [
      name,
      { Type: 'String', NoEcho: true, Description: `Value of the variable ${variable}` },
    ])
    root.set('Parameters', render(Object.fromEntries(entries)))
  }
  const body = new YAMLMap()
  root.set('Resources', body)

  for (const { id, type, properties, notSaid } of resources) {
    const resource = new YAMLMap()
    resource.set('Type', type)
    resource.set('DeletionPolicy', 'Retain')
    resource.set('UpdateReplacePolicy', 'Retain')
    resource.set('Properties', render(properties))
    body.set(commented(id, notSaid), resource)
  }
  root.set('Outputs', render({ RuntimeArn: { Value: new Reference('runtime', 'arn') } }))
  return doc.toString({ lineWidth: 0, singleQuote: true, indentSeq: true })
}

/** The key with a comment above it that says what can't stand below. */
function commented(id: string, notSaid: NotSaid[]): Scalar {
  const key = new Scalar(id)

  if (notSaid.length > 0) {
    key.commentBefore = ['CloudFormation can’t say:', ...notSaid.map(commentLine)].map((line) => ` ${line}`).join('\n')
  }
  return key
}

/** What a format can't say as one line of a comment, whatever is in it. */
export function commentLine({ member, why, lost }: NotSaid): string {
  return `${member}: ${why} ${lost}`.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text)
  scalar.type = Scalar.QUOTE_SINGLE
  return scalar
}

function plain(text: string): Scalar {
  return new Scalar(text)
}

type Ids = Map<string, { id: string; type: string }>

function node(value: Value, ids: Ids, parameters: Map<string, string>): unknown {
  if (value instanceof Reference) {
    return referenceNode(value, ids)
  }
  if (value instanceof Secret) {
    return tagged('!Ref', parameters.get(value.variable) ?? '')
  }
  if (value instanceof Joined) {
    const text = value.parts.map((part) =>
      part instanceof Reference ? `\${${substitution(part, ids)}}` : part.replace(/\$\{/g, '${!'),
    )
    return tagged('!Sub', text.join(''))
  }
  if (Array.isArray(value)) {
    const list = new YAMLSeq()
    list.items = value.map((item) => node(item, ids, parameters))
    list.flow = value.length === 0
    return list
  }
  if (isMembers(value)) {
    const map = new YAMLMap()
    for (const [name, item] of Object.entries(value)) {
      map.set(name, node(item, ids, parameters))
    }
    return map
  }
  return new Scalar(value)
}

function tagged(tag: string, text: string): Scalar {
  const scalar = new Scalar(text)
  scalar.tag = tag
  return scalar
}

function referenceNode(reference: Reference, ids: Ids): Scalar {
  const path = substitution(reference, ids)
  return tagged(path.includes('.') ? '!GetAtt' : '!Ref', path)
}

const ARNS: Record<string, string> = {
  'AWS::BedrockAgentCore::Runtime': 'AgentRuntimeArn',
  'AWS::BedrockAgentCore::RuntimeEndpoint': 'AgentRuntimeEndpointArn',
}

function substitution({ to, member }: Reference, ids: Ids): string {
  const { id, type } = ids.get(to) ?? { id: '', type: '' }
  const attribute =
    type === 'AWS::BedrockAgentCore::Runtime'
      ? { id: 'AgentRuntimeId', version: 'AgentRuntimeVersion', arn: undefined, name: undefined }[member]
      : undefined
  return member === 'arn' ? `${id}.${ARNS[type] ?? 'Arn'}` : attribute ? `${id}.${attribute}` : id
}
