import { DYNAMIC_REFERENCE, literalResources, type Readable } from '@/lib/export/cloudformation/literal'
import type { Resource } from '@/lib/export/cloudformation/resource'
import { CLIENT_MEMBERS, CLOUDFORMATION_RUNTIME, POOL_MEMBERS } from '@/lib/export/known'
import type { Exported, ExportedEndpoint, NotSaid } from '@/lib/export/model'
import { neverSaid, notSaidOf, olderVersion, STAYS_WHERE_TAKEN_OVER, split } from '@/lib/export/split'
import {
  endpointVersion,
  hasRole,
  isMembers,
  joined,
  KEYS,
  type Members,
  ownPool,
  Reference,
  settable,
  type Value,
  wiredConfig,
} from '@/lib/export/wired'
import { parseJson } from '@/lib/json'

/**
 * The resources in the order in which they are made, in CloudFormation's own names. The CDK takes the same. What is `readable` would
 * not stay as it is, and is left out.
 */
export function cloudFormationResources(
  exported: Exported,
  readable: readonly Readable[] = [DYNAMIC_REFERENCE],
): { resources: Resource[]; notSaid: NotSaid[] } {
  const all = uniqueIds([
    ...(hasRole(exported) ? roleResources(exported) : []),
    ...poolResources(exported),
    runtimeResource(exported),
    ...endpointResources(exported),
    ...policyResources(exported),
    ...logGroupResources(exported),
  ])
  const resources = literalResources(all, readable)
  return { resources, notSaid: [...resources.flatMap(({ notSaid }) => notSaid), ...neverSaid(exported)] }
}

function roleResources({ role }: Exported): Resource[] {
  if (!role) {
    return []
  }
  const properties: Members = {
    RoleName: role.name,
    ...(role.path === '/' ? {} : { Path: role.path }),
    ...(role.description === null ? {} : { Description: role.description }),
    AssumeRolePolicyDocument: documentOf(role.trustPolicy),
    ...(role.attachedPolicies.length === 0 ? {} : { ManagedPolicyArns: role.attachedPolicies.map(({ arn }) => arn) }),
    ...(role.permissionsBoundaryArn === null ? {} : { PermissionsBoundary: role.permissionsBoundaryArn }),
    ...(role.maxSessionSeconds === null ? {} : { MaxSessionDuration: role.maxSessionSeconds }),
    ...tagList('Tags', role.tags),
  }
  return [
    made(KEYS.role, 'ExecutionRole', 'AWS::IAM::Role', properties, { RoleName: role.name }),
    ...role.inlinePolicies.map(({ name, document }) =>
      made(
        `policy ${name}`,
        `ExecutionRole${pascal(name)}`,
        'AWS::IAM::RolePolicy',
        { RoleName: new Reference(KEYS.role, 'id'), PolicyName: name, PolicyDocument: documentOf(document) },
        { PolicyName: name, RoleName: role.name },
      ),
    ),
  ]
}

function poolResources(exported: Exported): Resource[] {
  const pool = ownPool(exported)

  if (!pool) {
    return []
  }
  const { said, rest } = split(pool.settings as Members, POOL_MEMBERS)
  const properties = {
    UserPoolName: pool.name,
    ...said,
    ...(Object.keys(settable(pool.tags)).length === 0 ? {} : { UserPoolTags: settable(pool.tags) }),
  }
  const found = made(KEYS.pool, 'UserPool', 'AWS::Cognito::UserPool', properties, { UserPoolId: pool.id })
  return [
    { ...found, notSaid: notSaidOf(rest, 'CloudFormation') },
    ...pool.clients.map((client): Resource => {
      const settings = split(client.settings as Members, CLIENT_MEMBERS)
      const own = {
        ClientName: client.name,
        UserPoolId: new Reference(KEYS.pool, 'id'),
        ...(client.hasSecret ? { GenerateSecret: true } : {}),
        ...settings.said,
      }
      const identifier = { UserPoolId: pool.id, ClientId: client.id }
      const key = KEYS.client(client.id)
      return {
        ...made(key, 'UserPoolClient', 'AWS::Cognito::UserPoolClient', own, identifier),
        notSaid: notSaidOf(settings.rest, 'CloudFormation'),
      }
    }),
  ]
}

