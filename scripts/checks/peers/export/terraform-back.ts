import { type HclBlock, readBlocks } from '@/lib/deployments/setup/foreign/hcl'
import { isMap, type Tree, type TreeMap } from '@/lib/deployments/setup/foreign/tree'
import type { Exported } from '@/lib/export/model'

/** The other resources of a configuration in the API's words, each reference as what it means in the live account. */
export function fromTerraform(text: string, exported: Exported) {
  const blocks = readBlocks(workedOut(text, exported), ([word]) => word === 'resource')
  const all = (type: string) => blocks.flatMap(({ labels, body }) => (labels[1] === `aws_${type}` ? [body] : []))
  const [role] = all('iam_role')
  const [pool] = all('cognito_user_pool')
  const [group] = all('cloudwatch_log_group')
  return {
    role: role
      ? {
          ...{ name: role.name, path: role.path ?? '/', description: role.description ?? null, tags: role.tags ?? {} },
          ...{ boundary: role.permissions_boundary ?? null, maxSessionSeconds: role.max_session_duration },
          trust: role.assume_role_policy,
          inline: all('iam_role_policy').map((one) => [one.name, one.policy, one.role]),
          attached: all('iam_role_policy_attachment').map((one) => [one.policy_arn, one.role]),
        }
      : null,
    pool: pool ? poolFrom(pool, all('cognito_user_pool_client')) : null,
    endpoints: all('bedrockagentcore_agent_runtime_endpoint').map((one) => ({
      ...{ name: one.name, runtime: one.agent_runtime_id, version: one.agent_runtime_version },
      ...{ description: one.description ?? null, tags: one.tags ?? {} },
    })),
    policies: all('bedrockagentcore_resource_policy').map((one) => ({ arn: one.resource_arn, text: one.policy })),
    logGroup: group
      ? {
          ...{ name: group.name, retentionDays: group.retention_in_days ?? null, tags: group.tags ?? {} },
          ...(group.kms_key_id === undefined ? {} : { kmsKeyId: group.kms_key_id }),
        }
      : null,
  }
}

/** The live ones in the same form. */
export function terraformLive({ runtime, role, pool, endpoints, policies, logGroup }: Exported) {
  return {
    role: role && {
      ...{ name: role.name, path: role.path, description: role.description, tags: role.tags },
      ...{ boundary: role.permissionsBoundaryArn, maxSessionSeconds: role.maxSessionSeconds },
      trust: JSON.parse(role.trustPolicy),
      inline: role.inlinePolicies.map((one) => [one.name, JSON.parse(one.document), role.name]),
      attached: role.attachedPolicies.map(({ arn }) => [arn, role.name]),
    },
    pool: pool && {
      ...{ name: pool.name, tags: pool.tags, settings: pool.settings },
      clients: pool.clients.map(({ name, hasSecret, settings }) => ({ name, pool: pool.id, hasSecret, settings })),
    },
    endpoints: endpoints.map(({ arn: _, ...one }) => ({ ...one, runtime: runtime.id })),
    policies: policies.map(({ arn, text }) => ({ arn, text })),
    logGroup,
  }
}

/** Addresses in the configuration, and those that the import blocks name. */
export function addressesOf(main: string, imports: string): { made: string[]; taken: string[] } {
  const made = readBlocks(main, ([word]) => word === 'resource').map(({ labels }) => labels.slice(1).join('.'))
  const taken = [...imports.matchAll(/^ {2}to = (\S+)$/gm)].map(([, address = '']) => address)
  return { made: made.sort(), taken: taken.sort() }
}

