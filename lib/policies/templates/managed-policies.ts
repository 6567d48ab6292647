import 'server-only'
import { loadCatalogue } from '@/lib/policies/catalogue/catalogue'
import type { ActionInfo } from '@/lib/policies/catalogue/catalogue-model'
import type { PolicyDocument, PolicyStatement } from '@/lib/policies/document/model'

/** `path` is `/` or `/job-function/`. */
export type ManagedPolicy = { name: string; path: string; description: string; document: PolicyDocument }

type Definition = { name: string; path: string; description: string; statements: () => Promise<PolicyStatement[]> }

/**
 * AWS managed policies by name. The documents are derived from AWS's service reference (the access level of each action) and are
 * not AWS's own text: they decide alike for ordinary calls, but AWS's policies leave out and add single actions.
 */
const DEFINITIONS: Definition[] = [
  {
    name: 'AdministratorAccess',
    path: '/',
    description: 'Every action on every resource.',
    statements: async () => [{ Effect: 'Allow', Action: ['*'], Resource: ['*'] }],
  },
  {
    name: 'PowerUserAccess',
    path: '/',
    description: 'Everything except IAM, Organizations and account management.',
    statements: async () => [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: ['*'] },
      { Effect: 'Allow', Action: POWER_USER_EXTRAS, Resource: ['*'] },
    ],
  },
  {
    name: 'IAMFullAccess',
    path: '/',
    description: 'Every action of IAM.',
    statements: async () => [{ Effect: 'Allow', Action: ['iam:*'], Resource: ['*'] }],
  },
  {
    name: 'AWSDenyAll',
    path: '/',
    description: 'Denies every action.',
    statements: async () => [{ Effect: 'Deny', Action: ['*'], Resource: ['*'] }],
  },
  {
    name: 'ReadOnlyAccess',
    path: '/',
    description: 'Reads and lists the resources of all services, contents included.',
    statements: () => allowing(({ access, name }, service) => isRead(access) && !hidden(service, name)),
  },
  {
    name: 'ViewOnlyAccess',
    path: '/job-function/',
    description: 'Lists resources and describes them, without their contents.',
    statements: () =>
      allowing(({ access, name }) => access === 'list' || (access === 'read' && /^(Describe|List)/.test(name))),
  },
  {
    name: 'SecurityAudit',
    path: '/',
    description: 'Reads the configuration that decides on security.',
    statements: () =>
      allowing(({ access, name }) => access === 'list' || (access === 'read' && CONFIGURATION.test(name))),
  },
]

const POWER_USER_EXTRAS = [
  'account:GetAccountInformation',
  'account:ListRegions',
  'iam:CreateServiceLinkedRole',
  'iam:DeleteServiceLinkedRole',
  'iam:ListRoles',
  'organizations:DescribeOrganization',
]

const CONFIGURATION =
  /^(Describe|List)|^Get.*(Polic|Config|Setting|Acl|Status|Logging|Encryption|Tag|Attribute|Report|Summary|Versioning|Location|Block|Rotation|Role|User|Group|Profile|Rule|Trail)/

function isRead(access: ActionInfo['access']): boolean {
  return access === 'read' || access === 'list'
}

/** Actions of level Read that AWS's ReadOnlyAccess leaves out: they hand out secrets, or do more than read. */
function hidden(service: string, action: string): boolean {
  return (
    HIDDEN.has(`${service}:${action}`) ||
    /^(Put|Execute|Create|Update|Invoke|Connect|Complete|Client|Allow)/.test(action)
  )
}

const HIDDEN = new Set([
  'bedrock-agentcore:GetResourceApiKey',
  'bedrock-agentcore:GetResourceOauth2Token',
  'bedrock-agentcore:GetResourcePaymentToken',
  'bedrock-agentcore:GetWorkloadAccessToken',
  'kms:Decrypt',
  'logs:Unmask',
  'redshift:GetClusterCredentials',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
])

type Choose = (action: ActionInfo, service: string) => boolean

async function allowing(choose: Choose): Promise<PolicyStatement[]> {
  const catalogue = await loadCatalogue('all')
  const patterns = catalogue
    .prefixes()
    .flatMap((prefix) => compress(prefix, catalogue.service(prefix)?.actions ?? [], choose))
  return [{ Effect: 'Allow', Action: patterns, Resource: ['*'] }]
}

/** `s3:Get*` where all actions of the service that start with Get are chosen, single actions otherwise. */
function compress(service: string, actions: ActionInfo[], choose: Choose): string[] {
  const rejected = actions.filter((action) => !choose(action, service))
  const patterns = actions
    .filter((action) => choose(action, service))
    .map(({ name }) => {
      const verb = /^[A-Z][a-z]+/.exec(name)?.[0]
      return verb && !rejected.some((other) => other.name.startsWith(verb))
        ? `${service}:${verb}*`
        : `${service}:${name}`
    })
  return [...new Set(patterns)]
}

const documents = new Map<string, Promise<PolicyDocument>>()

/** The policy behind the ARN of an AWS managed policy, of any partition; null for one that isn't served. Built at the first use. */
export async function managedPolicy(arn: string): Promise<ManagedPolicy | null> {
  const definition = DEFINITIONS.find(({ name, path }) => arn.endsWith(`:iam::aws:policy${path}${name}`))

  if (!definition) {
    return null
  }
  const { name, path, description } = definition
  const document = documents.get(name) ?? definition.statements().then(withVersion)
  documents.set(name, document)
  return { name, path, description, document: await document }
}

function withVersion(Statement: PolicyStatement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement }
}

/** The ARNs that are served, for ListPolicies. */
export function managedPolicyArns(partition: string): string[] {
  return DEFINITIONS.map(({ name, path }) => `arn:${partition}:iam::aws:policy${path}${name}`)
}