function runtimeResource(exported: Exported): Resource {
  const { runtime } = exported
  const { said, rest } = split(wiredConfig(exported), CLOUDFORMATION_RUNTIME)
  const protocol = isMembers(said.protocolConfiguration) ? said.protocolConfiguration.serverProtocol : undefined
  // A plain text here, where the API has an object.
  const properties = pascalMembers(protocol === undefined ? said : { ...said, protocolConfiguration: protocol })
  const found = made(KEYS.runtime, 'Runtime', 'AWS::BedrockAgentCore::Runtime', properties, {
    AgentRuntimeId: runtime.id,
  })
  return { ...found, notSaid: notSaidOf(rest, 'CloudFormation') }
}

function endpointResources(exported: Exported): Resource[] {
  return exported.endpoints.map((endpoint) => ({
    ...endpointResource(exported, endpoint),
    notSaid: olderVersion(endpoint, exported.runtime.version, STAYS_WHERE_TAKEN_OVER),
  }))
}

function endpointResource(exported: Exported, { name, arn, version, description, tags }: ExportedEndpoint): Resource {
  return made(
    endpointKey(name),
    `${pascal(name)}Endpoint`,
    'AWS::BedrockAgentCore::RuntimeEndpoint',
    {
      AgentRuntimeId: new Reference(KEYS.runtime, 'id'),
      Name: name,
      ...(version === null ? {} : { AgentRuntimeVersion: endpointVersion(exported, version) }),
      ...(description === null ? {} : { Description: description }),
      ...(Object.keys(settable(tags)).length === 0 ? {} : { Tags: settable(tags) }),
    },
    { AgentRuntimeEndpointArn: arn },
  )
}

function policyResources({ policies, runtime }: Exported): Resource[] {
  const own = new Reference(KEYS.runtime, 'arn')
  return policies.map(({ endpoint, arn, text }) =>
    made(
      `resource policy ${arn}`,
      `${endpoint === null ? 'Runtime' : `${pascal(endpoint)}Endpoint`}Policy`,
      'AWS::BedrockAgentCore::ResourcePolicy',
      {
        ResourceArn:
          endpoint === null || endpoint === 'DEFAULT'
            ? joined(arn, runtime.arn, own)
            : new Reference(endpointKey(endpoint), 'arn'),
        Policy: joined(text, runtime.arn, own),
      },
      { ResourceArn: arn },
    ),
  )
}

function logGroupResources({ logGroup, runtime }: Exported): Resource[] {
  return logGroup === null
    ? []
    : [
        made(
          'log group',
          'LogGroup',
          'AWS::Logs::LogGroup',
          {
            LogGroupName: joined(logGroup.name, runtime.id, new Reference(KEYS.runtime, 'id')),
            ...(logGroup.retentionDays === null ? {} : { RetentionInDays: logGroup.retentionDays }),
            ...(logGroup.kmsKeyId === undefined ? {} : { KmsKeyId: logGroup.kmsKeyId }),
            ...tagList('Tags', logGroup.tags),
          },
          { LogGroupName: logGroup.name },
        ),
      ]
}

export function endpointKey(name: string): string {
  return `endpoint ${name}`
}

function made(
  key: string,
  id: string,
  type: string,
  properties: Members,
  identifier: Record<string, string>,
): Resource {
  return { key, id, type, properties, identifier, notSaid: [] }
}

function documentOf(text: string): Value {
  return parseJson(text) ?? text
}

function tagList(member: string, tags: Record<string, string>): Members {
  const list = Object.entries(settable(tags)).map(([Key, Value]) => ({ Key, Value }))
  return list.length === 0 ? {} : { [member]: list }
}

/** Maps whose keys are somebody's own. */
const MAPS = new Set(['environmentVariables', 'tags'])

function pascalMembers(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
      MAPS.has(name) ? value : pascalValue(value),
    ]),
  )
}

function pascalValue(value: Value): Value {
  return Array.isArray(value) ? value.map(pascalValue) : isMembers(value) ? pascalMembers(value) : value
}

/** A name as a word of a logical id, which is letters and digits only. */
export function pascal(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') || 'Unnamed'
}

function uniqueIds(resources: Resource[]): Resource[] {
  const taken = new Set<string>()
  return resources.map((resource) => {
    let { id } = resource
    for (let count = 2; taken.has(id); count += 1) {
      id = `${resource.id}${count}`
    }
    taken.add(id)
    return { ...resource, id }
  })
}
