import { readFileSync } from 'node:fs'
import path from 'node:path'

/** An argument as the types bridged from the provider have it. */
type Argument = { isRequired: boolean; isList: boolean; isMap: boolean; block?: string }
type Arguments = Map<string, Argument>

/** What HCL says of one body: blocks and objects are objects, repeated ones lists of them. */
export type Body = { [name: string]: unknown }

const RESOURCES: Record<string, [file: string, args: string]> = {
  aws_bedrockagentcore_agent_runtime: ['bedrock/agentcoreAgentRuntime', 'AgentcoreAgentRuntimeArgs'],
  aws_bedrockagentcore_agent_runtime_endpoint: [
    'bedrock/agentcoreAgentRuntimeEndpoint',
    'AgentcoreAgentRuntimeEndpointArgs',
  ],
  aws_bedrockagentcore_resource_policy: ['bedrock/agentcoreResourcePolicy', 'AgentcoreResourcePolicyArgs'],
  aws_cloudwatch_log_group: ['cloudwatch/logGroup', 'LogGroupArgs'],
  aws_cognito_user_pool: ['cognito/userPool', 'UserPoolArgs'],
  aws_cognito_user_pool_client: ['cognito/userPoolClient', 'UserPoolClientArgs'],
  aws_iam_role: ['iam/role', 'RoleArgs'],
  aws_iam_role_policy: ['iam/rolePolicy', 'RolePolicyArgs'],
  aws_iam_role_policy_attachment: ['iam/rolePolicyAttachment', 'RolePolicyAttachmentArgs'],
}

/**
 * The provider's words have an s more in these types wherever one of them is a list. Where both spellings would fit, this is
 * the provider's own (its documentation).
 */
const SINGULAR_BLOCKS = new Set(['custom_claim', 'filesystem_configuration', 'schema', 'recovery_mechanism'])

/** Whether an export's words are the provider's; `folder` has @pulumi/aws in its node_modules. */
export function providerSchema(folder: string) {
  const types = path.join(folder, 'node_modules/@pulumi/aws')
  const inputs = readFileSync(path.join(types, 'types/input.d.ts'), 'utf8')
  const known = new Map<string, Arguments>()

  const interfaceOf = (text: string, name: string): Arguments => {
    const found = known.get(name)
    const read = found ?? argumentsOf(text, name)
    known.set(name, read)
    return read
  }
  return {
    /** One line for each word that the provider has not, or misses. */
    problems(type: string, body: Body): string[] {
      const [file, name] = RESOURCES[type] ?? []
      return file === undefined || name === undefined
        ? [`${type} is no resource that this judge knows`]
        : problemsOf(body, interfaceOf(readFileSync(path.join(types, `${file}.d.ts`), 'utf8'), name), type, (block) =>
            interfaceOf(inputs, block),
          )
    },
  }
}

function problemsOf(body: Body, wanted: Arguments, at: string, blockOf: (name: string) => Arguments): string[] {
  const given = Object.keys(body).map((name) => [name, fieldOf(name, wanted)] as const)
  const missing = [...wanted].filter(
    ([field, { isRequired }]) => isRequired && !given.some(([, found]) => found === field),
  )
  return [
    ...missing.map(([field]) => `${at}: ${field} is required`),
    ...given.flatMap(([name, field]) => {
      const argument = field === undefined ? undefined : wanted.get(field)

      if (!argument) {
        return [`${at}: there is no ${name}`]
      }
      const { block } = argument
      const bodies = Array.isArray(body[name]) ? body[name] : [body[name]]
      return block === undefined
        ? []
        : bodies.flatMap((one) =>
            typeof one === 'object' && one !== null
              ? problemsOf(one as Body, blockOf(block), `${at}.${name}`, blockOf)
              : [`${at}.${name} is no block`],
          )
    }),
  ]
}

/** `match_value_string_list` → `matchValueStringLists`. */
function fieldOf(name: string, wanted: Arguments): string | undefined {
  const camel = name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  const plurals = [`${camel}s`, `${camel}es`, camel.replace(/y$/, 'ies')]
  const isOwn = wanted.has(camel) && ![...SINGULAR_BLOCKS].some((one) => `${one}s` === name)
  return isOwn ? camel : plurals.find((plural) => wanted.get(plural)?.isList)
}

/** Reads an interface of a declaration file, which was written by a program and so always in one form. */
function argumentsOf(text: string, name: string): Arguments {
  const start = text.search(new RegExp(`interface ${name} \\{`))

  if (start < 0) {
    throw new Error(`The types have no ${name}.`)
  }
  const margin = /[^\n]*$/.exec(text.slice(0, start))?.[0].replace(/\S.*/, '') ?? ''
  const end = text.indexOf(`\n${margin}}`, start)
  const lines = text.slice(start, end).replace(/\/\*\*[\s\S]*?\*\//g, '')
  const fields = lines.matchAll(/^ +(\w+)(\?)?: ([^;]*(?:\{[^}]*\}[^;]*)?);$/gm)
  return new Map(
    [...fields].map(([, field = '', optional, type = '']): [string, Argument] => {
      const block = /inputs\.\w+\.(\w+)/.exec(type)?.[1]
      const isPolicy = block === 'PolicyDocument'
      const known = {
        isRequired: optional === undefined,
        isList: type.includes('[]'),
        isMap: type.includes('[key: string]'),
      }
      return [field, block === undefined || isPolicy ? known : { ...known, block }]
    }),
  )
}
