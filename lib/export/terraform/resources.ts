import { endpointKey } from '@/lib/export/cloudformation/resources'
import { CLIENT_MEMBERS, TERRAFORM_POOL, TERRAFORM_RUNTIME } from '@/lib/export/known'
import type { Exported, ExportedEndpoint, NotSaid } from '@/lib/export/model'
import { notSaidOf, olderVersion, STAYS_WHERE_TAKEN_OVER, split } from '@/lib/export/split'
import { Expression, type Item } from '@/lib/export/terraform/hcl'
import { argument, itemsOf } from '@/lib/export/terraform/items'
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

export type TerraformResource = {
  key: string
  type: string
  name: string
  items: Item[]
  /** What `terraform import` is given. */
  importId: string
  /** The attributes that references mean. */
  members: { id?: string; arn?: string; name?: string; version?: string }
  notSaid: NotSaid[]
}

/** The resources in the order in which they are made. */
export function terraformResources(exported: Exported): TerraformResource[] {
  return uniqueNames([
    ...(hasRole(exported) ? roleResources(exported) : []),
    ...poolResources(exported),
    runtimeResource(exported),
    ...endpointResources(exported),
    ...policyResources(exported),
    ...logGroupResources(exported),
  ])
}

function roleResources({ role }: Exported): TerraformResource[] {
  if (!role) {
    return []
  }
  const ref = new Reference(KEYS.role, 'name')
  const attachment = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)
  return [
    made(KEYS.role, 'aws_iam_role', 'execution', role.name, [
      ...attributes({ name: role.name }),
      ...(role.path === '/' ? [] : attributes({ path: role.path })),
      ...(role.description === null ? [] : attributes({ description: role.description })),
      document('assume_role_policy', role.trustPolicy),
      ...(role.permissionsBoundaryArn === null
        ? []
        : attributes({ permissions_boundary: role.permissionsBoundaryArn })),
      ...(role.maxSessionSeconds === null ? [] : attributes({ max_session_duration: role.maxSessionSeconds })),
      ...tags(role.tags),
    ]),
    ...role.inlinePolicies.map(({ name, document: text }) =>
      made(`policy ${name}`, 'aws_iam_role_policy', snake(name), `${role.name}:${name}`, [
        ...attributes({ name, role: ref }),
        document('policy', text),
      ]),
    ),
    ...role.attachedPolicies.map(({ arn }) =>
      made(`attached ${arn}`, 'aws_iam_role_policy_attachment', snake(attachment(arn)), `${role.name}/${arn}`, [
        ...attributes({ role: ref, policy_arn: arn }),
      ]),
    ),
  ]
}

function poolResources(exported: Exported): TerraformResource[] {
  const pool = ownPool(exported)

  if (!pool) {
    return []
  }
  const { said, rest } = split(pool.settings as Members, TERRAFORM_POOL)
  const found = made(KEYS.pool, 'aws_cognito_user_pool', 'callers', pool.id, [
    ...attributes({ name: pool.name }),
    ...itemsOf(poolArguments(said)),
    ...tags(pool.tags),
  ])
  return [
    { ...found, notSaid: notSaidOf(rest, 'Terraform') },
    ...pool.clients.map((client): TerraformResource => {
      const settings = split(client.settings as Members, CLIENT_MEMBERS)
      const key = KEYS.client(client.id)
      return {
        ...made(key, 'aws_cognito_user_pool_client', snake(client.name), `${pool.id}/${client.id}`, [
          ...attributes({ name: client.name, user_pool_id: new Reference(KEYS.pool, 'id') }),
          ...(client.hasSecret ? attributes({ generate_secret: true }) : []),
          ...itemsOf(settings.said),
        ]),
        notSaid: notSaidOf(settings.rest, 'Terraform'),
      }
    }),
  ]
}

/** The provider has the two policies beside one another, and refuses a text that stands in the template as well. */
function poolArguments({ Policies, ...said }: Members): Members {
  const { PasswordPolicy, SignInPolicy } = isMembers(Policies) ? Policies : {}
  const template = isMembers(said.VerificationMessageTemplate) ? said.VerificationMessageTemplate : {}
  const doubled = [
    ...(template.EmailMessage === undefined ? [] : ['EmailVerificationMessage']),
    ...(template.EmailSubject === undefined ? [] : ['EmailVerificationSubject']),
    ...(template.SmsMessage === undefined ? [] : ['SmsVerificationMessage']),
  ]
  return {
    ...Object.fromEntries(Object.entries(said).filter(([name]) => !doubled.includes(name))),
    ...(PasswordPolicy === undefined ? {} : { PasswordPolicy }),
    ...(SignInPolicy === undefined ? {} : { SignInPolicy }),
  }
}

