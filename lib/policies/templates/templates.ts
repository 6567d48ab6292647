import type { ParameterName, TemplateValues } from '@/lib/policies/templates/template-parameters'

/** A start for a custom policy. `add-on` templates only take away and go with another policy. */
export type PolicyTemplate = {
  id: string
  kind: 'grant' | 'add-on'
  title: string
  description: string
  parameters: readonly ParameterName[]
  /** Formatted JSON. Check the values with `parameterErrors` first. Patterns of actions that `isKnown` denies are left out. */
  build: (values: TemplateValues, isKnown?: (pattern: string) => boolean) => string
}

type Statement = {
  Sid: string
  Effect: 'Allow' | 'Deny'
  Action: string[]
  Resource: string | string[]
  Condition?: Record<string, Record<string, string | string[]>>
}

function document(...statements: Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2)
}

function inRegion({ region = '' }: TemplateValues): Required<Statement>['Condition'] {
  return { StringEquals: { 'aws:RequestedRegion': region } }
}

/** `ec2, s3` → `ec2`, `s3`. */
export function servicePrefixes(services: string): string[] {
  return [...new Set(services.split(',').map((service) => service.trim()))]
}

function readActions({ services = '' }: TemplateValues, isKnown = (_: string) => true): string[] {
  const all = servicePrefixes(services).flatMap((prefix) =>
    ['BatchGet', 'Describe', 'Get', 'List'].map((verb) => `${prefix}:${verb}*`),
  )
  const found = all.filter(isKnown)
  return found.length > 0 ? found : all
}

const readOnly: PolicyTemplate = {
  id: 'read-only-services',
  kind: 'grant',
  title: 'Read chosen services in one region',
  description: 'Reads and lists the resources of the services that you name, in one region only.',
  parameters: ['services', 'region'],
  build: (values, isKnown) =>
    document({
      Sid: 'ReadServices',
      Effect: 'Allow',
      Action: readActions(values, isKnown),
      Resource: '*',
      Condition: inRegion(values),
    }),
}

const bucketReader: PolicyTemplate = {
  id: 's3-bucket-reader',
  kind: 'grant',
  title: 'Read one S3 bucket',
  description: 'Lists one bucket and reads its objects.',
  parameters: ['partition', 'bucket'],
  build: ({ partition, bucket }) =>
    document(
      {
        Sid: 'ListBucket',
        Effect: 'Allow',
        Action: ['s3:GetBucketLocation', 's3:ListBucket'],
        Resource: `arn:${partition}:s3:::${bucket}`,
      },
      {
        Sid: 'ReadObjects',
        Effect: 'Allow',
        Action: ['s3:GetObject', 's3:GetObjectTagging', 's3:GetObjectVersion'],
        Resource: `arn:${partition}:s3:::${bucket}/*`,
      },
    ),
}

const bucketFromVpc: PolicyTemplate = {
  id: 's3-bucket-from-vpc',
  kind: 'grant',
  title: 'Read one S3 bucket through your VPC',
  description: 'Lists and reads one bucket, only through an S3 endpoint of the VPC that the runtime is in.',
  parameters: ['partition', 'bucket', 'vpc'],
  build: ({ partition, bucket, vpc = '' }) =>
    document({
      Sid: 'ReadThroughVpc',
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:ListBucket'],
      Resource: [`arn:${partition}:s3:::${bucket}`, `arn:${partition}:s3:::${bucket}/*`],
      Condition: { StringEquals: { 'aws:SourceVpc': vpc } },
    }),
}

const ec2Reader: PolicyTemplate = {
  id: 'ec2-reader',
  kind: 'grant',
  title: 'See EC2 in one region',
  description: 'Describes instances, volumes and networks in one region, and changes nothing.',
  parameters: ['region'],
  build: (values) =>
    document({
      Sid: 'DescribeEc2',
      Effect: 'Allow',
      Action: ['ec2:Describe*'],
      Resource: '*',
      Condition: inRegion(values),
    }),
}

const ec2Operator: PolicyTemplate = {
  id: 'ec2-operator-by-tag',
  kind: 'grant',
  title: 'Start and stop tagged instances',
  description: 'Starts, stops and reboots the EC2 instances that carry one tag; sees all of them.',
  parameters: ['partition', 'region', 'accountId', 'tagKey', 'tagValue'],
  build: (values) =>
    document(
      {
        Sid: 'SeeInstances',
        Effect: 'Allow',
        Action: ['ec2:DescribeInstances', 'ec2:DescribeInstanceStatus'],
        Resource: '*',
        Condition: inRegion(values),
      },
      {
        Sid: 'OperateTaggedInstances',
        Effect: 'Allow',
        Action: ['ec2:RebootInstances', 'ec2:StartInstances', 'ec2:StopInstances'],
        Resource: `arn:${values.partition}:ec2:${values.region}:${values.accountId}:instance/*`,
        Condition: { StringEquals: { [`aws:ResourceTag/${values.tagKey}`]: values.tagValue ?? '' } },
      },
    ),
}

