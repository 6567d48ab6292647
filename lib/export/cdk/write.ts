import { CDK_TOKEN, DYNAMIC_REFERENCE } from '@/lib/export/cloudformation/literal'
import type { Resource } from '@/lib/export/cloudformation/resource'
import { cloudFormationResources } from '@/lib/export/cloudformation/resources'
import { commentLine, secretParameters } from '@/lib/export/cloudformation/write'
import type { Exported, Written } from '@/lib/export/model'
import { neverSaid } from '@/lib/export/split'
import { isMembers, Joined, Reference, Secret, type Value } from '@/lib/export/wired'

/** A CDK app of one stack with the constructs that are CloudFormation's own (L1), and the mapping for `cdk import`. */
export function writeCdk(exported: Exported): Written {
  const { resources, notSaid } = cloudFormationResources(exported, [DYNAMIC_REFERENCE, CDK_TOKEN])
  const mapping = Object.fromEntries(resources.map(({ id, identifier }) => [id, identifier]))
  return {
    files: [
      { name: 'app.ts', language: 'typescript', text: appText(exported, resources) },
      { name: 'cdk.json', language: 'json', text: `${JSON.stringify({ app: 'npx tsx app.ts' }, null, 2)}\n` },
      { name: 'resource-mapping.json', language: 'json', text: `${JSON.stringify(mapping, null, 2)}\n` },
    ],
    notSaid: notSaid.map((one) => ({
      ...one,
      why: one.why.replace('CloudFormation has', 'CloudFormation, and so the CDK, has'),
    })),
    commands: [
      'npm install aws-cdk-lib constructs tsx && npm install --save-dev aws-cdk',
      'npx cdk import --resource-mapping resource-mapping.json',
    ],
  }
}

const MODULES: Record<string, [variable: string, module: string]> = {
  'AWS::BedrockAgentCore': ['agentcore', 'aws-bedrockagentcore'],
  'AWS::Cognito': ['cognito', 'aws-cognito'],
  'AWS::IAM': ['iam', 'aws-iam'],
  'AWS::Logs': ['logs', 'aws-logs'],
}

function appText(exported: Exported, resources: Resource[]): string {
  const { region, runtime } = exported
  const parameters = secretParameters(resources)
  const used = new Set(resources.map(({ type }) => type.slice(0, type.lastIndexOf('::'))))
  const modules = Object.entries(MODULES).filter(([name]) => used.has(name))
  const names: Names = {
    resources: new Map(resources.map((resource) => [resource.key, resource])),
    parameters,
  }
  const stack = literal(runtime.name.replace(/_/g, '-'))
  const account = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(runtime.arn)?.[1]
  return [
    `import { App, ${parameters.size > 0 ? 'CfnParameter, ' : ''}CfnResource, RemovalPolicy, Stack } from 'aws-cdk-lib'`,
    ...modules.map(([, [variable, module]]) => `import * as ${variable} from 'aws-cdk-lib/${module}'`),
    '',
    ...neverSaid(exported).map((one) => `// ${commentLine(one)}`),
    `const stack = new Stack(new App(), ${stack}, {`,
    `  env: { ${account === undefined ? '' : `account: '${account}', `}region: ${literal(region)} },`,
    '})',
    '',
    ...[...parameters].flatMap(([variable, name]) => [
      `const ${variableOf(name)} = new CfnParameter(stack, ${literal(name)}, {`,
      `  type: 'String',`,
      '  noEcho: true,',
      `  description: ${literal(`Value of the variable ${variable}`)},`,
      '})',
      '',
    ]),
    ...resources.flatMap((resource) => [...resourceLines(resource, names), '']),
    '// What was live before the stack stays when the stack goes.',
    'for (const child of stack.node.children) {',
    '  if (CfnResource.isCfnResource(child)) {',
    '    child.applyRemovalPolicy(RemovalPolicy.RETAIN)',
    '  }',
    '}',
    '',
  ].join('\n')
}

type Names = { resources: Map<string, Resource>; parameters: Map<string, string> }

function resourceLines({ id, key, type, properties, notSaid }: Resource, names: Names): string[] {
  const [, namespace = '', name = ''] = /^(.*)::(.*)$/.exec(type) ?? []
  const isReferred = [...names.resources.values()].some((other) => refersTo(other.properties, key))
  const made = `new ${MODULES[namespace]?.[0]}.Cfn${name}(stack, ${literal(id)}, ${code(properties, names, 0, true)})`
  return [
    ...(notSaid.length === 0
      ? []
      : ['// CloudFormation can’t say:', ...notSaid.map((one) => `// ${commentLine(one)}`)]),
    isReferred ? `const ${variableOf(id)} = ${made}` : made,
  ]
}