function runtimeResource(exported: Exported): TerraformResource {
  const { said, rest } = split(wiredConfig(exported), TERRAFORM_RUNTIME)
  const { lifecycleConfiguration: lifecycle, ...others } = said
  const found = made(KEYS.runtime, 'aws_bedrockagentcore_agent_runtime', 'main', exported.runtime.id, [
    ...itemsOf(others),
    ...(isMembers(lifecycle) ? attributes({ lifecycle_configuration: [snakeMembers(lifecycle)] }) : []),
  ])
  const members = { id: 'agent_runtime_id', arn: 'agent_runtime_arn', version: 'agent_runtime_version' }
  return { ...found, members, notSaid: notSaidOf(rest, 'Terraform') }
}

function endpointResources(exported: Exported): TerraformResource[] {
  const { endpoints, runtime } = exported
  return endpoints.map((endpoint) => ({
    ...endpointResource(exported, endpoint),
    notSaid: olderVersion(endpoint, runtime.version, STAYS_WHERE_TAKEN_OVER),
  }))
}

function endpointResource(
  exported: Exported,
  { name, version, description, tags: own }: ExportedEndpoint,
): TerraformResource {
  const { runtime } = exported
  return {
    ...made(endpointKey(name), 'aws_bedrockagentcore_agent_runtime_endpoint', snake(name), `${runtime.id},${name}`, [
      ...attributes({ name, agent_runtime_id: new Reference(KEYS.runtime, 'id') }),
      ...(version === null ? [] : attributes({ agent_runtime_version: endpointVersion(exported, version) })),
      ...(description === null ? [] : attributes({ description })),
      ...tags(own),
    ]),
    members: { arn: 'agent_runtime_endpoint_arn' },
  }
}

function policyResources({ policies, runtime }: Exported): TerraformResource[] {
  return policies.map(({ endpoint, arn, text }) => {
    const own = new Reference(KEYS.runtime, 'arn')
    const target =
      endpoint === null || endpoint === 'DEFAULT'
        ? joined(arn, runtime.arn, own)
        : new Reference(endpointKey(endpoint), 'arn')
    return made(
      `resource policy ${arn}`,
      'aws_bedrockagentcore_resource_policy',
      snake(endpoint ?? 'runtime'),
      arn,
      attributes({ resource_arn: target, policy: joined(text, runtime.arn, own) }),
    )
  })
}

function logGroupResources({ logGroup, runtime }: Exported): TerraformResource[] {
  return logGroup === null
    ? []
    : [
        made('log group', 'aws_cloudwatch_log_group', 'runtime', logGroup.name, [
          ...attributes({ name: joined(logGroup.name, runtime.id, new Reference(KEYS.runtime, 'id')) }),
          ...(logGroup.retentionDays === null ? [] : attributes({ retention_in_days: logGroup.retentionDays })),
          ...(logGroup.kmsKeyId === undefined ? [] : attributes({ kms_key_id: logGroup.kmsKeyId })),
          ...tags(logGroup.tags),
        ]),
      ]
}

function made(key: string, type: string, name: string, importId: string, items: Item[]): TerraformResource {
  return { key, type, name, items, importId, members: {}, notSaid: [] }
}

function attributes(members: { [name: string]: Value | Expression }): Item[] {
  return Object.entries(members).map(([name, value]) => ({ kind: 'attribute', name, value }))
}

function tags(own: Record<string, string>): Item[] {
  return Object.keys(settable(own)).length === 0 ? [] : attributes({ tags: settable(own) })
}

function document(name: string, text: string): Item {
  const parsed = parseJson(text)
  return { kind: 'attribute', name, value: parsed === undefined ? text : new Expression('jsonencode', parsed) }
}

function snakeMembers(members: Members): Members {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [argument(name), value]))
}

function snake(name: string): string {
  const words = argument(name)
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
  return /^[a-z]/.test(words) ? words : `main_${words}`.replace(/_$/, '')
}

function uniqueNames(resources: TerraformResource[]): TerraformResource[] {
  const taken = new Set<string>()
  return resources.map((resource) => {
    let { name } = resource
    for (let count = 2; taken.has(`${resource.type}.${name}`); count += 1) {
      name = `${resource.name}_${count}`
    }
    taken.add(`${resource.type}.${name}`)
    return { ...resource, name }
  })
}