const investigator: PolicyTemplate = {
  id: 'cloudwatch-investigator',
  kind: 'grant',
  title: 'Investigate with CloudWatch',
  description: 'Reads metrics, alarms, dashboards and logs, and runs log queries, in one region.',
  parameters: ['region'],
  build: (values) =>
    document({
      Sid: 'ReadCloudWatch',
      Effect: 'Allow',
      Action: [
        'cloudwatch:Describe*',
        'cloudwatch:Get*',
        'cloudwatch:List*',
        'logs:Describe*',
        'logs:FilterLogEvents',
        'logs:Get*',
        'logs:List*',
        'logs:StartQuery',
        'logs:StopQuery',
      ],
      Resource: '*',
      Condition: inRegion(values),
    }),
}

const READ_TABLE = ['BatchGetItem', 'DescribeTable', 'GetItem', 'Query', 'Scan'] as const
const WRITE_TABLE = ['BatchWriteItem', 'DeleteItem', 'PutItem', 'UpdateItem'] as const

const tableReader: PolicyTemplate = {
  id: 'dynamodb-table-reader',
  kind: 'grant',
  title: 'Read one DynamoDB table',
  description: 'Describes, queries and scans one table and its indexes.',
  parameters: ['partition', 'region', 'accountId', 'table'],
  build: (values) => document(onTable('ReadTable', READ_TABLE, values)),
}

const tableWriter: PolicyTemplate = {
  id: 'dynamodb-table-writer',
  kind: 'grant',
  title: 'Read and write one DynamoDB table',
  description: 'Reads one table and its indexes, and adds, changes and deletes its items; the table itself stays.',
  parameters: ['partition', 'region', 'accountId', 'table'],
  build: (values) => document(onTable('ReadAndWriteTable', [...READ_TABLE, ...WRITE_TABLE], values)),
}

function onTable(
  Sid: string,
  actions: readonly string[],
  { partition, region, accountId, table }: Parameters<PolicyTemplate['build']>[0],
) {
  const arn = `arn:${partition}:dynamodb:${region}:${accountId}:table/${table}`
  const Action = actions.map((name) => `dynamodb:${name}`).sort()
  return { Sid, Effect: 'Allow' as const, Action, Resource: [arn, `${arn}/index/*`] }
}

const costExplorer: PolicyTemplate = {
  id: 'cost-explorer',
  kind: 'grant',
  title: 'Look at costs',
  description: 'Reads Cost Explorer and budgets. AWS charges for each Cost Explorer request.',
  parameters: [],
  build: () =>
    document({
      Sid: 'ReadCosts',
      Effect: 'Allow',
      Action: ['budgets:Describe*', 'budgets:ViewBudget', 'ce:Describe*', 'ce:Get*', 'ce:List*'],
      Resource: '*',
    }),
}

const timeWindow: PolicyTemplate = {
  id: 'time-window',
  kind: 'grant',
  title: 'Read chosen services for a limited time',
  description: 'Reads the services that you name between two points in time. IAM knows dates, not hours of the day.',
  parameters: ['services', 'from', 'until'],
  build: (values, isKnown) =>
    document({
      Sid: 'ReadForATime',
      Effect: 'Allow',
      Action: readActions(values, isKnown),
      Resource: '*',
      Condition: {
        DateGreaterThan: { 'aws:CurrentTime': values.from ?? '' },
        DateLessThan: { 'aws:CurrentTime': values.until ?? '' },
      },
    }),
}

const neverAllow: PolicyTemplate = {
  id: 'never-allow',
  kind: 'add-on',
  title: 'Never allow (add-on)',
  description: 'Denies secrets, IAM changes, role hopping and shell commands, whatever another policy allows.',
  parameters: [],
  build: () =>
    document({
      Sid: 'NeverAllow',
      Effect: 'Deny',
      Action: [
        'bedrock-agentcore:InvokeAgentRuntimeCommand',
        'ec2:GetPasswordData',
        'iam:Add*',
        'iam:Attach*',
        'iam:Create*',
        'iam:Delete*',
        'iam:Detach*',
        'iam:PassRole',
        'iam:Put*',
        'iam:Reset*',
        'iam:Set*',
        'iam:Update*',
        'kms:Decrypt',
        'organizations:*',
        'secretsmanager:BatchGetSecretValue',
        'secretsmanager:GetSecretValue',
        'ssm:SendCommand',
        'ssm:StartSession',
        'sts:AssumeRole',
      ],
      Resource: '*',
    }),
}

export const POLICY_TEMPLATES: readonly PolicyTemplate[] = [
  readOnly,
  bucketReader,
  bucketFromVpc,
  ec2Reader,
  ec2Operator,
  investigator,
  tableReader,
  tableWriter,
  costExplorer,
  timeWindow,
  neverAllow,
]