function poolFrom({ name, tags = {}, ...settings }: TreeMap, clients: TreeMap[]) {
  const { password_policy, sign_in_policy, ...others } = settings
  const policies = {
    ...(password_policy === undefined ? {} : { password_policy }),
    ...(sign_in_policy === undefined ? {} : { sign_in_policy }),
  }
  const own = pascalMembers({ ...others, ...(Object.keys(policies).length === 0 ? {} : { policies: [policies] }) })
  return {
    ...{ name, tags, settings: withTexts(own) },
    clients: clients.map(({ name: client, user_pool_id: pool, generate_secret: hasSecret = false, ...rest }) => ({
      ...{ name: client, pool, hasSecret, settings: pascalMembers(rest) },
    })),
  }
}

/** The provider takes a text in one of its two places; AWS answers it in both. */
function withTexts(settings: TreeMap): TreeMap {
  const template = isMap(settings.VerificationMessageTemplate) ? settings.VerificationMessageTemplate : {}
  const { EmailMessage, EmailSubject, SmsMessage } = template
  return {
    ...(EmailMessage === undefined ? {} : { EmailVerificationMessage: EmailMessage }),
    ...(EmailSubject === undefined ? {} : { EmailVerificationSubject: EmailSubject }),
    ...(SmsMessage === undefined ? {} : { SmsVerificationMessage: SmsMessage }),
    ...settings,
  }
}

/** Names that no rule gives, and the blocks that stand for lists. */
const NAMES: Record<string, string> = {
  recovery_mechanism: 'RecoveryMechanisms',
  from_email_address: 'From',
  callback_urls: 'CallbackURLs',
  logout_urls: 'LogoutURLs',
  default_redirect_uri: 'DefaultRedirectURI',
}
const LISTS = ['recovery_mechanism', 'schema']

function pascalMembers(members: TreeMap): TreeMap {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [NAMES[name] ?? pascal(name), pascalValue(name, value)]),
  )
}

function pascalValue(name: string, value: Tree): Tree {
  const bodies = Array.isArray(value) ? value.filter(isMap) : []
  const [first] = bodies
  return first === undefined ? value : LISTS.includes(name) ? bodies.map(pascalMembers) : pascalMembers(first)
}

function pascal(name: string): string {
  const words = name.split('_').map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
  return words.join('').replace('Oauth', 'OAuth')
}

/** The text with every reference as its live value, and every document without the function around it. */
function workedOut(text: string, exported: Exported): string {
  const blocks = readBlocks(text, ([word]) => word === 'resource')
  const meaning = (address: string) => JSON.stringify(meaningOf(address, blocks, exported))
  return text
    .replace(/= jsonencode\(/g, '= ')
    .replace(/^( {2}[}\]])\)$/gm, '$1')
    .replace(/(?<![$\w])\$\{(aws_\w+\.\w+\.\w+)\}/g, (_, address) => meaning(address).slice(1, -1))
    .replace(/(?<=(?:= |\[|, |^ +))aws_\w+\.\w+\.\w+(?=[,\]]|$)/gm, meaning)
}

function meaningOf(address: string, blocks: HclBlock[], { runtime, role, pool, endpoints }: Exported): string {
  const [type = '', name = '', attribute = ''] = address.split('.')
  const own = blocks.find(({ labels }) => labels[1] === type && labels[2] === name)?.body.name
  const values: Record<string, string | undefined> = {
    'iam_role.name': role?.name,
    'iam_role.arn': role?.arn,
    'cognito_user_pool.id': pool?.id,
    'cognito_user_pool_client.id': pool?.clients.find((one) => one.name === own)?.id,
    'bedrockagentcore_agent_runtime.agent_runtime_id': runtime.id,
    'bedrockagentcore_agent_runtime.agent_runtime_arn': runtime.arn,
    'bedrockagentcore_agent_runtime.agent_runtime_version': runtime.version,
    'bedrockagentcore_agent_runtime_endpoint.agent_runtime_endpoint_arn': endpoints.find((one) => one.name === own)
      ?.arn,
  }
  const value = values[`${type.replace(/^aws_/, '')}.${attribute}`]

  if (value === undefined) {
    throw new Error(`${address} means nothing.`)
  }
  return value
}