function refersTo(value: Value, key: string): boolean {
  if (value instanceof Reference) {
    return value.to === key
  }
  const inside =
    value instanceof Joined ? value.parts : Array.isArray(value) ? value : isMembers(value) ? Object.values(value) : []
  return inside.some((one) => refersTo(one, key))
}

/** Members whose own keys are somebody's, or a document of IAM. */
const AS_THEY_ARE = new Set(['EnvironmentVariables', 'UserPoolTags', 'AssumeRolePolicyDocument', 'PolicyDocument'])

/** What formatters leave on one line; the comma after it is counted. `column`: where it begins. */
function fits(text: string, column: number): boolean {
  return column + text.length < WIDTH
}

const WIDTH = 100

function code(value: Value, names: Names, depth: number, renames: boolean, column = depth * 2): string {
  if (value instanceof Reference) {
    return address(value, names)
  }
  if (value instanceof Secret) {
    return `${variableOf(names.parameters.get(value.variable) ?? '')}.valueAsString`
  }
  if (value instanceof Joined) {
    const parts = value.parts.map((part) =>
      part instanceof Reference ? `\${${address(part, names)}}` : inTemplate(part),
    )
    return `\`${parts.join('')}\``
  }
  const margin = '  '.repeat(depth + 1)
  if (Array.isArray(value)) {
    const items = value.map((item) => code(item, names, depth + 1, renames))
    const inline = `[${items.join(', ')}]`
    return fits(inline, column) && !inline.includes('\n')
      ? inline
      : `[\n${items.map((item) => `${margin}${item},\n`).join('')}${'  '.repeat(depth)}]`
  }
  if (!isMembers(value)) {
    return typeof value === 'string' ? literal(value) : `${value}`
  }
  const lines = Object.entries(value).map(([name, item]) => {
    const isMap = AS_THEY_ARE.has(name) || (name === 'Tags' && isMembers(item))
    const start = `${margin}${propertyName(renames ? camel(name) : name)}:`
    const text = code(item, names, depth + 1, renames && !isMap, start.length + 1)
    const isLong = typeof item === 'string' && !fits(text, start.length + 1)
    return `${start}${isLong ? `\n${margin}  ` : ' '}${text},\n`
  })
  return lines.length === 0 ? '{}' : `{\n${lines.join('')}${'  '.repeat(depth)}}`
}

const ATTRIBUTES: Record<string, { id?: string; arn: string }> = {
  'AWS::BedrockAgentCore::Runtime': { id: 'attrAgentRuntimeId', arn: 'attrAgentRuntimeArn' },
  'AWS::BedrockAgentCore::RuntimeEndpoint': { arn: 'attrAgentRuntimeEndpointArn' },
}

function address({ to, member }: Reference, { resources }: Names): string {
  const { id, type } = resources.get(to) ?? { id: '', type: '' }
  const attributes = ATTRIBUTES[type]
  return member === 'version'
    ? `${variableOf(id)}.attrAgentRuntimeVersion`
    : `${variableOf(id)}.${member === 'arn' ? (attributes?.arn ?? 'attrArn') : (attributes?.id ?? 'ref')}`
}

/** As the CDK names CloudFormation's members: `CustomJWTAuthorizer` → `customJwtAuthorizer`, `CallbackURLs` → `callbackUrLs`. */
function camel(name: string): string {
  const words = name.replace(/[A-Z]{2,}(?=[A-Z][a-z]|$)/g, (run) => run.charAt(0) + run.slice(1).toLowerCase())
  return words.charAt(0).toLowerCase() + words.slice(1)
}

function variableOf(id: string): string {
  return `${id.charAt(0).toLowerCase()}${id.slice(1)}`.replace(/^(?=\d)/, 'the')
}

function propertyName(name: string): string {
  // As a quoted member it would set what the object inherits from.
  return name === '__proto__' ? `['__proto__']` : /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}

/** A text as TypeScript, in single quotes as long as it has no more of them than of the others. */
function literal(text: string): string {
  const double = JSON.stringify(text).replace(/[\p{Cf}\u2028\u2029]/gu, escaped)
  const count = (quote: string) => text.split(quote).length
  return count("'") > count('"') ? double : `'${double.slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`
}

function inTemplate(text: string): string {
  return text
    .replace(/[\\`]|\$(?=\{)/g, (sign) => `\\${sign}`)
    .replace(/\r/g, '\\r')
    .replace(/[\p{Cf}\u2028\u2029]/gu, escaped)
}

function escaped(sign: string): string {
  return `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`
}
