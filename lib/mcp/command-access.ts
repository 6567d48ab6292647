import 'server-only'
import { namedCommand } from '@/lib/mcp/cli-command'
import { loadCatalogue } from '@/lib/policies/catalogue'

/** `reads`: it only reads. `changes`: the catalogue says that it writes. `unknown`: nobody here can tell. */
export type CommandAccess = { kind: 'reads' } | { kind: 'changes' | 'unknown'; why: string }

/** What a command does to AWS, by the access level of its action in AWS's Service Authorization Reference. */
export async function commandAccess(line: string): Promise<CommandAccess> {
  const named = namedCommand(line)

  if (!named) {
    return { kind: 'unknown', why: 'It does not plainly name a service and an operation.' }
  }
  const { service, operation } = named

  if (service === 's3') {
    return S3_READS.has(operation)
      ? { kind: 'reads' }
      : { kind: 'changes', why: `aws s3 ${operation} may change objects.` }
  }
  const prefix = PREFIXES.get(service) ?? service
  const wanted = ALIASES.get(`${prefix}:${operation}`) ?? operation.replaceAll('-', '')
  const known = (await loadCatalogue([prefix])).service(prefix)
  const action = known?.actions.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())

  if (!action) {
    return {
      kind: 'unknown',
      why: `What aws ${service} ${operation} does is not in AWS's list of actions by that name.`,
    }
  }
  if (action.access === 'read' || action.access === 'list') {
    return { kind: 'reads' }
  }
  return { kind: 'changes', why: `${prefix}:${action.name} is a ${LEVELS[action.access]} action.` }
}

const LEVELS = { write: 'writing', tagging: 'tagging', permissions: 'permissions management' } as const

const S3_READS = new Set(['ls', 'presign'])

/** Names of the CLI whose IAM prefix is another. */
const PREFIXES = new Map(
  Object.entries({
    s3api: 's3',
    stepfunctions: 'states',
    elb: 'elasticloadbalancing',
    elbv2: 'elasticloadbalancing',
    emr: 'elasticmapreduce',
    efs: 'elasticfilesystem',
    opensearch: 'es',
    sesv2: 'ses',
    deploy: 'codedeploy',
    configservice: 'config',
    resourcegroupstaggingapi: 'tag',
    'bedrock-agentcore-control': 'bedrock-agentcore',
    'bedrock-agent': 'bedrock',
    'bedrock-runtime': 'bedrock',
    'sso-admin': 'sso',
    docdb: 'rds',
    neptune: 'rds',
    apigatewayv2: 'apigateway',
  }),
)

/** Operations whose action has another name. */
const ALIASES = new Map(
  Object.entries({
    's3:list-buckets': 'ListAllMyBuckets',
    's3:list-objects': 'ListBucket',
    's3:list-objects-v2': 'ListBucket',
    's3:head-bucket': 'ListBucket',
    's3:head-object': 'GetObject',
    's3:list-object-versions': 'ListBucketVersions',
    's3:get-bucket-encryption': 'GetEncryptionConfiguration',
    's3:get-bucket-lifecycle-configuration': 'GetLifecycleConfiguration',
    's3:get-public-access-block': 'GetBucketPublicAccessBlock',
    's3:delete-objects': 'DeleteObject',
    'lambda:invoke': 'InvokeFunction',
  }),
)
